// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/transport_view.h"

#include "ui/transport/transport_chart.h"
#include "ui/transport/transport_table.h"
#include "ui/widgets.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QTextDocument>

#include <utility>

namespace cownscope::ui {
namespace {

constexpr qsizetype MostLines = 3; // of remarks; the tool tip has all

// Which configurations lack passes, and which were skipped.
QStringList remarksOn(const lab::transport::TransportFile &file)
{
    QStringList lines;
    for (const lab::transport::Row &row : file.rows) {
        if (!row.interruption.empty())
            lines.append(
                TransportView::tr("Only %1 passes of %2: %3")
                    .arg(QString::number(row.samples.size()),
                         QString::fromStdString(labelOf(row.kind, row.sizeMb, row.transport)),
                         QString::fromStdString(row.interruption)));
    }
    for (const auto &[configuration, reason] : file.skipped)
        lines.append(
            TransportView::tr("Skipped %1: %2")
                .arg(QString::fromStdString(labelOf(configuration.kind, configuration.sizeMb,
                                                    configuration.transport)),
                     QString::fromStdString(reason)));
    return lines;
}

} // namespace

TransportView::TransportView(QWidget *parent)
    : QWidget(parent)
    , m_chart(new TransportChart)
    , m_table(new TransportTable)
    , m_logarithmic(new QCheckBox(tr("Logarithmic MB/s")))
    , m_remarks(new QLabel)
{
    m_remarks->setTextFormat(Qt::PlainText);
    m_remarks->setWordWrap(true);
    m_remarks->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_remarks->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(10, 4, 10, 4);
    bar->setSpacing(10);
    bar->addWidget(m_logarithmic, 0, Qt::AlignTop);
    bar->addWidget(m_remarks, 1);
    auto *pane = new QWidget;
    columnIn(pane, {m_chart})->insertLayout(0, bar);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(pane);
    splitter->addWidget(m_table);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(3);
    columnIn(this, {splitter});

    connect(m_logarithmic, &QCheckBox::toggled, m_chart, &TransportChart::setLogarithmic);
    connect(m_table, &TransportTable::currentRowChanged, this,
            [this] { m_chart->setCurrentRow(m_table->currentRow()); });
    connect(m_chart, &TransportChart::rowChosen, m_table, &TransportTable::showRow);
}

void TransportView::show(std::shared_ptr<const lab::transport::TransportFile> file)
{
    if (m_file == file)
        return;
    m_file = std::move(file);
    const auto shown = m_file ? m_file : std::make_shared<const lab::transport::TransportFile>();
    m_chart->setFile(*shown);
    m_table->setRows(shown->rows);
    const QStringList remarks = remarksOn(*shown);
    QStringList lines = remarks.mid(0, MostLines);
    if (remarks.size() > MostLines)
        lines.append(tr("… and %1 more").arg(remarks.size() - MostLines));
    m_remarks->setText(lines.join(QLatin1Char{'\n'}));
    m_remarks->setToolTip(
        Qt::convertFromPlainText(remarks.join(QLatin1Char{'\n'}), Qt::WhiteSpaceNormal));
    m_remarks->setVisible(!remarks.isEmpty());
}

const QAbstractItemModel *TransportView::table() const
{
    return m_table->shown();
}

} // namespace cownscope::ui
