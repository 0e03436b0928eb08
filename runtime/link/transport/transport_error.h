// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

namespace cownscope::link {

// The other side of a transport does not keep to the protocol. what() is a clause to append to the
// name of the other side.
class TransportError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

} // namespace cownscope::link
