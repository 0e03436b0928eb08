#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later

uniform vec2 viewport; // pixels
uniform sampler2D labels; // one texel for each pixel of the view, opaque
out vec4 fragment;

void main()
{
    fragment = texelFetch(labels, ivec2(gl_FragCoord.x, viewport.y - gl_FragCoord.y), 0);
}
