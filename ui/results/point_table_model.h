// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/results/point_values.h"

#include <QAbstractTableModel>
#include <QIcon>

#include <utility>
#include <vector>

namespace cownscope::ui {

class ResultSet;

// A point of an open result.
struct PointPlace
{
    int result = 0; // its id
    int point = 0;  // index in the document

    bool operator==(const PointPlace &) const = default;
};

// The points of all open results, a row for each, in the order of the set and of the documents.
// While a sweep adds points, rows keep their identity, and with it selections.
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
        SpeedupBase, // for other programs; the table has it in the titles
        ColumnCount
    };
    enum Role {
        SortRole = Qt::UserRole, // numbers; nothing sorts first
        PlainRole                // for other programs: a number with all its digits, or a text;
                                 // of a header its name alone
    };

    // The set must outlive the model.
    explicit PointTableModel(const ResultSet *set, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    PointPlace placeOf(int row) const;
    int rowOf(const PointPlace &place) const; // -1 if there is no such point

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
    QString commonAxis() const; // empty if the results have different ones
    QString commonBase() const; // what speedups relate to; empty if there are none
    QString title(int column) const;
    QString titleWithBase(int column) const;
    static QString headerToolTip(int column);
    static QString display(const Block &block, const PointValues &values, int column);
    static QString toolTip(const Block &block, const PointValues &values, int column);
    static QVariant number(const PointValues &values, int column);

    const ResultSet *m_set;
    std::vector<Block> m_blocks;
};

} // namespace cownscope::ui
