// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"
#include "workloads/boids/parameters.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace cownscope::lab {

// The contents of a scene file: an initial flock and its name.
//
//     schema_version   1
//     kind             "scene", which no result file has
//     name             a line of text, may be missing
//     boids, seed      whole numbers
//     parameters       world_width, world_height, visual_range, …
//     second_species   share, visual_range, …; null or missing: there is none
//     influences[]     x, y, reach, strength; may be missing
//
// Missing values are the defaults. Unknown names are errors, since scenes may be written by hand.
// Numbers are exact when read back.
struct NamedScene
{
    std::string name = {};
    boids::Options options = {};

    bool operator==(const NamedScene &) const = default;
};

inline constexpr int SceneVersion = 1;
inline constexpr std::size_t LongestSceneName = 200; // bytes
inline constexpr std::uint64_t LargestSceneFile =
    1024 * 1024; // bytes; a full scene has a tenth of it

// Throws ResultError if the scene is not valid, so that every written scene can be read.
std::string toText(const NamedScene &scene);

// Throws ResultError that names the field and what is expected. The returned scene is valid.
NamedScene sceneFromText(std::string_view text);
NamedScene sceneFromJson(const Json &json);

// True if this claims to be a scene, whether or not it is valid.
bool isScene(const Json &json);

// The file is complete at every moment: see writeFile. Throws ResultError.
void writeSceneFile(const std::filesystem::path &path, const NamedScene &scene);

// Throws ResultError, with a text that begins with the path.
NamedScene readSceneFile(const std::filesystem::path &path);

} // namespace cownscope::lab
