// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/worker_counters_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

TEST(WorkerCountersModel, IsAProperModel)
{
    WorkerCountersModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QSignalSpy resets{&model, &QAbstractItemModel::modelReset};
    QSignalSpy changes{&model, &QAbstractItemModel::dataChanged};
    EXPECT_EQ(model.rowCount(), 0);
    model.setRates({{1, 2, 3, 4}, {5, 6, 7, 8}});
    EXPECT_EQ(resets.size(), 1);
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_EQ(model.columnCount(), 4);
    model.setRates({{10, 20, 30, 40}, {50'000, 60, 70, 80}});
    EXPECT_EQ(resets.size(), 1) << "the same number of workers needs no reset";
    EXPECT_EQ(changes.size(), 1);

    const QModelIndex cell = model.index(1, WorkerCountersModel::LocalPops);
    EXPECT_EQ(model.data(cell, Qt::EditRole).toDouble(), 50'000);
    EXPECT_EQ(model.data(cell).toString(), QString::fromUtf8("50.0\u00a0k/s"));
    EXPECT_FALSE(model.data(model.index(2, 0)).isValid());
    EXPECT_EQ(model.headerData(WorkerCountersModel::Parks, Qt::Horizontal).toString(), "Parks");
    EXPECT_EQ(model.headerData(1, Qt::Vertical).toString(), "Worker 1");
    EXPECT_FALSE(model.headerData(2, Qt::Vertical).isValid());

    model.setRates({});
    EXPECT_EQ(model.rowCount(), 0);
}

} // namespace
} // namespace cownscope::ui
