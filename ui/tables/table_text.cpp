// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/table_text.h"

#include "lab/results/csv.h"

#include <QAbstractItemModel>
#include <QLocale>

namespace cownscope::ui {
namespace {

QStringList titles(const QAbstractItemModel &model)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells.append(model.headerData(column, Qt::Horizontal, PlainRole).toString());
    return cells;
}

QStringList cellsOf(const QAbstractItemModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column) {
        const QVariant value = model.index(row, column).data(PlainRole);
        cells.append(value.typeId() == QMetaType::Double
                         ? QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest)
                         : value.toString());
    }
    return cells;
}

QByteArray csvLine(const QStringList &cells)
{
    std::vector<std::string> fields;
    for (const QString &cell : cells)
        fields.push_back(cell.toStdString());
    return QByteArray::fromStdString(lab::csvLine(fields));
}

} // namespace

QByteArray csvOf(const QAbstractItemModel &model)
{
    QByteArray text = csvLine(titles(model));
    for (int row = 0; row < model.rowCount(); ++row)
        text += csvLine(cellsOf(model, row));
    return text;
}

QString tabSeparated(const QAbstractItemModel &model, const QList<int> &rows)
{
    QString text;
    const auto append = [&text](QStringList cells) {
        for (QString &cell : cells) {
            for (const char separator : {'\t', '\n', '\r'})
                cell.replace(QLatin1Char{separator}, QLatin1Char{' '});
        }
        text += cells.join(QLatin1Char{'\t'}) + QLatin1Char{'\n'};
    };
    append(titles(model));
    for (const int row : rows)
        append(cellsOf(model, row));
    return text;
}

} // namespace cownscope::ui
