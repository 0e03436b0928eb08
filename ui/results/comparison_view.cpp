// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/comparison_view.h"

#include "ui/results/comparison_model.h"
#include "ui/results/span_delegate.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace cownscope::ui {
namespace {

QString notesOf(const lab::Comparison &comparison)
{
    QStringList lines;
    for (const std::string &note : comparison.notes)
        lines.append(QString::fromStdString(note));
    if (!comparison.conditions.empty())
        lines.append(QObject::tr("What else differs (base / other):"));
    for (const lab::ConditionDifference &condition : comparison.conditions) {
        QString line =
            QObject::tr("%1: %2 / %3")
                .arg(QString::fromStdString(condition.name), QString::fromStdString(condition.base),
                     QString::fromStdString(condition.other));
        if (!condition.label.empty())
            line += QObject::tr(" (at %1)").arg(QString::fromStdString(condition.label));
        lines.append(line);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ComparisonView::ComparisonView(const QString &baseName, const QString &otherName,
                               lab::Comparison comparison, QWidget *parent)
    : QWidget(parent)
    , m_notes(notesOf(comparison))
{
    m_model = new ComparisonModel{std::move(comparison), this};
    auto *title =
        new QLabel{tr("Base: <b>%1</b>   ·   Other: <b>%2</b>   ·   higher throughput is better")
                       .arg(baseName.toHtmlEscaped(), otherName.toHtmlEscaped())};
    title->setWordWrap(true);
    m_table = new QTableView;
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Comparison of the points"));
    m_table->setTabKeyNavigation(false); // arrow keys move inside the table, Tab leaves it
    m_table->setItemDelegateForColumn(ComparisonModel::Span,
                                      new SpanDelegate{m_model->reach(), m_table});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ComparisonModel::Span, QHeaderView::Stretch);
    auto *copy = new QAction{tr("Copy"), this};
    copy->setShortcut(QKeySequence::Copy);
    copy->setToolTip(tr("Copy the comparison"));
    addAction(copy);
    connect(copy, &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(tableText()); });

    auto *column = new QVBoxLayout{this};
    column->addWidget(title);
    column->addWidget(m_table, 1);
    if (!m_notes.isEmpty()) {
        auto *notes = new QLabel{m_notes};
        notes->setTextInteractionFlags(Qt::TextSelectableByMouse);
        notes->setWordWrap(true);
        column->addWidget(notes);
    }
}

QString ComparisonView::tableText() const
{
    QString text;
    for (int row = -1; row < m_model->rowCount(); ++row) { // -1: the header
        QStringList cells;
        for (int column = 0; column < m_model->columnCount(); ++column) {
            if (column != ComparisonModel::Span)
                cells.append((row < 0 ? m_model->headerData(column, Qt::Horizontal)
                                      : m_model->index(row, column).data())
                                 .toString());
        }
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

} // namespace cownscope::ui
