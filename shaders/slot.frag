#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later

in vec2 local;
flat in vec4 shade;
uniform vec2 halfSize;
out vec4 fragment;

void main()
{
    float corner = min(min(halfSize.x, halfSize.y), 3.0);
    vec2 beyond = abs(local) - (halfSize - corner);
    float outside = length(max(beyond, 0.0)) + min(max(beyond.x, beyond.y), 0.0) - corner;
    fragment = vec4(shade.rgb, shade.a * clamp(0.5 - outside, 0.0, 1.0));
}
