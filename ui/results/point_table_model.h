// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/results/point_values.h"

#include <QAbstractTableModel>
#include <QIcon>

#include <utility>
#include <vector>

namespace cownscope::ui {

class ResultSet;

// Identifies a point of an open result.
struct PointId
{
    int result = 0; // its id
    int point = 0;  // index in the document

    bool operator==(const PointId &) const = default;
};

// The points of all open results, one per row, in the order of the result set. When a running sweep
// adds points, existing rows stay valid, so that selections are kept.
class PointTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Result,
        AxisValue,
        Repeats,
        Mean,
        Stdev,
        Median,
        Min,
        Max,
        Speedup,
        Efficiency,
        State,
        SpeedupBase, // only for export; the table shows it in the titles
        ColumnCount
    };
    // The set must outlive the model.
    explicit PointTableModel(const ResultSet *set, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : firstRowOf(m_blocks.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    PointId placeOf(int row) const;
    int rowOf(const PointId &place) const; // -1 if there is no such point

private:
    struct Block
    {
        int id = 0;
        QString name;
        QString axis;
        QString unit;
        QIcon icon;
        std::vector<PointValues> points;
    };
    static Block blockOf(const ResultSet &set, int id);
    void add(int id);
    void change(int id);
    void close(int id);
    int firstRowOf(std::size_t block) const;
    std::pair<const Block *, const PointValues *> at(int row) const;
    QString commonAxis() const; // empty if the results have different axes
    QString commonBase() const; // what speedups are relative to; empty if there are none
    QString title(int column) const;
    QString titleWithBase(int column) const;
    static QString display(const Block &block, const PointValues &values, int column);
    static QString toolTip(const Block &block, const PointValues &values, int column);
    static QVariant number(const PointValues &values, int column);

    const ResultSet *m_set;
    std::vector<Block> m_blocks;
};

} // namespace cownscope::ui
