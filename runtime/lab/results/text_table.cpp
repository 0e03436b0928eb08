// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/text_table.h"

#include "base/number_text.h"

#include <algorithm>

namespace cownscope::lab {

namespace {

std::string padded(const std::string &text, std::size_t width)
{
    return text + std::string(width - text.size(), ' ');
}

template <typename Cell>
std::string joined(std::size_t columns, const char *separator, Cell &&cell)
{
    std::string line;
    for (std::size_t i = 0; i < columns; ++i)
        line += (i > 0 ? separator : "") + cell(i);
    return line;
}

} // namespace

std::string numberCell(std::optional<double> value, int decimals, const char *unit)
{
    return value ? fixedText(*value, decimals) + unit : NoValue;
}

std::string alignedRows(const std::vector<Row> &rows)
{
    if (rows.empty())
        return {};
    std::vector<std::size_t> widths(rows.front().size());
    for (const Row &row : rows) {
        for (std::size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    const auto line = [&](const Row &row) {
        return joined(row.size(), " | ",
                      [&](std::size_t i) { return padded(oneLine(row[i]), widths[i]); });
    };
    std::string text = line(rows.front()) + '\n';
    text +=
        joined(widths.size(), "-+-", [&](std::size_t i) { return std::string(widths[i], '-'); });
    for (std::size_t i = 1; i < rows.size(); ++i)
        text += '\n' + line(rows[i]);
    return text;
}

std::string oneLine(std::string text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
        if (byte < ' ' || byte == 0x7f)
            text[i] = ' ';
        else if (byte == 0xc2 && next >= 0x80 && next < 0xa0) // U+0080 to U+009F
            text[i] = text[i + 1] = ' ';
    }
    return text;
}

} // namespace cownscope::lab
