// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/point_table_model.h"

#include "lab/experiments/axis.h"
#include "ui/results/result_set.h"
#include "ui/style/quantity_text.h"
#include "ui/tables/table_text.h"

#include <algorithm>
#include <array>

namespace cownscope::ui {
namespace {

struct ColumnInfo
{
    QString title;
    QString toolTip;                                      // of the title
    std::optional<double> PointValues::*number = nullptr; // null for other columns
};

const ColumnInfo &infoOf(int column)
{
    static const QString throughput =
        PointTableModel::tr("Throughput of the repeats: units of work per second");
    static const std::array<ColumnInfo, PointTableModel::ColumnCount> infos{
        {{PointTableModel::tr("Result"), {}},
         {PointTableModel::tr("Value"), PointTableModel::tr("The parameter that the sweep varies"),
          &PointValues::axisNumber},
         {PointTableModel::tr("Repeats"), {}},
         {PointTableModel::tr("Mean"), throughput, &PointValues::mean},
         {PointTableModel::tr("± stdev"),
          PointTableModel::tr("Standard deviation of the throughput of the repeats"),
          &PointValues::stdev},
         {PointTableModel::tr("Median"), throughput, &PointValues::median},
         {PointTableModel::tr("Min"), throughput, &PointValues::min},
         {PointTableModel::tr("Max"), throughput, &PointValues::max},
         {PointTableModel::tr("Speedup"),
          PointTableModel::tr(
              "Mean throughput relative to the first point of a sweep over workers"),
          &PointValues::speedup},
         {PointTableModel::tr("Efficiency"),
          PointTableModel::tr("Speedup as a share of the ideal speedup, where every worker does as "
                              "much as a worker of the first point"),
          &PointValues::efficiency},
         {PointTableModel::tr("State"), {}},
         {PointTableModel::tr("Speedup base"), {}}}};
    return infos[static_cast<std::size_t>(column)];
}

bool isText(int column)
{
    return column == PointTableModel::Result || column >= PointTableModel::State;
}

QVariant alignmentOf(int column)
{
    return QVariant::fromValue(Qt::Alignment{Qt::AlignVCenter}
                               | (isText(column) ? Qt::AlignLeft : Qt::AlignRight));
}

} // namespace

PointTableModel::PointTableModel(const ResultSet *set, QObject *parent)
    : QAbstractTableModel(parent)
    , m_set(set)
{
    for (const OpenResult &result : set->results()) {
        if (result.document)
            m_blocks.push_back(blockOf(*set, result.id));
    }
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
    if (!m_set->find(id)->document)
        return;
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
    if (found == m_blocks.end())
        return;
    const auto index = static_cast<std::size_t>(found - m_blocks.begin());
    const int first = firstRowOf(index);
    Block now = blockOf(*m_set, id);
    std::vector<PointValues> &rows = found->points;

    // Points are identified by their value on the axis; new ones are inserted between the others.
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
    if (found == m_blocks.end())
        return;
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

PointId PointTableModel::placeOf(int row) const
{
    for (const Block &block : m_blocks) {
        if (row < static_cast<int>(block.points.size()))
            return {block.id, row};
        row -= static_cast<int>(block.points.size());
    }
    return {};
}

int PointTableModel::rowOf(const PointId &place) const
{
    const auto found = std::ranges::find(m_blocks, place.result, &Block::id);
    if (found == m_blocks.end() || place.point < 0
        || place.point >= static_cast<int>(found->points.size()))
        return -1;
    return firstRowOf(static_cast<std::size_t>(found - m_blocks.begin())) + place.point;
}

std::pair<const PointTableModel::Block *, const PointValues *> PointTableModel::at(int row) const
{
    const PointId place = placeOf(row);
    const auto block = std::ranges::find(m_blocks, place.result, &Block::id);
    return {&*block, &block->points[static_cast<std::size_t>(place.point)]};
}

QVariant PointTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto [block, values] = at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return display(*block, *values, column);
    case Qt::ToolTipRole:
        return toolTip(*block, *values, column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::DecorationRole:
        return column == Result ? QVariant{block->icon} : QVariant{};
    case SortRole:
        return isText(column) ? QVariant{display(*block, *values, column)}
                              : number(*values, column);
    case PlainRole:
        if (isText(column) || column == AxisValue)
            return display(*block, *values, column);
        return number(*values, column);
    default:
        return {};
    }
}

QVariant PointTableModel::number(const PointValues &values, int column)
{
    if (column == Repeats)
        return values.repeats;
    const auto number = infoOf(column).number;
    return number && values.*number ? QVariant{*(values.*number)} : QVariant{};
}

// Three digits can be read at a glance; the tool tip has all of them.
QString PointTableModel::display(const Block &block, const PointValues &values, int column)
{
    switch (column) {
    case Result:
        return block.name;
    case AxisValue:
        return values.axisText;
    case Repeats:
        return QString::number(values.repeats);
    case State:
        return values.stateText;
    case SpeedupBase:
        return values.baseText;
    default:
        break;
    }
    const QVariant value = number(values, column);
    if (!value.isValid())
        return QStringLiteral("–");
    if (column == Speedup)
        return QString::number(value.toDouble(), 'f', 2) + u'x';
    if (column == Efficiency)
        return QString::number(100 * value.toDouble(), 'f', 0) + u'%';
    return siText(value.toDouble());
}

QString PointTableModel::toolTip(const Block &block, const PointValues &values, int column)
{
    if (column == AxisValue)
        return QStringLiteral("%1: %2").arg(block.axis, values.axisText);
    const QVariant value = number(values, column);
    if (isText(column) || column == Repeats)
        return display(block, values, column);
    if (!value.isValid())
        return column == Stdev || column == Min || column == Max
            ? tr("There is no spread with fewer than two repeats.")
            : QString{};
    if (column == Speedup)
        return tr("Mean throughput relative to %1").arg(values.baseText);
    if (column == Efficiency)
        return tr("Share of the ideal speedup over %1").arg(values.baseText);
    return digitsText(value.toDouble()) + QChar::Nbsp + block.unit;
}

QVariant PointTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return titleWithBase(section);
    case PlainRole:
        return title(section);
    case Qt::ToolTipRole:
        return infoOf(section).toolTip;
    case Qt::TextAlignmentRole:
        return alignmentOf(section);
    default:
        return {};
    }
}

QString PointTableModel::title(int column) const
{
    return column == AxisValue && !commonAxis().isEmpty() ? commonAxis() : infoOf(column).title;
}

QString PointTableModel::titleWithBase(int column) const
{
    const QString base = column == Speedup || column == Efficiency ? commonBase() : QString{};
    return base.isEmpty() ? title(column) : tr("%1\nto %2").arg(title(column), base);
}

} // namespace cownscope::ui
