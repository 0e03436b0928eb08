#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later

uniform vec2 viewport; // pixels
uniform vec4 rectangle; // left, top, right, bottom in pixels, of the whole picture
// In the picture, from 0 to 1, rows from the top. Looked up by gl_FragCoord instead, opaque pictures
// came out upside down with Mesa's llvmpipe.
out vec2 place;

void main()
{
    place = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
    vec2 pixel = mix(rectangle.xy, rectangle.zw, place);
    gl_Position = vec4(pixel.x / viewport.x * 2.0 - 1.0, 1.0 - pixel.y / viewport.y * 2.0, 0.0, 1.0);
}
