#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later

layout(location = 0) in float x; // position and velocity, world units
layout(location = 1) in float y;
layout(location = 2) in float vx;
layout(location = 3) in float vy;
layout(location = 4) in uint id; // where there are two species

uniform vec2 viewport; // pixels
uniform vec3 worldToPixels; // offset, scale
uniform vec2 corners[3]; // of a boid that flies to the right, pixels, widened by the smooth edge
uniform vec3 heights; // distance of each corner from the edge across
uniform float overhang; // how far the corners were widened, pixels
uniform int mode; // row of the table: 0 heading, 1 speed, 2 worker, 3 cost, 4 species
uniform int part; // column of the table for modes that depend on the part alone
uniform float speedLimit; // world units a step
uniform float secondShare; // of the second species, 0 if there is none
uniform sampler2D colors; // 256 columns

out vec3 edgeDistance; // pixels, positive inside
flat out vec4 shade;

const float Turn = 6.28318530718;

int column()
{
    if (mode == 0)
        return int(fract(atan(-vy, vx) / Turn) * 256.0) & 255;
    if (mode == 1)
        return clamp(int(length(vec2(vx, vy)) / speedLimit * 255.0 + 0.5), 0, 255);
    if (mode == 4) // as in boids::isSecond
        return secondShare > 0.0 && float((id * 2654435761u) >> 24) < secondShare * 256.0 ? 1 : 0;
    return part;
}

void main()
{
    vec2 velocity = vec2(vx, vy);
    float speed = length(velocity);
    vec2 ahead = speed > 0.0 ? velocity / speed : vec2(1.0, 0.0);
    vec2 corner = corners[gl_VertexID];
    vec2 pixel = worldToPixels.xy + vec2(x, y) * worldToPixels.z
            + ahead * corner.x + vec2(-ahead.y, ahead.x) * corner.y;
    gl_Position = vec4(pixel.x / viewport.x * 2.0 - 1.0, 1.0 - pixel.y / viewport.y * 2.0, 0.0, 1.0);

    edgeDistance = vec3(-overhang);
    edgeDistance[gl_VertexID] = heights[gl_VertexID];
    shade = texelFetch(colors, ivec2(column(), mode), 0);
}
