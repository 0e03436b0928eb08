// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>

/// \file
/// What the library throws.
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
/// runtime was stopped, and what `when`, sending and waiting for a message throw once it is
/// stopping.
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
/// thread, `when` without a runtime, a nested or foreign `pump`, a key or tag that is none. The
/// text says which and what to do.
class UsageError : public std::logic_error
{
public:
    using std::logic_error::logic_error;
};

/// A value of the noticeboard or of a message was asked for as another type than it has. The text
/// names both.
class TypeMismatchError : public UsageError
{
public:
    using UsageError::UsageError;
};

/// More was asked for than there is room for by contract: a 65th key on a noticeboard, a 17th tag.
class CapacityError : public UsageError
{
public:
    using UsageError::UsageError;
};

/// A message found the queue of its tag full. The text names the tag and the capacity.
class QueueFullError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

} // namespace boc
