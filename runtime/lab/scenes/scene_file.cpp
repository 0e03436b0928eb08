// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/scenes/scene_file.h"

#include "lab/files/read_file.h"
#include "lab/files/write_file.h"
#include "lab/results/json_reader.h"
#include "lab/results/json_text.h"
#include "lab/results/json_writer.h"
#include "lab/scenes/scene_fields.h"

#include <algorithm>
#include <cctype>

namespace cownscope::lab {

namespace {

constexpr const char *KindName = "kind";
constexpr const char *Kind = "scene";

template <typename Self, typename Field>
void describeScene(Self &self, Field &field)
{
    auto &options = self.options;
    field.always("name", self.name);
    std::uint64_t count = options.boids; // wide, so that the error can show too large numbers
    field.always("boids", count);
    if constexpr (!std::is_const_v<Self>) {
        if (count > boids::maxBoids)
            throw ResultError("boids must be between 0 and " + std::to_string(boids::maxBoids)
                              + ", not " + std::to_string(count));
        options.boids = static_cast<std::uint32_t>(count);
    }
    field.always("seed", options.seed);
    field.always("parameters", options.parameters);
    field.always("second_species", options.second);
    field.always("influences", options.influences);
}

// Turns a sentence of boids::validate about `member` ("influence x must be …") into one about the
// place in the file ("influences[3].x must be …").
std::string atPlace(const std::string &place, std::string_view member, std::string_view sentence)
{
    if (sentence.starts_with(member))
        sentence.remove_prefix(member.size());
    std::string name = place + '.';
    const std::size_t end = std::min(sentence.find(' '), sentence.size());
    for (const char letter : sentence.substr(0, end)) {
        if (std::isupper(static_cast<unsigned char>(letter)))
            name += '_';
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    return name + std::string(sentence.substr(end));
}

void check(const NamedScene &scene)
{
    const boids::Options &options = scene.options;
    if (scene.name.size() > LongestSceneName)
        throw ResultError("name must have at most " + std::to_string(LongestSceneName)
                          + " bytes, not " + std::to_string(scene.name.size()));
    const auto isControl = [](char letter) { return static_cast<unsigned char>(letter) < ' '; };
    if (std::ranges::any_of(scene.name, isControl))
        throw ResultError("name must be one line of text");
    if (const Outcome valid = validate(options.parameters); !valid)
        throw ResultError(atPlace("parameters", {}, valid.reason()));
    if (options.second) {
        if (const Outcome valid = validate(*options.second); !valid)
            throw ResultError(atPlace("second_species", "second ", valid.reason()));
    }
    if (options.influences.size() > boids::maxInfluences)
        throw ResultError("influences must be at most " + std::to_string(boids::maxInfluences)
                          + ", not " + std::to_string(options.influences.size()));
    for (std::size_t i = 0; i < options.influences.size(); ++i) {
        if (const Outcome valid = validate(options.influences[i]); !valid)
            throw ResultError(
                atPlace("influences[" + std::to_string(i) + ']', "influence ", valid.reason()));
    }
    if (const Outcome valid = validate(options); !valid)
        throw ResultError(valid.reason());
}

} // namespace

std::string toText(const NamedScene &scene)
{
    check(scene);
    Json json = Json::object();
    json[VersionName] = SceneVersion;
    json[KindName] = Kind;
    JsonWriter writer;
    describeScene(scene, writer);
    json.update(std::move(writer).object());
    return fileText(json);
}

NamedScene sceneFromText(std::string_view text)
{
    return sceneFromJson(parseJson(text));
}

bool isScene(const Json &json)
{
    return json.is_object() && json.contains(KindName) && json[KindName] == Kind;
}

NamedScene sceneFromJson(const Json &json)
{
    JsonReader reader(json, {});
    std::string kind;
    if (!isScene(json))
        throw ResultError("this is not a scene file: kind must be \"scene\"");
    reader.required(KindName, kind);
    int version = 0;
    reader.required(VersionName, version);
    if (version != SceneVersion)
        throw ResultError("schema_version must be " + std::to_string(SceneVersion) + ", but is "
                          + std::to_string(version));
    NamedScene scene;
    describeScene(scene, reader);
    reader.refuseUnknownNames();
    check(scene);
    return scene;
}

void writeSceneFile(const std::filesystem::path &path, const NamedScene &scene)
{
    writeFile(path, toText(scene));
}

NamedScene readSceneFile(const std::filesystem::path &path)
{
    const std::string text = readFile(path, LargestSceneFile);
    try {
        return sceneFromText(text);
    } catch (const ResultError &error) {
        throw ResultError(path.string() + ": " + error.what());
    }
}

} // namespace cownscope::lab
