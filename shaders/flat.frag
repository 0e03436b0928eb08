#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later

uniform vec4 color;
out vec4 fragment;

void main()
{
    fragment = color;
}
