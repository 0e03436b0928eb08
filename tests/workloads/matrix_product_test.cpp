// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/matrix_product.h"

#include <gtest/gtest.h>

#include <array>

using cownscope::multiplyWhile;
using Eigen::MatrixXd;

TEST(MatrixProduct, IsThatOfEigen)
{
    for (const auto [rows, inner, columns] :
         {std::array{1, 1, 1}, std::array{5, 3, 7}, std::array{300, 300, 300},
          std::array{400, 700, 65}}) {
        const MatrixXd left = MatrixXd::Random(rows, inner);
        const MatrixXd right = MatrixXd::Random(inner, columns);
        MatrixXd product;
        ASSERT_TRUE(multiplyWhile([] { return true; }, left, right, product));
        EXPECT_LE((product - left * right).norm(), 1e-12 * product.norm());
    }
}

TEST(MatrixProduct, IsGivenUpBetweenPieces)
{
    const MatrixXd factor = MatrixXd::Random(600, 600);
    MatrixXd product;
    int asked = 0;
    EXPECT_FALSE(multiplyWhile([&] { return ++asked <= 3; }, factor, factor, product));
    EXPECT_EQ(asked, 4);
    asked = 0;
    EXPECT_FALSE(multiplyWhile([&] { return ++asked > 1; }, factor, factor, product));
    EXPECT_EQ(asked, 1);
}
