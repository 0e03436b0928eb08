// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

namespace cownscope::lab::transport {

// Received bytes are not a payload of the expected kind. what() is a sentence.
class PayloadError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

} // namespace cownscope::lab::transport
