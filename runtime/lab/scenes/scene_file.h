// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"
#include "workloads/boids/parameters.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace cownscope::lab {

// What a scene file holds: a flock to begin with, and what people call it.
//
//     schema_version   1
//     kind             "scene", which no result file says
//     name             a line of text, may be missing
//     boids, seed      whole numbers
//     parameters       world_width, world_height, visual_range, …
//     second_species   share, visual_range, …; null or missing: there is none
//     influences[]     x, y, reach, strength; may be missing
//
// Values that are missing are the defaults; unknown names are refused, since scenes are written by
// hand too. Numbers come back exactly as they were.
struct NamedScene
{
    std::string name = {};
    boids::Options options = {};

    bool operator==(const NamedScene &) const = default;
};

inline constexpr int SceneVersion = 1;
inline constexpr std::size_t LongestSceneName = 200;           // bytes
inline constexpr std::uint64_t LargestSceneFile = 1024 * 1024; // bytes; a full one has a tenth

// What is written can be read: throws ResultError if the scene is not valid.
std::string toText(const NamedScene &scene);

// Throws ResultError that names the field and what would be right. The scene is valid.
NamedScene sceneFromText(std::string_view text);
NamedScene sceneFromJson(const Json &json);

// Whether this says that it is a scene; true does not mean that it is valid.
bool isScene(const Json &json);

// The file is complete at every moment: see writeFile. Throws ResultError.
void writeSceneFile(const std::filesystem::path &path, const NamedScene &scene);

// Throws ResultError whose sentence begins with the path.
NamedScene readSceneFile(const std::filesystem::path &path);

} // namespace cownscope::lab
