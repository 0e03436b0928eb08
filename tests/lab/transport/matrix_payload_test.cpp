// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/matrix_payload.h"
#include "lab/transport/payload_error.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

using namespace cownscope::lab::transport;

namespace {

using Bytes = std::vector<std::byte>;

constexpr MatrixShape small{.rows = 3, .columns = 4};

Bytes smallMatrix()
{
    Bytes bytes(matrixBytes(small));
    const std::span<float> values = beginMatrix(bytes, small);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(i);
    return bytes;
}

std::string matrixProblem(std::span<const std::byte> bytes)
{
    try {
        const MatrixView view = readMatrix(bytes);
        EXPECT_EQ(view.sum(), view.sum()); // reads all values, where a sanitizer watches
        return {};
    } catch (const PayloadError &error) {
        return error.what();
    }
}

} // namespace

TEST(MatrixPayload, IsAViewOfTheReceivedValues)
{
    Bytes bytes = smallMatrix();
    const MatrixView view = readMatrix(bytes);
    EXPECT_EQ(view.rows(), 3);
    EXPECT_EQ(view.cols(), 4);
    EXPECT_EQ(view(0, 1), 1);
    EXPECT_EQ(view(2, 3), 11);
    EXPECT_EQ(reinterpret_cast<const std::byte *>(view.data()), bytes.data() + 64);
    const float changed = 5;
    std::memcpy(bytes.data() + 64, &changed, sizeof changed);
    EXPECT_EQ(view(0, 0), 5);
}

TEST(MatrixPayload, HasTheAskedNumberOfBytes)
{
    constexpr std::size_t bytes = 3 << 20;
    const MatrixShape shape = shapeWithBytes(bytes);
    EXPECT_EQ(matrixBytes(shape), 64 + bytes);
    EXPECT_GT(shape.rows, 1u);
    EXPECT_GT(shape.columns, 1u);
}

TEST(MatrixPayload, ATruncatedMatrixIsRefused)
{
    const Bytes whole = smallMatrix();
    for (std::size_t bytes = 0; bytes < whole.size(); ++bytes)
        EXPECT_NE(
            matrixProblem(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(bytes))),
            "");
    Bytes longer = whole;
    longer.resize(whole.size() + 4);
    EXPECT_NE(matrixProblem(longer), "");
}

TEST(MatrixPayload, FlippedBitsInTheHeaderAreFound)
{
    const Bytes whole = smallMatrix();
    for (std::size_t byte = 0; byte < 24; ++byte) {
        for (int bit = 0; bit < 8; ++bit) {
            Bytes flipped = whole;
            flipped[byte] ^= std::byte{1} << bit;
            EXPECT_NE(matrixProblem(flipped), "") << byte << '.' << bit;
        }
    }
}

TEST(MatrixPayload, SaysWhatIsWrong)
{
    EXPECT_EQ(matrixProblem({}), "the received matrix has only 0 bytes, but its header has 64");
    EXPECT_EQ(matrixProblem(Bytes(100)), "the received bytes are not a matrix");
    const auto withShape = [](MatrixShape shape) {
        Bytes bytes = smallMatrix();
        beginMatrix(bytes, shape);
        return matrixProblem(bytes);
    };
    EXPECT_EQ(withShape({.rows = 4, .columns = 4}),
              "the received matrix of 4 x 4 values does not have the size of its 112 bytes");
    EXPECT_EQ(withShape({.rows = 4, .columns = 3}), "");
    // Products that overflow to the right size.
    EXPECT_NE(withShape({.rows = std::uint64_t{1} << 62, .columns = std::uint64_t{4} + 8}), "");
    EXPECT_NE(withShape({.rows = 0, .columns = UINT64_MAX}), "");
    Bytes shifted(matrixBytes(small) + 1);
    const Bytes matrix = smallMatrix();
    std::memcpy(shifted.data() + 1, matrix.data(), matrix.size());
    EXPECT_EQ(matrixProblem(std::span(shifted).subspan(1)), "the received matrix is not aligned");
}
