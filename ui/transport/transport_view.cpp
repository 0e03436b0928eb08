// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/transport_view.h"

#include "ui/transport/transport_chart.h"
#include "ui/transport/transport_table.h"
#include "ui/widgets.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>

#include <utility>

namespace cownscope::ui {

QString missingText(const lab::transport::TransportFile &file)
{
    QStringList lines;
    if (const auto interruption = interruptionText(file))
        lines.append(TransportView::tr("The measurement was %1.")
                         .arg(QString::fromStdString(*interruption)));
    for (const lab::transport::Skipped &skipped : file.skipped) {
        const auto &[configuration, reason] = skipped;
        lines.append(
            TransportView::tr("Skipped %1: %2")
                .arg(QString::fromStdString(labelOf(configuration.kind, configuration.sizeMb,
                                                    configuration.transport)),
                     QString::fromStdString(reason)));
    }
    return lines.join(QLatin1Char{'\n'});
}

TransportView::TransportView(QWidget *parent)
    : QWidget(parent)
    , m_chart(new TransportChart)
    , m_table(new TransportTable)
    , m_logarithmic(new QCheckBox(tr("Logarithmic MB/s")))
    , m_missing(new QLabel)
{
    m_missing->setTextFormat(Qt::PlainText);
    m_missing->setWordWrap(true);
    m_missing->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_missing->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(10, 4, 10, 4);
    bar->setSpacing(10);
    bar->addWidget(m_logarithmic, 0, Qt::AlignTop);
    bar->addWidget(m_missing, 1);
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
    const auto &rows = m_file ? m_file->rows : std::vector<lab::transport::Row>{};
    m_chart->setRows(rows);
    m_table->setRows(rows);
    const QString missing = m_file ? missingText(*m_file) : QString{};
    m_missing->setText(missing);
    m_missing->setVisible(!missing.isEmpty());
}

const QAbstractItemModel *TransportView::table() const
{
    return m_table->shown();
}

} // namespace cownscope::ui
