// SPDX-License-Identifier: MIT
#pragma once

#include "scoped.h"

#include <boc/detail/failure.h>
#include <boc/detail/thread_context.h>

#include <exception>
#include <utility>

namespace boc::detail {

/// Calls a hook of the runtime, inside which nothing can wait for the runtime or pump it. What it
/// throws is reported.
template <class Hook, class... Args>
void callHook(const Scheduler &scheduler, const ExceptionHook &unhandled, const Hook &hook,
              Args &&...args) noexcept
{
    const Scoped<const Scheduler *> inside(threadContext().hookOf, &scheduler);
    try {
        hook(std::forward<Args>(args)...);
    } catch (...) {
        reportException(unhandled, std::current_exception());
    }
}

} // namespace boc::detail
