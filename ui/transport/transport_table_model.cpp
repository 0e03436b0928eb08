// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/transport_table_model.h"

#include "ui/style/quantity_text.h"
#include "ui/tables/table_text.h"
#include "ui/transport/transport_style.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cownscope::ui {
namespace {

using lab::transport::Row;
using Model = TransportTableModel;

struct ColumnInfo
{
    QString title;
    const char *name; // in the CSV file
    QString toolTip;
    double Row::*number = nullptr; // null for the first three columns
};

const ColumnInfo &infoOf(int column)
{
    static const QString interval =
        Model::tr("95 % interval of the mean of the passes, in 10⁶ bytes of payload per second");
    static const std::array<ColumnInfo, Model::ColumnCount> infos{
        {{Model::tr("Size"), "size_mb", Model::tr("Size of an item in MiB")},
         {Model::tr("Kind"), "kind", Model::tr("What an item contains")},
         {Model::tr("Transport"), "transport", Model::tr("How items travel between the processes")},
         {Model::tr("Items/s"), "items_per_s", Model::tr("Items received per second"),
          &Row::itemsPerSecond},
         {Model::tr("MB/s"), "mb_per_s", Model::tr("10⁶ bytes of payload per second"),
          &Row::mbPerSecond},
         {Model::tr("95 % low"), "mb_per_s_lo", interval, &Row::mbPerSecondLow},
         {Model::tr("95 % high"), "mb_per_s_hi", interval, &Row::mbPerSecondHigh},
         {Model::tr("Speedup"), "speedup",
          Model::tr("Items per second relative to the pipe with the same kind and size"),
          &Row::speedup},
         {Model::tr("Memory"), "peak_rss_mb",
          Model::tr("Peak memory of both processes in MiB; only measured with --isolate"),
          &Row::peakRssMb},
         {Model::tr("CPU s"), "cpu_sec",
          Model::tr("CPU time of both processes; only measured with --isolate"),
          &Row::cpuSeconds}}};
    return infos[static_cast<std::size_t>(column)];
}

// Files say 0 for both if they were not measured.
bool isMissing(const Row &row, int column)
{
    const bool needsIsolation = column == Model::Memory || column == Model::CpuTime;
    return needsIsolation && row.peakRssMb == 0 && row.cpuSeconds == 0;
}

QVariant plain(const Row &row, int column)
{
    switch (column) {
    case Model::Size:
        return row.sizeMb;
    case Model::Kind:
        return QString::fromStdString(lab::transport::nameOf(row.kind));
    case Model::Transport:
        return QString::fromStdString(lab::transport::nameOf(row.transport));
    default:
        return isMissing(row, column) ? QVariant{} : QVariant{row.*infoOf(column).number};
    }
}

// Kinds and transports are sorted in the order of the legend.
QVariant sortKey(const Row &row, int column)
{
    if (column == Model::Kind)
        return static_cast<int>(row.kind);
    return column == Model::Transport ? QVariant{static_cast<int>(row.transport)}
                                      : plain(row, column);
}

QString wholeNumber(double value)
{
    const QString sign = value < -0.5 ? QStringLiteral("−") : QString{};
    return sign + groupedText(static_cast<std::uint64_t>(std::llround(std::abs(value))));
}

QString display(const Row &row, int column)
{
    const QVariant value = plain(row, column);
    if (!value.isValid())
        return QStringLiteral("–");
    switch (column) {
    case Model::Items:
        return digitsText(row.itemsPerSecond);
    case Model::Throughput:
    case Model::Low:
    case Model::High:
        return wholeNumber(value.toDouble());
    case Model::Speedup:
        return QString::number(row.speedup, 'f', 2) + u'x';
    case Model::Memory:
        return QString::number(row.peakRssMb, 'f', 1);
    case Model::CpuTime:
        return QString::number(row.cpuSeconds, 'f', 2);
    default:
        return value.toString();
    }
}

QVariant alignmentOf(int column)
{
    const bool isText = column == Model::Kind || column == Model::Transport;
    return QVariant::fromValue(Qt::Alignment{Qt::AlignVCenter}
                               | (isText ? Qt::AlignLeft : Qt::AlignRight));
}

} // namespace

void TransportTableModel::setRows(std::vector<Row> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

bool TransportTableModel::hasMemoryOrCpuTime() const
{
    return std::ranges::any_of(m_rows, [](const Row &row) { return !isMissing(row, Memory); });
}

void TransportTableModel::setLineColor(const QColor &color)
{
    m_lineColor = color;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, Transport), index(rowCount() - 1, Transport));
}

QVariant TransportTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::DecorationRole:
        if (column == Kind)
            return iconOf(row.kind);
        return column == Transport ? QVariant{iconOf(row.transport, m_lineColor)} : QVariant{};
    case SortRole:
        return sortKey(row, column);
    case PlainRole:
        return plain(row, column);
    default:
        return {};
    }
}

QVariant TransportTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return infoOf(section).title;
    case PlainRole:
        return QString::fromLatin1(infoOf(section).name);
    case Qt::ToolTipRole:
        return infoOf(section).toolTip;
    case Qt::TextAlignmentRole:
        return alignmentOf(section);
    default:
        return {};
    }
}

} // namespace cownscope::ui
