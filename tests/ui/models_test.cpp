// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/worker_counters_model.h"
#include "ui/workloads/boids/step_split_model.h"

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

TEST(StepSplitModel, GivesTimesAndShares)
{
    StepSplitModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QSignalSpy changes{&model, &QAbstractItemModel::dataChanged};
    EXPECT_EQ(model.rowCount(), 4);
    EXPECT_EQ(model.columnCount(), 1);
    EXPECT_EQ(model.total(), 0);
    EXPECT_EQ(model.data(model.index(0, 0)).toString(), QString::fromUtf8("0\u00a0µs · 0.0 %"));
    model.setSeconds({3e-3, 1e-3, 0, 4e-3});
    EXPECT_EQ(changes.size(), 1);
    model.setSeconds({3e-3, 1e-3, 0, 4e-3});
    EXPECT_EQ(changes.size(), 1) << "nothing has changed";
    EXPECT_DOUBLE_EQ(model.total(), 8e-3);
    const QModelIndex forces = model.index(StepSplitModel::Forces, 0);
    EXPECT_DOUBLE_EQ(model.data(forces, Qt::EditRole).toDouble(), 3e-3);
    EXPECT_TRUE(model.data(forces).toString().endsWith(QStringLiteral("38 %")))
        << model.data(forces).toString().toStdString();
    EXPECT_EQ(model.headerData(StepSplitModel::Rest, Qt::Vertical).toString(), "Rest");
    EXPECT_FALSE(model.headerData(0, Qt::Horizontal).isValid());
}

} // namespace
} // namespace cownscope::ui
