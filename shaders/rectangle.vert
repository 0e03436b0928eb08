#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later

uniform vec2 viewport; // pixels
uniform vec4 rectangle; // left, top, right, bottom in pixels

void main()
{
    vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
    vec2 pixel = mix(rectangle.xy, rectangle.zw, corner);
    gl_Position = vec4(pixel.x / viewport.x * 2.0 - 1.0, 1.0 - pixel.y / viewport.y * 2.0, 0.0, 1.0);
}
