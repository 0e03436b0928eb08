// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

namespace boc::detail {

/// Sets a variable within a C++ scope and restores it at the end.
template <class T>
class Scoped
{
public:
    Scoped(T &variable, T value)
        : m_variable(variable)
        , m_before(std::exchange(variable, value))
    { }
    ~Scoped() { m_variable = m_before; }
    Scoped(const Scoped &) = delete;
    Scoped &operator=(const Scoped &) = delete;

private:
    T &m_variable;
    T m_before;
};

} // namespace boc::detail
