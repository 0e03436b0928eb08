// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>

/// \file
/// The exceptions that the library throws.
namespace boc {

/// Stored in the result of a behavior whose body never ran because its Scope was cancelled, and
/// thrown when something is scheduled in a cancelled scope. Never reported as an unread exception.
class CancelledError : public std::runtime_error
{
public:
    CancelledError();

protected:
    using std::runtime_error::runtime_error;
};

/// Stored in the result of a behavior whose body never ran because its runtime was stopped. Also
/// thrown by `when`, and by sending and waiting for messages, once the runtime is stopping.
class StoppedError : public CancelledError
{
public:
    StoppedError();
};

/// Stored in the cown of a Promise that was destroyed without being fulfilled.
class BrokenPromise : public std::runtime_error
{
public:
    BrokenPromise();
};

/// A contract of the library was broken by the caller: for example a pinned cown made on another
/// thread than the main thread, `when` without a runtime, a nested `pump`, `pump` on the wrong
/// thread, an invalid key or tag. The text says what is wrong and what to do.
class UsageError : public std::logic_error
{
public:
    using std::logic_error::logic_error;
};

/// A value of the noticeboard or of a message was read as a type that it does not have. The text
/// names both types.
class TypeMismatchError : public UsageError
{
public:
    using UsageError::UsageError;
};

/// A fixed limit was exceeded: a 65th key on a noticeboard, or a 17th tag.
class CapacityError : public UsageError
{
public:
    using UsageError::UsageError;
};

/// A message was sent to a full queue. The text names the tag and the capacity.
class QueueFullError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

} // namespace boc
