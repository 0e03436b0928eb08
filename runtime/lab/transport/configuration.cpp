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

std::string nameOf(link::Transport transport)
{
    switch (transport) {
    case link::Transport::Pipe:
        return "pipe";
    case link::Transport::Ring:
        return "ring";
    case link::Transport::Pool:
        break;
    }
    return "pool";
}

std::optional<Kind> kindNamed(std::string_view name)
{
    return findName(allKinds, name);
}

std::optional<link::Transport> transportNamed(std::string_view name)
{
    return findName(allTransports, name);
}

std::string labelOf(Kind kind, std::uint32_t sizeMb, link::Transport transport)
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
    case link::Transport::Pipe:
        items = sendsDescriptors(configuration) ? inFlight : 4;
        break;
    case link::Transport::Ring:
        items = inFlight + 3;
        break;
    case link::Transport::Pool:
        items = inFlight + 1;
        break;
    }
    const std::uint64_t clips = configuration.kind == Kind::Packets ? 1 : 0;
    return (items + clips) * configuration.sizeBytes();
}

} // namespace cownscope::lab::transport
