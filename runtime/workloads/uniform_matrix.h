// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/split_mix.h"

#include <Eigen/Core>

#include <cstdint>

namespace cownscope {

/// A matrix of random numbers, uniform in [0, 1) and divided by the number of rows. All row sums
/// are below 1, and so are those of products of such matrices. So values stay finite, no matter how
/// often matrices are multiplied. (They approach 0, which does not change the cost of a product.)
inline Eigen::MatrixXd uniformMatrix(std::uint32_t rows, std::uint32_t columns, SplitMix &random)
{
    Eigen::MatrixXd matrix(rows, columns);
    for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
        for (Eigen::Index column = 0; column < matrix.cols(); ++column)
            matrix(row, column) = double{random.unit()} / rows;
    }
    return matrix;
}

} // namespace cownscope
