#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later

in vec3 edgeDistance;
flat in vec4 shade;
out vec4 fragment;

void main()
{
    float inside = min(edgeDistance.x, min(edgeDistance.y, edgeDistance.z));
    fragment = vec4(shade.rgb, shade.a * clamp(inside + 0.5, 0.0, 1.0));
}
