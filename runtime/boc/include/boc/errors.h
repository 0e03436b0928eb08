// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>

namespace boc {

/// What the result of a behavior holds whose body never ran because its Scope was cancelled, and
/// what scheduling into a cancelled scope throws. Never reported as an unread exception.
class CancelledError : public std::runtime_error
{
public:
    CancelledError();

protected:
    using std::runtime_error::runtime_error;
};

/// The same for a runtime: what the result of a behavior holds whose body never ran because its
/// runtime was stopped, and what `when` throws once its runtime is stopping.
class StoppedError : public CancelledError
{
public:
    StoppedError();
};

/// What a cown holds whose Promise ended without being fulfilled.
class BrokenPromise : public std::runtime_error
{
public:
    BrokenPromise();
};

/// A contract of the library was broken by the caller: a pinned cown made away from the main
/// thread, `when` without a runtime, a nested or foreign `pump`. The text says which and what to
/// do.
class UsageError : public std::logic_error
{
public:
    using std::logic_error::logic_error;
};

} // namespace boc
