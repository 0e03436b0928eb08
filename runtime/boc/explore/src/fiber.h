// SPDX-License-Identifier: MIT
#pragma once

#include <boost/context/fiber.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace boc::explore {

/// A thread of an execution, with its own stack, resumed and suspended explicitly.
class Fiber
{
public:
    explicit Fiber(std::function<void()> body);
    Fiber(const Fiber &) = delete;
    Fiber &operator=(const Fiber &) = delete;

    /// From outside: runs the fiber until it suspends itself or ends.
    void resume();

    /// From inside: goes back to resume().
    void suspend();

    bool ended() const noexcept { return m_ended; }

private:
    /// The per-thread exception state of the C++ runtime: the stack of caught exceptions and the
    /// number of uncaught ones (Itanium C++ ABI: exception handling, 2.2.2).
    using Exceptions = std::array<std::byte, sizeof(void *) + sizeof(unsigned)>;

    void enter(boost::context::fiber &&hub);

    std::function<void()> m_body;
    const void *m_stackBottom = nullptr; // set by what follows
    boost::context::fiber m_inside;
    boost::context::fiber m_hub;
    Exceptions m_exceptions{};
    [[maybe_unused]] std::size_t m_stackSize = 0;
    bool m_ended = false;

    // AddressSanitizer must be told which stack is in use.
    [[maybe_unused]] void *m_fakeStack = nullptr;
    [[maybe_unused]] const void *m_hubBottom = nullptr;
    [[maybe_unused]] std::size_t m_hubSize = 0;
};

} // namespace boc::explore
