// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_error.h"
#include "lab/results/result_fields.h"

#include <array>
#include <cmath>
#include <concepts>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace cownscope::lab {

// Reads the described parts of a result file; every error names the place in the file.
class JsonReader
{
public:
    // `path` is the prefix of names in error messages; empty for the document itself.
    JsonReader(const Json &object, std::string path)
        : m_object(object)
        , m_path(std::move(path))
    {
        if (!object.is_object())
            fail(m_path.empty() ? "the file" : m_path, "a JSON object");
    }

    template <typename T>
    void required(const char *name, T &member)
    {
        if (!m_object.contains(name))
            throw ResultError(place(name) + " is missing");
        always(name, member);
    }

    template <typename T>
    void always(const char *name, T &member)
    {
        m_known.insert(name);
        if (const auto found = m_object.find(name); found != m_object.end())
            read(*found, place(name), member);
    }

    template <typename T>
    void addition(const char *name, std::optional<T> &member)
    {
        always(name, member);
    }

    Json unknownNames() const
    {
        Json rest = Json::object();
        for (const auto &[name, value] : m_object.items()) {
            if (!m_known.contains(name))
                rest[name] = value;
        }
        return rest;
    }

    // For files written by hand, where an unknown name is a typing error.
    void refuseUnknownNames() const
    {
        for (const auto &[name, value] : m_object.items()) {
            if (!m_known.contains(name))
                throw ResultError(place(name) + " is unknown; the known names are " + knownNames());
        }
    }

    // Reads a part, and keeps its unknown names.
    template <typename Part>
    static Part readPart(const Json &json, const std::string &path)
    {
        Part part;
        JsonReader reader(json, path);
        describe(part, reader);
        part.more = reader.unknownNames();
        return part;
    }

private:
    [[noreturn]] static void fail(const std::string &place, const std::string &expected)
    {
        throw ResultError(place + " must be " + expected);
    }

    std::string place(const std::string &name) const
    {
        return m_path.empty() ? name : m_path + '.' + name;
    }

    std::string knownNames() const
    {
        std::string names;
        for (const std::string &name : m_known)
            names += (names.empty() ? "" : ", ") + name;
        return names;
    }

    static void read(const Json &json, const std::string &at, std::string &member)
    {
        if (!json.is_string())
            fail(at, "a string");
        member = json.get<std::string>();
    }

    static void read(const Json &json, const std::string &at, bool &member)
    {
        if (!json.is_boolean())
            fail(at, "true or false");
        member = json.get<bool>();
    }

    static void read(const Json &json, const std::string &at, double &member)
    {
        if (!json.is_number())
            fail(at, "a number");
        member = json.get<double>();
    }

    static void read(const Json &json, const std::string &at, float &member)
    {
        double value = 0;
        read(json, at, value);
        if (std::abs(value) > static_cast<double>(std::numeric_limits<float>::max()))
            fail(at, "a number within the range of a float");
        member = static_cast<float>(value);
    }

    template <std::integral T>
    static void read(const Json &json, const std::string &at, T &member)
    {
        const bool inRange = json.is_number_unsigned()
            ? std::in_range<T>(json.get<std::uint64_t>())
            : json.is_number_integer() && std::in_range<T>(json.get<std::int64_t>());
        if (!inRange)
            fail(at, std::is_signed_v<T> ? "a whole number" : "a whole number, 0 or more");
        member = json.get<T>();
    }

    static void read(const Json &json, const std::string &at, Json &member)
    {
        if (!json.is_object())
            fail(at, "a JSON object");
        member = json;
    }

    // Free-form data: null is a value, different from a missing name.
    static void read(const Json &json, const std::string &, std::optional<Json> &member)
    {
        member.emplace(json);
    }

    template <typename T>
    static void read(const Json &json, const std::string &at, std::optional<T> &member)
    {
        if (json.is_null())
            member.reset();
        else
            read(json, at, member.emplace());
    }

    static void read(const Json &json, const std::string &at, std::vector<Json> &member)
    {
        if (!json.is_array())
            fail(at, "an array");
        member.assign(json.begin(), json.end());
    }

    template <typename T>
    static void read(const Json &json, const std::string &at, std::vector<T> &member)
    {
        if (!json.is_array())
            fail(at, "an array");
        member.clear();
        for (std::size_t i = 0; i < json.size(); ++i)
            read(json[i], at + '[' + std::to_string(i) + ']', member.emplace_back());
    }

    template <typename T, std::size_t Count>
    static void read(const Json &json, const std::string &at, std::array<T, Count> &member)
    {
        if (!json.is_array() || json.size() != Count)
            fail(at, "an array of " + std::to_string(Count));
        for (std::size_t i = 0; i < Count; ++i)
            read(json[i], at + '[' + std::to_string(i) + ']', member[i]);
    }

    template <typename Part>
    requires requires(Part part) { part.more; }
    static void read(const Json &json, const std::string &at, Part &member)
    {
        member = readPart<Part>(json, at);
    }

    // A part that cannot keep unknown names.
    template <typename Part>
    requires(std::is_aggregate_v<Part> && !requires(Part part) {
        part.more;
    }) static void read(const Json &json, const std::string &at, Part &member)
    {
        JsonReader reader(json, at);
        describe(member, reader);
        reader.refuseUnknownNames();
    }

    const Json &m_object;
    std::string m_path;
    std::set<std::string> m_known;
};

} // namespace cownscope::lab
