#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later

layout(location = 0) in vec3 slot; // center of its ring in pixels, angle in radians
layout(location = 1) in uint worker; // whose color; 254 for an idle slot

uniform vec2 viewport; // pixels
uniform float radius; // of the circle through the slots' middles, pixels
uniform vec2 halfSize; // of a bar along the circle and along the radius, pixels
uniform int row; // of the table
uniform sampler2D colors;

out vec2 local; // pixels from the bar's middle
flat out vec4 shade;

void main()
{
    vec2 side = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1)) * 2.0 - 1.0;
    local = side * (halfSize + 1.0);
    vec2 outwards = vec2(sin(slot.z), -cos(slot.z)); // slot 0 on top, clockwise
    vec2 along = vec2(-outwards.y, outwards.x);
    vec2 pixel = slot.xy + outwards * (radius + local.y) + along * local.x;
    gl_Position = vec4(pixel.x / viewport.x * 2.0 - 1.0, 1.0 - pixel.y / viewport.y * 2.0, 0.0, 1.0);
    shade = texelFetch(colors, ivec2(int(min(worker, 255u)), row), 0);
}
