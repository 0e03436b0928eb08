// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/split_mix.h"

#include <Eigen/Core>

#include <cstdint>

namespace cownscope {

/// A matrix of random numbers, uniform in [0, 1) and divided by the number of rows. So all row sums
/// are below 1, also those of every product: the values stay finite however often such matrices are
/// multiplied. (They shrink towards 0, which costs the same to multiply.)
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
