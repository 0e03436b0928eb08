// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/rings/ring.h"

#include <gtest/gtest.h>

#include <set>

using namespace cownscope::rings;

TEST(RingsRing, WindowsAreTheSlotsAStrideApart)
{
    for (const std::uint32_t ringSize : {12u, 13u, 128u}) {
        for (std::uint32_t stride = 1; stride <= 6; ++stride) {
            for (std::uint32_t groupSize = 1; groupSize * stride * 2 <= ringSize; ++groupSize) {
                Options options;
                options.ringSize = ringSize;
                options.stride = stride;
                options.groupSize = groupSize;
                options.payloadRows = options.payloadCols = 1;
                const Ring ring(options);
                for (std::uint32_t head = 0; head < ringSize; ++head) {
                    Window next = ring.window((head + ringSize - stride) % ringSize);
                    next.advance();
                    const auto window = ring.window(head).cowns();
                    ASSERT_EQ(window.data(), next.cowns().data());
                    ASSERT_EQ(window.size(), groupSize);
                    for (std::uint32_t i = 0; i < groupSize; ++i) {
                        ASSERT_TRUE(window[i] == ring.slot((head + i * stride) % ringSize))
                            << ringSize << " " << stride << " " << head << " " << i;
                    }
                }
            }
        }
    }
}

TEST(RingsRing, SlotsAreDifferentCowns)
{
    Options options;
    options.ringSize = 30;
    options.stride = 4;
    options.payloadRows = options.payloadCols = 1;
    const Ring ring(options);
    for (std::uint32_t a = 0; a < 30; ++a) {
        for (std::uint32_t b = 0; b < a; ++b)
            EXPECT_FALSE(ring.slot(a) == ring.slot(b));
    }
}

TEST(RingsRing, InitialMatricesDependOnSeedRingAndSlotAlone)
{
    Options options;
    const Matrix matrix = initialMatrix(options, 3, 5);
    EXPECT_EQ(matrix.rows(), 16);
    EXPECT_EQ(matrix.cols(), 16);
    EXPECT_EQ(matrix, initialMatrix(options, 3, 5));
    EXPECT_NE(matrix, initialMatrix(options, 5, 3));
    EXPECT_NE(matrix, initialMatrix(options, 3, 6));
    options.seed = 2;
    EXPECT_NE(matrix, initialMatrix(options, 3, 5));
}

TEST(RingsRing, ProductsStayFinite)
{
    Options options;
    Matrix product = initialMatrix(options, 0, 0);
    EXPECT_LT(product.rowwise().sum().maxCoeff(), 1);
    EXPECT_GE(product.minCoeff(), 0);
    EXPECT_NEAR(product.mean(), 0.5 / 16, 0.01);
    for (std::uint32_t slot = 1; slot < 100; ++slot)
        product = product * initialMatrix(options, 0, slot);
    EXPECT_TRUE(product.allFinite());
    EXPECT_LT(product.rowwise().sum().maxCoeff(), 1);
}
