// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/number_text.h"
#include "lab/results/result_fields.h"

#include <array>
#include <concepts>
#include <optional>
#include <vector>

namespace cownscope::lab {

// Writes the described parts of a result file, unknown names after the known ones.
class JsonWriter
{
public:
    template <typename Part>
    static Json writePart(const Part &part)
    {
        Json object = writeFields(part);
        for (const auto &[name, value] : part.more.items())
            object[name] = value;
        return object;
    }

    // For a part that has no unknown names.
    template <typename T>
    static Json writeFields(const T &described)
    {
        JsonWriter writer;
        describe(described, writer);
        return std::move(writer).object();
    }

    template <typename T>
    void required(const char *name, const T &member)
    {
        m_object[name] = write(member);
    }

    template <typename T>
    void always(const char *name, const T &member)
    {
        m_object[name] = write(member);
    }

    template <typename T>
    void addition(const char *name, const std::optional<T> &member)
    {
        if (member)
            m_object[name] = write(*member);
    }

    // All fields written so far.
    Json object() && { return std::move(m_object); }

private:
    // In its shortest decimal form: 0.05 instead of 0.05000000074505806.
    static Json write(float member) { return *numberFrom<double>(exactText(member)); }

    template <typename T>
    static Json write(const T &member)
    {
        if constexpr (requires { member.more; })
            return writePart(member);
        else if constexpr (std::constructible_from<Json, const T &>)
            return Json(member);
        else
            return writeFields(member);
    }

    template <typename T>
    static Json write(const std::optional<T> &member)
    {
        return member ? write(*member) : Json();
    }

    template <typename T>
    static Json write(const std::vector<T> &member)
    {
        Json array = Json::array();
        for (const T &element : member)
            array.push_back(write(element));
        return array;
    }

    Json m_object = Json::object();
};

} // namespace cownscope::lab
