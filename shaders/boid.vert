#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later

layout(location = 0) in vec4 boid; // position and velocity, world units
layout(location = 1) in uint worker; // that computed them

uniform vec2 viewport; // pixels
uniform vec3 worldToPixels; // offset, scale
uniform vec2 corners[3]; // of a boid that flies to the right, pixels, widened by the smooth edge
uniform vec3 heights; // distance of each corner from the edge across
uniform float overhang; // how far the corners were widened, pixels
uniform int mode; // row of the table: 0 heading, 1 speed, 2 worker
uniform float speedLimit; // world units a step
uniform sampler2D colors; // 256 columns

out vec3 edgeDistance; // pixels, positive inside
flat out vec4 shade;

const float Turn = 6.28318530718;

int column()
{
    if (mode == 0)
        return int(fract(atan(-boid.w, boid.z) / Turn) * 256.0) & 255;
    if (mode == 1)
        return clamp(int(length(boid.zw) / speedLimit * 255.0 + 0.5), 0, 255);
    return int(min(worker, 255u)); // the last column belongs to nobody
}

void main()
{
    float speed = length(boid.zw);
    vec2 ahead = speed > 0.0 ? boid.zw / speed : vec2(1.0, 0.0);
    vec2 corner = corners[gl_VertexID];
    vec2 pixel = worldToPixels.xy + boid.xy * worldToPixels.z
            + ahead * corner.x + vec2(-ahead.y, ahead.x) * corner.y;
    gl_Position = vec4(pixel.x / viewport.x * 2.0 - 1.0, 1.0 - pixel.y / viewport.y * 2.0, 0.0, 1.0);

    edgeDistance = vec3(-overhang);
    edgeDistance[gl_VertexID] = heights[gl_VertexID];
    shade = texelFetch(colors, ivec2(column(), mode), 0);
}
