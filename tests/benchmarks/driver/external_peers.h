// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace cownscope::benchmark {

// The command line cannot be followed; what() is one sentence that says what would be right.
class UsageError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// Names and commands of programs that know rows by the same names.
using ExternalPeers = std::vector<std::pair<std::string, std::string>>;

// What --peer was given, NAME=COMMAND each. Throws UsageError.
ExternalPeers externalPeersOf(const std::vector<std::string> &texts);

// The words that run a row; options can be appended.
std::vector<std::string> wordsOfPeer(const std::string &name, const std::string &command,
                                     const std::string &row);

} // namespace cownscope::benchmark
