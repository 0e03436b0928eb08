// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <algorithm>

namespace cownscope {

/// product = left · right, computed a few columns at a time. Calls goOn() before each piece. If it
/// returns false, returns false at once, and the product is invalid. The product must be neither of
/// the factors. Throws std::bad_alloc.
///
/// A piece takes a few milliseconds. It has at least 32 columns, since fewer are inefficient, and
/// therefore takes longer for large matrices: a tenth of a second for 4096 rows.
template <class GoOn>
bool multiplyWhile(GoOn goOn, const Eigen::MatrixXd &left, const Eigen::MatrixXd &right,
                   Eigen::MatrixXd &product)
{
    constexpr Eigen::Index multiplications = Eigen::Index{1} << 22; // of a piece
    constexpr Eigen::Index leastColumns = 32;

    const Eigen::Index columnCost = std::max<Eigen::Index>(left.rows() * left.cols(), 1);
    const Eigen::Index piece = std::max(multiplications / columnCost, leastColumns);
    if (piece >= right.cols()) {
        if (!goOn())
            return false;
        product.noalias() = left * right;
        return true;
    }
    product.resize(left.rows(), right.cols());
    for (Eigen::Index column = 0; column < right.cols(); column += piece) {
        if (!goOn())
            return false;
        const Eigen::Index columns = std::min(piece, right.cols() - column);
        product.middleCols(column, columns).noalias() = left * right.middleCols(column, columns);
    }
    return true;
}

} // namespace cownscope
