// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/result_list_model.h"

#include "lab/results/interruption.h"
#include "ui/results/result_set.h"
#include "ui/transport/transport_style.h"

#include <QApplication>
#include <QFont>
#include <QPalette>

#include <algorithm>

namespace cownscope::ui {
namespace {

const lab::Metadata &metadataOf(const OpenResult &result)
{
    return result.document ? result.document->metadata : result.transports->metadata;
}

std::optional<std::string> interruptionOf(const OpenResult &result)
{
    return result.document ? lab::interruptionText(*result.document)
                           : interruptionText(*result.transports);
}

QString displayName(const OpenResult &result)
{
    if (result.running)
        return ResultListModel::tr("%1 – running").arg(result.name);
    if (metadataOf(result).interrupted)
        return ResultListModel::tr("%1 – interrupted").arg(result.name);
    return result.name;
}

QString toolTip(const OpenResult &result)
{
    const lab::Metadata &metadata = metadataOf(result);
    QStringList lines{result.path.isEmpty() ? result.name : result.path};
    if (result.unsaved)
        lines.append(ResultListModel::tr("not saved"));
    if (result.document)
        lines.append(ResultListModel::tr("sweep over %1, %2 points")
                         .arg(QString::fromStdString(result.document->sweep.axis))
                         .arg(result.document->points.size()));
    else
        lines.append(
            ResultListModel::tr("transports, %1 rows").arg(result.transports->rows.size()));
    if (!metadata.startedAt.empty())
        lines.append(ResultListModel::tr("measured on %1, %2")
                         .arg(QString::fromStdString(metadata.hostname),
                              QString::fromStdString(metadata.startedAt)
                                  .replace(QLatin1Char{'T'}, QLatin1Char{' '})));
    if (const auto interruption = interruptionOf(result); interruption && !result.running)
        lines.append(QString::fromStdString(*interruption));
    return lines.join(QLatin1Char{'\n'});
}

} // namespace

ResultListModel::ResultListModel(ResultSet *set, QObject *parent)
    : QAbstractListModel(parent)
    , m_set(set)
{
    for (const OpenResult &result : set->results())
        m_ids.push_back(result.id);
    connect(set, &ResultSet::added, this, &ResultListModel::add);
    connect(set, &ResultSet::changed, this, &ResultListModel::change);
    connect(set, &ResultSet::closed, this, &ResultListModel::close);
}

void ResultListModel::add(int id)
{
    beginInsertRows({}, rowCount(), rowCount());
    m_ids.push_back(id);
    endInsertRows();
}

void ResultListModel::change(int id)
{
    const QModelIndex row = index(rowOf(id));
    Q_EMIT dataChanged(row, row);
}

void ResultListModel::close(int id)
{
    const int row = rowOf(id);
    beginRemoveRows({}, row, row);
    m_ids.erase(m_ids.begin() + row);
    endRemoveRows();
}

int ResultListModel::rowOf(int id) const
{
    const auto found = std::ranges::find(m_ids, id);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

QStringList ResultListModel::displayedNames() const
{
    QStringList names;
    for (const OpenResult &result : m_set->results())
        names.append(displayName(result));
    return names;
}

QVariant ResultListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int id = m_ids[static_cast<std::size_t>(index.row())];
    if (role == IdRole)
        return id;
    const OpenResult *result = m_set->find(id);
    if (!result) // it is about to be removed
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return displayName(*result);
    case Qt::DecorationRole:
        return result->document ? swatch(result->color)
                                : transportsIcon(QApplication::palette().text().color());
    case Qt::CheckStateRole:
        if (!result->document)
            return {};
        return result->visible ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
        return toolTip(*result);
    case Qt::FontRole: {
        QFont font;
        font.setBold(result->unsaved);
        font.setItalic(result->running);
        return font;
    }
    default:
        return {};
    }
}

bool ResultListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole)
        return false;
    m_set->setVisible(index.data(IdRole).toInt(), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags ResultListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const OpenResult *result = m_set->find(index.data(IdRole).toInt());
    const bool isSweep = result && result->document;
    return QAbstractListModel::flags(index) | Qt::ItemNeverHasChildren
        | (isSweep ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
}

} // namespace cownscope::ui
