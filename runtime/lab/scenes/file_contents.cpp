// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/scenes/file_contents.h"

#include "lab/results/json_text.h"
#include "lab/results/result_error.h"
#include "lab/results/result_json.h"

namespace cownscope::lab {

FileContents contentsFromJson(const Json &json, std::size_t bytes)
{
    if (isScene(json)) {
        if (bytes > LargestSceneFile)
            throw ResultError("a scene has at most " + std::to_string(LargestSceneFile >> 20)
                              + " MiB");
        return sceneFromJson(json);
    }
    if (!json.is_object() || !json.contains(VersionName))
        throw ResultError("this is neither a result file nor a scene: it has no schema_version");
    return documentFromJson(json);
}

} // namespace cownscope::lab
