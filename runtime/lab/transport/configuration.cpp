// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/configuration.h"

#include "lab/results/json_reader.h"

#include <algorithm>

namespace cownscope::lab::transport {

namespace {

template <typename Value, std::size_t Count>
std::optional<Value> findName(const std::array<Value, Count> &values, std::string_view name)
{
    const auto found =
        std::ranges::find_if(values, [name](Value value) { return nameOf(value) == name; });
    return found == values.end() ? std::nullopt : std::optional(*found);
}

} // namespace

std::string nameOf(Kind kind)
{
    switch (kind) {
    case Kind::Bytes:
        return "bytes";
    case Kind::Matrix:
        return "matrix";
    case Kind::Tensor:
        return "tensor";
    case Kind::Packets:
        break;
    }
    return "packets";
}

std::string nameOf(Transport transport)
{
    switch (transport) {
    case Transport::Pipe:
        return "pipe";
    case Transport::Ring:
        return "ring";
    case Transport::Boost:
        return "boost";
    case Transport::Iceoryx:
        return "iceoryx";
    case Transport::Pool:
        break;
    }
    return "pool";
}

std::optional<link::Transport> linkTransport(Transport transport)
{
    switch (transport) {
    case Transport::Pipe:
        return link::Transport::Pipe;
    case Transport::Ring:
        return link::Transport::Ring;
    case Transport::Pool:
        return link::Transport::Pool;
    default:
        return {};
    }
}

std::optional<peers::Peer> peerOf(Transport transport)
{
    switch (transport) {
    case Transport::Boost:
        return peers::Peer::Boost;
    case Transport::Iceoryx:
        return peers::Peer::Iceoryx;
    default:
        return {};
    }
}

std::vector<Transport> builtInTransports()
{
    std::vector<Transport> transports;
    for (const Transport transport : allTransports) {
        const auto peer = peerOf(transport);
        if (!peer || isBuiltIn(*peer))
            transports.push_back(transport);
    }
    return transports;
}

std::string builtInTransportNames()
{
    const std::vector<Transport> all = builtInTransports();
    std::string names;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const char *const before = i == 0 ? "" : i + 1 < all.size() ? ", " : " or ";
        names += before + nameOf(all[i]);
    }
    return names;
}

std::optional<Kind> kindNamed(std::string_view name)
{
    return findName(allKinds, name);
}

std::optional<Transport> transportNamed(std::string_view name)
{
    return findName(allTransports, name);
}

std::string labelOf(Kind kind, std::uint32_t sizeMb, Transport transport)
{
    return nameOf(kind) + ' ' + std::to_string(sizeMb) + "M " + nameOf(transport);
}

Json toJson(const Configuration &configuration)
{
    return Json{{"size_mb", configuration.sizeMb},
                {"kind", nameOf(configuration.kind)},
                {"transport", nameOf(configuration.transport)},
                {"num_items", configuration.numItems},
                {"buffer_size", configuration.bufferSize},
                {"runs", configuration.runs},
                {"duration_s", configuration.durationSeconds},
                {"prefilled", configuration.prefilled}};
}

Configuration configurationFrom(const Json &json)
{
    Configuration configuration;
    std::string kind;
    std::string transport;
    JsonReader reader(json, "");
    reader.required("size_mb", configuration.sizeMb);
    reader.required("kind", kind);
    reader.required("transport", transport);
    reader.required("num_items", configuration.numItems);
    reader.required("buffer_size", configuration.bufferSize);
    reader.required("runs", configuration.runs);
    reader.required("duration_s", configuration.durationSeconds);
    reader.required("prefilled", configuration.prefilled);
    const auto knownKind = kindNamed(kind);
    const auto knownTransport = transportNamed(transport);
    if (!knownKind || !knownTransport)
        throw ResultError((knownKind ? "transport" : "kind") + std::string(" is unknown"));
    configuration.kind = *knownKind;
    configuration.transport = *knownTransport;
    return configuration;
}

std::uint64_t neededMemory(const Configuration &configuration)
{
    const std::uint64_t inFlight = configuration.bufferSize;
    // The payload of the sender, its buffer for a pipe, and the receiver's copy; a copy that is
    // being given back may still be kept.
    std::uint64_t items = 0;
    switch (configuration.transport) {
    case Transport::Pipe:
        items = sendsDescriptors(configuration) ? inFlight : 4;
        break;
    case Transport::Ring:
        items = inFlight + 3;
        break;
    case Transport::Pool:
    case Transport::Boost:
        items = inFlight + 1;
        break;
    case Transport::Iceoryx: // its daemon has the others
        items = 1;
        break;
    }
    const std::uint64_t clips = configuration.kind == Kind::Packets ? 1 : 0;
    return (items + clips) * configuration.sizeBytes();
}

} // namespace cownscope::lab::transport
