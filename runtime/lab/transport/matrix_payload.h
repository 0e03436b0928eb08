// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <span>

namespace cownscope::lab::transport {

// A serialized matrix: a header of 64 bytes with the shape, then the values in row-major order.

struct MatrixShape
{
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
};

// Refers to the memory that it was read from. The values are aligned to 64 bytes if that memory is.
using MatrixView =
    Eigen::Map<const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

// A shape with so many bytes of values; a multiple of 4 KiB.
MatrixShape shapeWithBytes(std::size_t bytes);

std::size_t matrixBytes(const MatrixShape &shape); // with the header

// Writes the header, and returns the place of the values. `to` has at least matrixBytes() bytes.
std::span<float> beginMatrix(std::span<std::byte> to, const MatrixShape &shape);

// Throws PayloadError if these bytes are not exactly one matrix.
MatrixView readMatrix(std::span<const std::byte> bytes);

} // namespace cownscope::lab::transport
