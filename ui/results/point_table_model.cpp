// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/point_table_model.h"

#include "lab/experiments/axis.h"
#include "ui/results/result_set.h"
#include "ui/results/swatch.h"

#include <algorithm>

namespace cownscope::ui {
namespace {

QVariant optional(std::optional<double> value)
{
    return value ? QVariant{*value} : QVariant{};
}

} // namespace

PointTableModel::PointTableModel(const ResultSet *set, QObject *parent)
    : QAbstractTableModel(parent)
    , m_set(set)
{
    for (const OpenResult &result : set->results())
        m_blocks.push_back(blockOf(*set, result.id));
    const auto titleMayChange = [this] {
        Q_EMIT headerDataChanged(Qt::Horizontal, AxisValue, AxisValue);
        Q_EMIT headerDataChanged(Qt::Horizontal, Speedup, Efficiency);
    };
    connect(set, &ResultSet::added, this, &PointTableModel::add);
    connect(set, &ResultSet::changed, this, &PointTableModel::change);
    connect(set, &ResultSet::closed, this, &PointTableModel::close);
    connect(set, &ResultSet::added, this, titleMayChange);
    connect(set, &ResultSet::changed, this, titleMayChange);
    connect(set, &ResultSet::closed, this, titleMayChange);
}

PointTableModel::Block PointTableModel::blockOf(const ResultSet &set, int id)
{
    const OpenResult *result = set.find(id);
    return {.id = id,
            .name = result->name,
            .axis = QString::fromStdString(result->document->sweep.axis),
            .unit = throughputUnit(*result->document),
            .icon = swatch(result->color),
            .points = pointValuesOf(*result)};
}

void PointTableModel::add(int id)
{
    Block block = blockOf(*m_set, id);
    if (block.points.empty()) {
        m_blocks.push_back(std::move(block));
        return;
    }
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(block.points.size()) - 1);
    m_blocks.push_back(std::move(block));
    endInsertRows();
}

void PointTableModel::change(int id)
{
    const auto found = std::ranges::find(m_blocks, id, &Block::id);
    const auto index = static_cast<std::size_t>(found - m_blocks.begin());
    const int first = firstRowOf(index);
    Block now = blockOf(*m_set, id);
    std::vector<PointValues> &rows = found->points;

    // Points are known by their place on the axis: those that are new go between the others.
    for (std::size_t i = 0; i < now.points.size(); ++i) {
        if (i < rows.size() && rows[i].axisText == now.points[i].axisText)
            continue;
        const int row = first + static_cast<int>(i);
        beginInsertRows({}, row, row);
        rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(i), now.points[i]);
        endInsertRows();
    }
    if (rows.size() > now.points.size()) {
        beginRemoveRows({}, first + static_cast<int>(now.points.size()),
                        first + static_cast<int>(rows.size()) - 1);
        rows.resize(now.points.size());
        endRemoveRows();
    }
    *found = std::move(now);
    if (!found->points.empty())
        Q_EMIT dataChanged(
            this->index(first, 0),
            this->index(first + static_cast<int>(found->points.size()) - 1, ColumnCount - 1));
}

void PointTableModel::close(int id)
{
    const auto found = std::ranges::find(m_blocks, id, &Block::id);
    const int first = firstRowOf(static_cast<std::size_t>(found - m_blocks.begin()));
    if (found->points.empty()) {
        m_blocks.erase(found);
        return;
    }
    beginRemoveRows({}, first, first + static_cast<int>(found->points.size()) - 1);
    m_blocks.erase(found);
    endRemoveRows();
}

QString PointTableModel::commonAxis() const
{
    if (m_blocks.empty())
        return {};
    const QString &axis = m_blocks.front().axis;
    const bool common = axis != QLatin1String{lab::NoAxis}
        && std::ranges::all_of(m_blocks,
                               [&axis](const Block &block) { return block.axis == axis; });
    return common ? axis : QString{};
}

QString PointTableModel::commonBase() const
{
    QString common;
    for (const Block &block : m_blocks) {
        for (const PointValues &values : block.points) {
            if (values.baseText.isEmpty() || values.baseText == common)
                continue;
            if (!common.isEmpty())
                return tr("the first");
            common = values.baseText;
        }
    }
    return common;
}

int PointTableModel::firstRowOf(std::size_t block) const
{
    std::size_t rows = 0;
    for (std::size_t i = 0; i < block; ++i)
        rows += m_blocks[i].points.size();
    return static_cast<int>(rows);
}

int PointTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : firstRowOf(m_blocks.size());
}

int PointTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

PointPlace PointTableModel::placeOf(int row) const
{
    for (const Block &block : m_blocks) {
        if (row < static_cast<int>(block.points.size()))
            return {block.id, row};
        row -= static_cast<int>(block.points.size());
    }
    return {};
}

int PointTableModel::rowOf(const PointPlace &place) const
{
    const auto found = std::ranges::find(m_blocks, place.result, &Block::id);
    if (found == m_blocks.end() || place.point < 0
        || place.point >= static_cast<int>(found->points.size()))
        return -1;
    return firstRowOf(static_cast<std::size_t>(found - m_blocks.begin())) + place.point;
}

std::pair<const PointTableModel::Block *, const PointValues *> PointTableModel::at(int row) const
{
    const PointPlace place = placeOf(row);
    const auto block = std::ranges::find(m_blocks, place.result, &Block::id);
    return {&*block, &block->points[static_cast<std::size_t>(place.point)]};
}

QVariant PointTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto [block, values] = at(index.row());
    const int column = index.column();
    const bool isText = column == Result || column == State || column == SpeedupBase;
    switch (role) {
    case Qt::DisplayRole:
        return display(*block, *values, column);
    case Qt::ToolTipRole:
        return toolTip(*block, *values, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment{Qt::AlignVCenter}
                                   | (isText ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::DecorationRole:
        return column == Result ? QVariant{block->icon} : QVariant{};
    case SortRole:
        return isText ? QVariant{display(*block, *values, column)} : number(*values, column);
    case PlainRole:
        if (isText || column == AxisValue)
            return display(*block, *values, column);
        return number(*values, column);
    default:
        return {};
    }
}

QVariant PointTableModel::number(const PointValues &values, int column)
{
    switch (column) {
    case AxisValue:
        return optional(values.axisNumber);
    case Repeats:
        return values.repeats;
    case Mean:
        return optional(values.mean);
    case Stdev:
        return optional(values.stdev);
    case Median:
        return optional(values.median);
    case Min:
        return optional(values.min);
    case Max:
        return optional(values.max);
    case Speedup:
        return optional(values.speedup);
    case Efficiency:
        return optional(values.efficiency);
    default:
        return {};
    }
}

} // namespace cownscope::ui
