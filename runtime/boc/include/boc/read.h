// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

/// \file
/// Shared access.
namespace boc {

/// A cown, or a range of cowns, that a behavior shares with other readers. Made by `read`.
template <class Request>
struct Read
{
    /// The cown or the range, or a reference to it.
    Request request;
};

/// Asks `when` for shared access: the body gets `Acquired<const T>`, and behaviors that read the
/// same cown may run at the same time. A temporary is moved into the behavior; anything else is
/// referenced.
template <class Request>
Read<Request> read(Request &&request)
{
    return {std::forward<Request>(request)};
}

} // namespace boc
