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

constexpr qsizetype MostLines = 3; // about skipped configurations; the tool tip has all

QStringList skippedTexts(const lab::transport::TransportFile &file)
{
    QStringList lines;
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
    , m_skipped(new QLabel)
{
    m_skipped->setTextFormat(Qt::PlainText);
    m_skipped->setWordWrap(true);
    m_skipped->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_skipped->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(10, 4, 10, 4);
    bar->setSpacing(10);
    bar->addWidget(m_logarithmic, 0, Qt::AlignTop);
    bar->addWidget(m_skipped, 1);
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
    const QStringList skipped = skippedTexts(*shown);
    QStringList lines = skipped.mid(0, MostLines);
    if (skipped.size() > MostLines)
        lines.append(tr("… and %1 more").arg(skipped.size() - MostLines));
    m_skipped->setText(lines.join(QLatin1Char{'\n'}));
    m_skipped->setToolTip(
        Qt::convertFromPlainText(skipped.join(QLatin1Char{'\n'}), Qt::WhiteSpaceNormal));
    m_skipped->setVisible(!skipped.isEmpty());
}

const QAbstractItemModel *TransportView::table() const
{
    return m_table->shown();
}

} // namespace cownscope::ui
