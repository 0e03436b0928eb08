// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/driver/text_table.h"

#include <algorithm>

namespace cownscope::benchmark {

namespace {

// Characters of UTF-8 text: bytes that do not continue one.
std::size_t widthOf(const std::string &text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

} // namespace

std::string textTable(const std::vector<std::vector<std::string>> &lines)
{
    std::vector<std::size_t> widths;
    for (const auto &cells : lines) {
        widths.resize(std::max(widths.size(), cells.size()));
        for (std::size_t i = 0; i < cells.size(); ++i)
            widths[i] = std::max(widths[i], widthOf(cells[i]));
    }
    std::string text;
    for (const auto &cells : lines) {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i)
            line += cells[i] + std::string(widths[i] - widthOf(cells[i]) + 2, ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

} // namespace cownscope::benchmark
