// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <atomic>
#include <exception>
#include <functional>
#include <memory>

namespace boc::detail {

using ExceptionHook = std::function<void(std::exception_ptr)>;

/// An exception that a body left in its result, with the hook that hears of it if nobody reads it.
class Failure
{
public:
    Failure(std::exception_ptr exception, std::shared_ptr<const ExceptionHook> unread) noexcept;
    ~Failure();
    Failure(const Failure &) = delete;
    Failure &operator=(const Failure &) = delete;

    /// May be called by several readers at once.
    const std::exception_ptr &observe() noexcept
    {
        m_observed.store(true, std::memory_order_relaxed);
        return m_exception;
    }

private:
    std::exception_ptr m_exception;
    std::shared_ptr<const ExceptionHook> m_unread;
    Atomic<bool> m_observed{false};
};

/// A failure to be stored. Null if there is no memory for one: the exception, which nobody can read
/// then, was reported, and std::bad_alloc takes its place (see CownBox).
std::unique_ptr<Failure> makeFailure(std::exception_ptr exception,
                                     const std::shared_ptr<const ExceptionHook> &hook) noexcept;

/// An exception made where nothing may be thrown: std::bad_alloc if there is no memory for an E.
template <class E>
std::exception_ptr makeException() noexcept
{
    try {
        return std::make_exception_ptr(E());
    } catch (...) {
        return std::current_exception();
    }
}

/// Calls the hook; an exception that escapes from it is swallowed, since nobody is left to hear it.
void reportException(const ExceptionHook &hook, const std::exception_ptr &exception) noexcept;

} // namespace boc::detail
