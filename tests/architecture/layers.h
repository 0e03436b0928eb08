// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cownscope::test {

// The order of the house. What is listed later may use what is listed earlier, if it names it.
struct Layer
{
    const char *folder;                 // with a slash at the end
    std::vector<std::string> targets;   // CMake targets made of it; empty for any
    std::vector<std::string> uses;      // folders of other layers
    bool qt;                            // whether it may use Qt
    std::vector<std::string> libraries; // of others: headers begin so; "*" for any
    std::vector<std::string> packages;  // of others: CMake targets begin so; "*" for any
};

const std::vector<Layer> &layers();

// The layer that a file belongs to: that of the longest folder it is in. Null for what may use
// anything, as tests may.
const Layer *layerOf(const std::string &path);
const Layer *layerOfTarget(const std::string &target);

bool mayUse(const Layer &user, const Layer &used);

} // namespace cownscope::test
