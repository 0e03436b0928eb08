// SPDX-License-Identifier: MIT
#include <boc/detail/failure.h>
#include <boc/errors.h>

#include <cstdio>
#include <new>
#include <utility>

namespace boc::detail {

Failure::Failure(std::exception_ptr exception, std::shared_ptr<const ExceptionHook> unread) noexcept
    : m_exception(std::move(exception))
    , m_unread(std::move(unread))
{ }

Failure::~Failure()
{
    if (!m_observed.load(std::memory_order_relaxed))
        reportException(*m_unread, m_exception);
}

std::unique_ptr<Failure> makeFailure(std::exception_ptr exception,
                                     const std::shared_ptr<const ExceptionHook> &hook) noexcept
{
    try {
        return std::make_unique<Failure>(exception, hook);
    } catch (const std::bad_alloc &) {
        reportException(*hook, exception);
        return nullptr;
    }
}

void reportException(const ExceptionHook &hook, const std::exception_ptr &exception) noexcept
{
    try {
        std::rethrow_exception(exception);
    } catch (const CancelledError &) {
        // Expected after a stop or a cancellation.
    } catch (...) {
        try {
            hook(exception);
        } catch (...) {
            std::fputs("boc: the hook for unhandled exceptions threw\n", stderr);
        }
    }
}

} // namespace boc::detail
