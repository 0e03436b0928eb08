// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers.h"
#include "rules.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

namespace cownscope::test {

namespace {

constexpr const char *publicHeaders = "runtime/boc/include/";
constexpr const char *explorerHeaders = "runtime/boc/explore/include/";
// The one header of the library that names the explorer, in the build that has it.
constexpr const char *policy = "runtime/boc/include/boc/detail/sync.h";
constexpr const char *privateHeaders = "runtime/boc/src/";

bool beginsWithOneOf(const std::string &text, const std::vector<std::string> &beginnings)
{
    return std::ranges::any_of(beginnings, [&](const std::string &begin) {
        return begin == "*" || text.starts_with(begin);
    });
}

bool isQt(const std::string &header)
{
    return header.starts_with("Qt")
        || (header.size() > 1 && header[0] == 'Q'
            && std::isupper(static_cast<unsigned char>(header[1])) != 0);
}

// <vector>, but not <unistd.h> nor <Eigen/Core>.
bool isStandard(const std::string &header)
{
    return header.find_first_of("./") == std::string::npos && !isQt(header);
}

struct Include
{
    std::string header;
    bool quoted;
};

std::optional<Include> parseInclude(const std::string &line)
{
    std::size_t at = 0;
    const auto skip = [&](const std::string &word) {
        at = line.find_first_not_of(" \t", at);
        if (at == std::string::npos || line.compare(at, word.size(), word) != 0)
            return false;
        at += word.size();
        return true;
    };
    if (!skip("#") || !skip("include"))
        return {};
    const bool quoted = skip("\"");
    if (!quoted && !skip("<"))
        return {};
    const auto end = line.find(quoted ? '"' : '>', at);
    if (end == std::string::npos)
        return {};
    return Include{line.substr(at, end - at), quoted};
}

class IncludeRule
{
public:
    explicit IncludeRule(const std::vector<SourceFile> &files)
    {
        for (const SourceFile &file : files)
            m_paths.insert(file.path);
    }

    Violations violations;

    void check(const SourceFile &file)
    {
        const Layer *layer = layerOf(file.path);
        for (const std::string &line : file.lines) {
            const auto include = parseInclude(line);
            if (!include)
                continue;
            const auto &[header, quoted] = *include;
            if (layer != nullptr)
                checkOne(file, *layer, header, quoted);
            else if (quoted && !isGenerated(header) && !resolve(file, header))
                report(file, header, "which does not exist");
        }
    }

private:
    void report(const SourceFile &file, const std::string &header, const std::string &reason)
    {
        violations.push_back(file.path + ": includes " + header + ", " + reason);
    }

    // Made by the build.
    static bool isGenerated(const std::string &header)
    {
        return header == "lab_revision.h" || header.ends_with(".moc") || header.starts_with("moc_")
            || header.starts_with("ui_");
    }

    // Where a header of this project is: beside the file, or under one of the include folders.
    std::optional<std::string> resolve(const SourceFile &file, const std::string &header) const
    {
        std::vector<std::string> folders{
            file.folder(), publicHeaders, explorerHeaders, "runtime/", "", "tests/"};
        if (layerOf(file.path) == nullptr) {
            folders.push_back(privateHeaders); // tests may look inside the library
            folders.push_back("tests/boc/");
        }
        for (const std::string &folder : folders) {
            const std::filesystem::path path(folder + header);
            if (m_paths.contains(path.lexically_normal().generic_string()))
                return path.lexically_normal().generic_string();
        }
        return {};
    }

    void checkOne(const SourceFile &file, const Layer &layer, const std::string &header,
                  bool quoted)
    {
        if (isGenerated(header))
            return;
        const auto path = resolve(file, header);
        if (quoted && !path) {
            report(file, header, "which does not exist");
        } else if (path && (quoted || header.starts_with("boc/"))) {
            checkOwn(file, layer, header, *path);
        } else if (isQt(header)) {
            if (!layer.qt)
                report(file, header, "but only the window may use Qt");
        } else if (!isStandard(header) && !beginsWithOneOf(header, layer.libraries)) {
            report(file, header, std::string("which ") + layer.folder + " may not use");
        }
    }

    void checkOwn(const SourceFile &file, const Layer &layer, const std::string &header,
                  const std::string &path)
    {
        const Layer *used = layerOf(path);
        if (used == nullptr)
            report(file, header, std::string("which ") + layer.folder + " may not use");
        else if (!mayUse(layer, *used)
                 && !(file.path == policy && path.starts_with(explorerHeaders)))
            report(file, header,
                   std::string("but ") + layer.folder + " may not use " + used->folder);
        else if (used != &layer && std::string(used->folder) == "runtime/boc/"
                 && (!path.starts_with(publicHeaders)
                     || path.find("/detail/") != std::string::npos))
            report(file, header, "which is no public header of the library");
    }

    std::set<std::string> m_paths;
};

} // namespace

Violations checkIncludes(const std::vector<SourceFile> &files)
{
    IncludeRule rule(files);
    for (const SourceFile &file : files) {
        if (file.isCpp())
            rule.check(file);
    }
    return rule.violations;
}

} // namespace cownscope::test
