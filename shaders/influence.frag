#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later

// Blended with the brighter, or on a light background the darker, of what is there: influences that
// overlap look like one.
uniform vec2 viewport; // pixels
uniform vec3 disk; // center and radius, pixels from the top left
uniform float strength; // 0 … 1
uniform vec3 color;
uniform vec3 background;
out vec4 fragment;

void main()
{
    vec2 pixel = vec2(gl_FragCoord.x, viewport.y - gl_FragCoord.y);
    float inside = disk.z - distance(pixel, disk.xy); // pixels from the edge
    float edge = clamp(inside + 0.5, 0.0, 1.0);
    float share = clamp(inside / disk.z, 0.0, 1.0); // as a boid feels it there
    fragment = vec4(mix(background, color, edge * strength * (0.16 + 0.44 * share)), 1.0);
}
