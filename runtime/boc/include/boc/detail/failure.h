// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <atomic>
#include <exception>
#include <functional>
#include <memory>

namespace boc::detail {

using ExceptionHook = std::function<void(std::exception_ptr)>;

/// An exception that a body left in its result, with the hook to call if nobody reads it.
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

/// Makes a failure to store in a cown. Null if there is no memory for one: then the exception was
/// reported, and std::bad_alloc takes its place (see CownBox).
std::unique_ptr<Failure> makeFailure(std::exception_ptr exception,
                                     const std::shared_ptr<const ExceptionHook> &hook) noexcept;

/// Makes an E without throwing; returns std::bad_alloc if there is no memory for it.
template <class E>
std::exception_ptr makeException() noexcept
{
    try {
        return std::make_exception_ptr(E());
    } catch (...) {
        return std::current_exception();
    }
}

/// Calls the hook; an exception that escapes from it is dropped, since nothing is left to report it
/// to.
void reportException(const ExceptionHook &hook, const std::exception_ptr &exception) noexcept;

} // namespace boc::detail
