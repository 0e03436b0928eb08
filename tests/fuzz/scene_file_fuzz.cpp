// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as a scene file. A scene that is accepted can be flown, and comes back from its own text as
// it was.
#include "fuzz_target.h"
#include "lab/results/result_error.h"
#include "lab/scenes/scene_file.h"

#include <cstdlib>
#include <string_view>

using namespace cownscope;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    try {
        const lab::NamedScene scene =
            lab::sceneFromText({reinterpret_cast<const char *>(data), size});
        if (!validate(scene.options))
            std::abort();
        if (lab::sceneFromText(toText(scene)) != scene)
            std::abort();
    } catch (const lab::ResultError &) {
        return 0;
    }
    return 0;
}
