// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/payload.h"

#include "lab/transport/packets_payload.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace cownscope::lab::transport {

namespace {

class BytesPayload : public Payload
{
public:
    explicit BytesPayload(std::size_t bytes)
        : m_bytes(bytes, std::byte{0xA5})
    { }

    void write(std::span<std::byte> to, std::uint64_t) const override
    {
        std::memcpy(to.data(), m_bytes.data(), m_bytes.size());
    }

private:
    std::vector<std::byte> m_bytes;
};

class MatrixPayload : public Payload
{
public:
    explicit MatrixPayload(std::size_t bytes)
        : m_shape(shapeWithBytes(bytes))
        , m_values(m_shape.rows * m_shape.columns, 1.0f)
    { }

    void write(std::span<std::byte> to, std::uint64_t) const override
    {
        std::ranges::copy(m_values, beginMatrix(to, m_shape).begin());
    }

private:
    MatrixShape m_shape;
    std::vector<float> m_values;
};

// New values for each item, computed where they are sent from.
class TensorPayload : public Payload
{
public:
    explicit TensorPayload(std::size_t bytes)
        : m_shape(shapeWithBytes(bytes))
    { }

    void write(std::span<std::byte> to, std::uint64_t item) const override
    {
        std::ranges::fill(beginMatrix(to, m_shape), static_cast<float>(item));
    }

private:
    MatrixShape m_shape;
};

class PacketsPayload : public Payload
{
public:
    explicit PacketsPayload(const ClipView &clip)
        : m_packets(restorePackets(clip.bytes, clip.owner))
    { }

    void write(std::span<std::byte> to, std::uint64_t) const override { serialize(m_packets, to); }

private:
    std::vector<Packet> m_packets;
};

} // namespace

std::unique_ptr<Payload> makePayload(const Configuration &configuration, const ClipView &clip)
{
    switch (configuration.kind) {
    case Kind::Bytes:
        return std::make_unique<BytesPayload>(configuration.sizeBytes());
    case Kind::Matrix:
        return std::make_unique<MatrixPayload>(configuration.sizeBytes());
    case Kind::Tensor:
        return std::make_unique<TensorPayload>(configuration.sizeBytes());
    case Kind::Packets:
        break;
    }
    return std::make_unique<PacketsPayload>(clip);
}

std::size_t payloadBytes(const Configuration &configuration, std::size_t clipBytes)
{
    return configuration.kind == Kind::Packets ? clipBytes : configuration.sizeBytes();
}

std::size_t itemBytes(const Configuration &configuration, std::size_t clipBytes)
{
    const bool hasShape = configuration.kind == Kind::Matrix || configuration.kind == Kind::Tensor;
    const std::size_t bytes = payloadBytes(configuration, clipBytes);
    return hasShape ? matrixBytes(shapeWithBytes(bytes)) : bytes;
}

Received restore(Kind kind, link::Item item)
{
    const std::span<const std::byte> bytes = item.bytes();
    switch (kind) {
    case Kind::Bytes:
        return item;
    case Kind::Matrix:
    case Kind::Tensor: {
        const MatrixView view = readMatrix(bytes);
        return ReceivedMatrix{std::move(item), view};
    }
    case Kind::Packets:
        break;
    }
    return restorePackets(bytes, std::make_shared<const link::Item>(std::move(item)));
}

} // namespace cownscope::lab::transport
