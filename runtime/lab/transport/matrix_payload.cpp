// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/matrix_payload.h"

#include "lab/transport/copy_once.h"
#include "lab/transport/payload_error.h"

#include <limits>
#include <string>

namespace cownscope::lab::transport {

namespace {

struct MatrixHeader
{
    static constexpr std::uint64_t expectedMagic = 0x31'4D'41'54'4E'57'43; // "CWNTAM1"

    std::uint64_t magic = expectedMagic;
    MatrixShape shape;
    std::uint64_t unused[5] = {};
};
static_assert(sizeof(MatrixHeader) == 64);

} // namespace

MatrixShape shapeWithBytes(std::size_t bytes)
{
    constexpr std::uint64_t columns = 1024;
    return {.rows = bytes / (columns * sizeof(float)), .columns = columns};
}

std::size_t matrixBytes(const MatrixShape &shape)
{
    return sizeof(MatrixHeader) + shape.rows * shape.columns * sizeof(float);
}

std::span<float> beginMatrix(std::span<std::byte> to, const MatrixShape &shape)
{
    const MatrixHeader header{.shape = shape};
    std::memcpy(to.data(), &header, sizeof header);
    return {reinterpret_cast<float *>(to.data() + sizeof header), shape.rows * shape.columns};
}

MatrixView readMatrix(std::span<const std::byte> bytes)
{
    if (bytes.size() < sizeof(MatrixHeader))
        throw PayloadError("the received matrix has only " + std::to_string(bytes.size())
                           + " bytes, but its header has " + std::to_string(sizeof(MatrixHeader)));
    const auto header = copyOnce<MatrixHeader>(bytes.data());
    if (header.magic != MatrixHeader::expectedMagic)
        throw PayloadError("the received bytes are not a matrix");
    const auto &[rows, columns] = header.shape;
    const std::uint64_t values = (bytes.size() - sizeof header) / sizeof(float);
    const bool fits = rows == 0 || columns <= values / rows;
    if (!fits || sizeof header + rows * columns * sizeof(float) != bytes.size()
        || rows > std::numeric_limits<std::int32_t>::max()
        || columns > std::numeric_limits<std::int32_t>::max())
        throw PayloadError("the received matrix of " + std::to_string(rows) + " x "
                           + std::to_string(columns) + " values does not have the size of its "
                           + std::to_string(bytes.size()) + " bytes");
    const std::byte *const first = bytes.data() + sizeof header;
    if (reinterpret_cast<std::uintptr_t>(first) % alignof(float) != 0)
        throw PayloadError("the received matrix is not aligned");
    return {reinterpret_cast<const float *>(first), static_cast<Eigen::Index>(rows),
            static_cast<Eigen::Index>(columns)};
}

} // namespace cownscope::lab::transport
