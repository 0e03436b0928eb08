// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/driver/external_peers.h"

#include "benchmarks/driver/catalog.h"
#include "benchmarks/driver/measurement.h"

#include <algorithm>

namespace cownscope::benchmark {

namespace {

std::pair<std::string, std::string> peerOf(const std::string &text)
{
    const auto sign = text.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == text.size())
        throw UsageError("--peer must be NAME=COMMAND, but is \"" + text + '"');
    std::pair<std::string, std::string> peer{text.substr(0, sign), text.substr(sign + 1)};
    return peer;
}

bool isInTree(const std::string &name)
{
    return std::ranges::any_of(catalog(), [&name](const Entry &entry) {
        return std::ranges::any_of(
            entry.peers, [&name](const Peer &peer) { return peer.inTree && peer.name == name; });
    });
}

} // namespace

ExternalPeers externalPeersOf(const std::vector<std::string> &texts)
{
    ExternalPeers peers;
    for (const std::string &text : texts) {
        const auto &peer = peers.emplace_back(peerOf(text));
        if (peer.first == ours || isInTree(peer.first)
            || std::ranges::count(peers, peer.first, &ExternalPeers::value_type::first) > 1) {
            throw UsageError("--peer must have a name of its own, but \"" + peer.first
                             + "\" is taken");
        }
    }
    return peers;
}

std::vector<std::string> wordsOfPeer(const std::string &name, const std::string &command,
                                     const std::string &row)
{
    return {"/bin/sh", "-c", "exec " + command + " \"$@\"", name, row};
}

} // namespace cownscope::benchmark
