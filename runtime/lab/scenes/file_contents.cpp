// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/scenes/file_contents.h"

#include "lab/files/read_file.h"
#include "lab/results/json_text.h"
#include "lab/results/result_error.h"
#include "lab/results/result_file.h"
#include "lab/results/result_json.h"

namespace cownscope::lab {

namespace {

FileContents contentsOf(const std::string &text)
{
    const Json json = parseJson(text);
    if (isScene(json)) {
        if (text.size() > LargestSceneFile)
            throw ResultError("a scene has at most " + std::to_string(LargestSceneFile >> 20)
                              + " MiB");
        return sceneFromJson(json);
    }
    if (!json.is_object() || !json.contains(VersionName))
        throw ResultError("this is neither a result file nor a scene: it has no schema_version");
    return documentFromJson(json);
}

} // namespace

FileContents readContents(const std::filesystem::path &path)
{
    const std::string text = readFile(path, LargestResultFile);
    try {
        return contentsOf(text);
    } catch (const ResultError &error) {
        throw ResultError(path.string() + ": " + error.what());
    }
}

} // namespace cownscope::lab
