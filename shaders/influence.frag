#version 330 core
// SPDX-License-Identifier: GPL-3.0-or-later

uniform vec2 viewport; // pixels
uniform vec3 disk; // center and radius, pixels from the top left
uniform vec4 color;
out vec4 fragment;

void main()
{
    vec2 pixel = vec2(gl_FragCoord.x, viewport.y - gl_FragCoord.y);
    float inside = disk.z - distance(pixel, disk.xy); // pixels from the edge
    float body = 0.05 + 0.35 * clamp(inside / disk.z, 0.0, 1.0); // as strong as the influence
    float ring = 0.55 * clamp(2.0 - abs(inside - 1.0), 0.0, 1.0);
    float alpha = inside > -1.0 ? max(step(0.0, inside) * body, ring) : 0.0;
    fragment = vec4(color.rgb, color.a * alpha);
}
