// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

namespace cownscope::bench {

// The command line cannot be followed; what() is one sentence that says what would be right.
class UsageError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

} // namespace cownscope::bench
