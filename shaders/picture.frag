#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later

in vec2 place;
uniform sampler2D picture;
out vec4 fragment;

void main()
{
    fragment = texture(picture, place);
}
