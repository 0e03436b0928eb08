// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers.h"
#include "rules.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace cownscope::test {

namespace {

std::vector<std::string> split(const std::string &text, char separator)
{
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);)
        parts.push_back(part);
    return parts;
}

// boc is also known as Boc::boc.
const Layer *layerOfLibrary(const std::string &library)
{
    return layerOfTarget(library == "Boc::boc" ? "boc" : library);
}

std::string problemWith(const Layer &layer, const std::string &library)
{
    if (const Layer *used = layerOfLibrary(library)) {
        return mayUse(layer, *used)
            ? ""
            : std::string("but ") + layer.folder + " may not use " + used->folder;
    }
    if (library == "cownscope-warnings")
        return "";
    if (library.starts_with("Qt"))
        return layer.qt ? "" : "but only the window may use Qt";
    const bool allowed = std::ranges::any_of(layer.packages, [&](const std::string &package) {
        return package == "*" || library == package;
    });
    return allowed ? "" : std::string("which ") + layer.folder + " may not use";
}

} // namespace

std::vector<LinkedTarget> readTargets(const std::filesystem::path &list)
{
    std::vector<LinkedTarget> targets;
    std::ifstream stream(list);
    for (std::string line; std::getline(stream, line);) {
        const auto parts = split(line, '|');
        if (parts.size() < 2)
            continue;
        targets.push_back({.folder = parts[0],
                           .name = parts[1],
                           .libraries = split(parts.size() > 2 ? parts[2] : "", ';')});
    }
    return targets;
}

Violations checkTargets(const std::vector<LinkedTarget> &targets)
{
    Violations violations;
    for (const LinkedTarget &target : targets) {
        const Layer *layer = layerOf(target.folder);
        if (layer == nullptr)
            continue;
        if (!layer->targets.empty() && layerOfTarget(target.name) != layer)
            violations.push_back(target.name + ": is made in " + target.folder + ", where only "
                                 + layer->targets.front() + " should be");
        for (const std::string &library : target.libraries) {
            if (const std::string problem = problemWith(*layer, library); !problem.empty())
                violations.push_back(target.name + ": links " + library + ", " + problem);
        }
    }
    return violations;
}

} // namespace cownscope::test
