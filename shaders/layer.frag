#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later

uniform sampler2D layer; // one texel for each pixel of the view, drawn by OpenGL
out vec4 fragment;

void main()
{
    fragment = texelFetch(layer, ivec2(gl_FragCoord.xy), 0);
}
