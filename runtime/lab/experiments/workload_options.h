// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <any>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace cownscope::lab {

// The options of a workload: a copyable, comparable value whose type only that workload knows.
class WorkloadOptions
{
public:
    WorkloadOptions() = default;

    template <typename T, typename = std::enable_if_t<!std::is_same_v<T, WorkloadOptions>>>
    explicit WorkloadOptions(T options)
        : m_value(std::move(options))
        , m_equal([](const std::any &left, const std::any &right) {
            return *std::any_cast<T>(&left) == *std::any_cast<T>(&right);
        })
    { }

    // Throws std::logic_error if these are the options of another workload.
    template <typename T>
    const T &as() const
    {
        const T *options = std::any_cast<T>(&m_value);
        if (options == nullptr)
            throw std::logic_error("these are the options of another workload");
        return *options;
    }

    template <typename T>
    T &as()
    {
        return const_cast<T &>(std::as_const(*this).as<T>());
    }

    bool operator==(const WorkloadOptions &other) const
    {
        return m_value.type() == other.m_value.type()
            && (!m_value.has_value() || m_equal(m_value, other.m_value));
    }

private:
    std::any m_value;
    bool (*m_equal)(const std::any &, const std::any &) = nullptr;
};

} // namespace cownscope::lab
