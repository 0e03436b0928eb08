// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/transport_csv.h"

#include "base/number_text.h"
#include "lab/files/read_file.h"
#include "lab/results/csv.h"
#include "lab/results/result_error.h"
#include "lab/results/text_table.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace cownscope::lab::transport {

namespace {

constexpr std::uint64_t largestFile = 16u << 20; // bytes

// The columns with numbers after the first three, and whether they may be missing.
struct NumberColumn
{
    const char *name;
    double Row::*member;
    bool isOptional = false;
};
constexpr std::array numberColumns{
    NumberColumn{"items_per_s", &Row::itemsPerSecond},
    NumberColumn{"mb_per_s", &Row::mbPerSecond},
    NumberColumn{"mb_per_s_lo", &Row::mbPerSecondLow},
    NumberColumn{"mb_per_s_hi", &Row::mbPerSecondHigh},
    NumberColumn{"speedup", &Row::speedup},
    NumberColumn{"peak_rss_mb", &Row::peakRssMb, true},
    NumberColumn{"cpu_sec", &Row::cpuSeconds, true},
};

[[noreturn]] void fail(std::size_t line, const std::string &problem)
{
    throw ResultError("line " + std::to_string(line) + ": " + problem);
}

[[noreturn]] void failValue(std::size_t line, const char *column, const std::string &expected,
                            const std::string &value)
{
    constexpr std::size_t mostShown = 60;
    fail(line,
         std::string(column) + " must be " + expected + ", but is \""
             + oneLine(value.substr(0, mostShown)) + '"');
}

// A line, which quoted fields may continue in further lines.
struct Record
{
    std::size_t line = 0; // the number of its first line, from 1
    std::vector<std::string> fields;
};

// Splits a text as in RFC 4180; lines may also end with LF alone.
class RecordReader
{
public:
    explicit RecordReader(std::string_view text)
        : m_text(text)
    { }

    // Nothing at the end. Empty lines are skipped.
    std::optional<Record> next()
    {
        while (m_at < m_text.size()) {
            Record record{.line = m_line, .fields = {}};
            do
                record.fields.push_back(readField(record.line));
            while (consume(','));
            consume('\r');
            if (m_at < m_text.size() && !consume('\n'))
                fail(m_line, "a comma is missing after a quoted field");
            ++m_line;
            if (record.fields.size() > 1 || !record.fields.front().empty())
                return record;
        }
        return {};
    }

private:
    bool consume(char character)
    {
        const bool is = m_at < m_text.size() && m_text[m_at] == character;
        if (is)
            ++m_at;
        return is;
    }

    std::string readField(std::size_t line)
    {
        if (!consume('"')) {
            const std::size_t end = std::min(m_text.find_first_of(",\r\n", m_at), m_text.size());
            const std::size_t begin = std::exchange(m_at, end);
            return std::string(m_text.substr(begin, end - begin));
        }
        std::string field;
        for (;;) {
            if (m_at == m_text.size())
                fail(line, "a quoted field has no end");
            if (consume('"')) {
                if (!consume('"'))
                    return field;
                field += '"';
                continue;
            }
            if (m_text[m_at] == '\n')
                ++m_line;
            field += m_text[m_at++];
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

// Finds the fields of records by the names in the first one.
class Columns
{
public:
    explicit Columns(Record header)
        : m_header(std::move(header))
    { }

    bool have(const char *name) const
    {
        return std::ranges::find(m_header.fields, name) != m_header.fields.end();
    }

    void require(const char *name) const
    {
        if (!have(name))
            fail(m_header.line, std::string("the column ") + name + " is missing");
    }

    void checkLength(const Record &record) const
    {
        if (record.fields.size() != m_header.fields.size())
            fail(record.line,
                 "must have " + std::to_string(m_header.fields.size())
                     + " fields like the header, but has " + std::to_string(record.fields.size()));
    }

    const std::string &field(const Record &record, const char *name) const
    {
        const auto found = std::ranges::find(m_header.fields, name);
        return record.fields[static_cast<std::size_t>(found - m_header.fields.begin())];
    }

private:
    Record m_header;
};

// The names of the reference benchmark.
std::string ownName(const std::string &name)
{
    if (name == "no-arena")
        return "pipe";
    if (name == "numpy")
        return "matrix";
    return name == "torch" ? "tensor" : name;
}

Row rowFrom(const Record &record, const Columns &columns)
{
    columns.checkLength(record);
    Row row;
    const std::string &size = columns.field(record, "size_mb");
    const auto sizeMb = numberFrom<std::uint32_t>(size);
    if (!sizeMb || *sizeMb == 0)
        failValue(record.line, "size_mb", "a whole number of MiB, 1 or more", size);
    row.sizeMb = *sizeMb;

    const std::string &kind = columns.field(record, "kind");
    const auto known = kindNamed(ownName(kind));
    if (!known)
        failValue(record.line, "kind", "bytes, matrix, tensor or packets", kind);
    row.kind = *known;

    const std::string &transport = columns.field(record, "transport");
    const auto knownTransport = transportNamed(ownName(transport));
    if (!knownTransport)
        failValue(record.line, "transport", allTransportNames, transport);
    row.transport = *knownTransport;

    for (const NumberColumn &column : numberColumns) {
        if (column.isOptional && !columns.have(column.name))
            continue;
        const std::string &text = columns.field(record, column.name);
        if (column.isOptional && text.empty())
            continue;
        const auto number = numberFrom<double>(text);
        // The lower end of the interval of few passes may be negative.
        const bool mayBeNegative = column.member == &Row::mbPerSecondLow;
        if (!number || !std::isfinite(*number) || (*number < 0 && !mayBeNegative))
            failValue(record.line, column.name, mayBeNegative ? "a number" : "a number, 0 or more",
                      text);
        row.*column.member = *number;
    }
    return row;
}

} // namespace

std::string toCsv(const std::vector<Row> &rows)
{
    std::vector<std::string> header{"size_mb", "kind", "transport"};
    for (const NumberColumn &column : numberColumns)
        header.emplace_back(column.name);
    std::string text = csvLine(header);
    for (const Row &row : rows) {
        std::vector<std::string> fields{std::to_string(row.sizeMb), nameOf(row.kind),
                                        nameOf(row.transport)};
        for (const NumberColumn &column : numberColumns)
            fields.push_back(exactText(row.*column.member));
        text += csvLine(fields);
    }
    return text;
}

std::vector<Row> rowsFromCsv(std::string_view text)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    RecordReader records(text);
    auto header = records.next();
    if (!header)
        fail(1, "the header with the names of the columns is missing");
    const Columns columns(*std::move(header));
    for (const char *name : {"size_mb", "kind", "transport"})
        columns.require(name);
    for (const NumberColumn &column : numberColumns) {
        if (!column.isOptional)
            columns.require(column.name);
    }
    std::vector<Row> rows;
    while (const auto record = records.next()) {
        Row row = rowFrom(*record, columns);
        if (findRow(rows, row.sizeMb, row.kind, row.transport) != nullptr)
            fail(record->line, "this combination of size_mb, kind and transport is there twice");
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Row> readTransportCsv(const std::filesystem::path &path)
{
    const std::string text = readFile(path, largestFile);
    try {
        return rowsFromCsv(text);
    } catch (const ResultError &error) {
        throw ResultError(path.string() + ": " + error.what());
    }
}

} // namespace cownscope::lab::transport
