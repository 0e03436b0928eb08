// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/point_details.h"

#include "lab/results/interruption.h"
#include "ui/results/point_values.h"
#include "ui/results/result_set.h"
#include "ui/results/worker_bars.h"
#include "ui/results/worker_counts.h"
#include "ui/style/counter_names.h"
#include "ui/style/theme.h"
#include "ui/widgets.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace cownscope::ui {
namespace {

const auto UsualCounter = QStringLiteral("popped_local");

} // namespace

PointDetails::PointDetails(const ResultSet *set, QWidget *parent)
    : QWidget(parent)
    , m_set(set)
    , m_name(new QLabel)
    , m_headline(new QLabel)
    , m_error(new QPlainTextEdit)
    , m_counter(new QComboBox)
    , m_over(new QComboBox)
    , m_bars(new WorkerBars)
    , m_metrics(new QWidget)
    , m_rows(new QFormLayout(m_metrics))
{
    m_name->setFont(boldFont(font()));
    for (QLabel *label : {m_name, m_headline}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_error->setReadOnly(true);
    m_error->setTabChangesFocus(true);
    m_error->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_error->setMinimumHeight(70);
    m_error->setAccessibleName(tr("What went wrong"));
    m_counter->setAccessibleName(tr("Counter"));
    m_counter->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_counter->setMinimumContentsLength(8);
    m_over->addItem(tr("Average"), static_cast<int>(Over::Average));
    m_over->addItem(tr("Sum"), static_cast<int>(Over::Sum));
    m_over->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_over->setMinimumContentsLength(6);
    m_over->setAccessibleName(tr("Average or sum"));
    m_over->setToolTip(tr("Average or sum over the repeats of the point"));
    m_rows->setContentsMargins(0, 4, 0, 0);
    m_rows->setVerticalSpacing(2);
    m_rows->setRowWrapPolicy(QFormLayout::WrapLongRows);

    auto *content = new QWidget;
    auto *choices = new QHBoxLayout;
    choices->addWidget(m_counter, 2);
    choices->addWidget(m_over, 1);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(10, 6, 10, 8);
    column->addWidget(m_name);
    column->addWidget(m_headline);
    column->addWidget(m_error, 1);
    column->addLayout(choices);
    column->addWidget(m_bars, 2);
    column->addWidget(m_metrics);
    column->addStretch(0);

    auto *scroll = new QScrollArea;
    scroll->setAccessibleName(tr("Details of the point"));
    scrollVertically(scroll, content);
    columnIn(this, {scroll});

    connect(m_counter, &QComboBox::currentIndexChanged, this, &PointDetails::showBars);
    connect(m_over, &QComboBox::currentIndexChanged, this, &PointDetails::showBars);
    const auto resultChanged = [this](int id) {
        if (id == m_place.result)
            refresh();
    };
    connect(set, &ResultSet::changed, this, resultChanged);
    connect(set, &ResultSet::closed, this, resultChanged);
    refresh();
}

void PointDetails::setPlace(const PointId &place)
{
    m_place = place;
    refresh();
}

const lab::Point *PointDetails::point() const
{
    const OpenResult *result = m_set->find(m_place.result);
    if (!result || m_place.point < 0
        || static_cast<std::size_t>(m_place.point) >= result->document->points.size())
        return nullptr;
    return &result->document->points[static_cast<std::size_t>(m_place.point)];
}

void PointDetails::refresh()
{
    showHeadline();
    showError();
    showCounters();
    showBars();
    showMetrics();
}

void PointDetails::showHeadline()
{
    m_name->setVisible(point());
    if (!point()) {
        m_headline->setText(tr("Select a point in the table or in the chart."));
        return;
    }
    const OpenResult &result = *m_set->find(m_place.result);
    const QString text =
        pointToolTip(result, pointValuesOf(result)[static_cast<std::size_t>(m_place.point)]);
    m_name->setText(text.section('\n', 0, 0));
    m_headline->setText(text.section('\n', 1));
}

void PointDetails::showError()
{
    const lab::Point *shown = point();
    m_error->setVisible(shown && lab::hasFailed(*shown));
    if (!shown || !lab::hasFailed(*shown))
        return;
    QString text = QString::fromStdString(shown->error->message);
    if (!shown->error->stderrTail.empty())
        text += QStringLiteral("\n\n") + QString::fromStdString(shown->error->stderrTail);
    if (m_error->toPlainText() != text)
        m_error->setPlainText(text);
}

void PointDetails::showCounters()
{
    const QStringList counters = point() ? workerCounters(*point()) : QStringList{};
    QStringList shown;
    for (int i = 0; i < m_counter->count(); ++i)
        shown.append(m_counter->itemData(i).toString());
    m_counter->setVisible(!counters.isEmpty());
    m_over->setVisible(!counters.isEmpty() && point()->repeats.size() > 1);
    m_bars->setVisible(point() && !(counters.isEmpty() && lab::hasFailed(*point())));
    // Keep the choice for the next point that has counters.
    if (counters == shown || counters.isEmpty())
        return;
    const QString chosen =
        m_counter->count() > 0 ? m_counter->currentData().toString() : UsualCounter;
    const QSignalBlocker quiet{m_counter};
    m_counter->clear();
    for (const QString &counter : counters) {
        m_counter->addItem(counterName(counter).title, counter);
        m_counter->setItemData(m_counter->count() - 1, counterToolTip(counter), Qt::ToolTipRole);
    }
    m_counter->setCurrentIndex(static_cast<int>(std::max<qsizetype>(counters.indexOf(chosen), 0)));
}

void PointDetails::showBars()
{
    const auto over = static_cast<Over>(m_over->currentData().toInt());
    const bool known = point() && !workerCounters(*point()).isEmpty();
    m_counter->setToolTip(m_counter->currentData(Qt::ToolTipRole).toString());
    m_bars->setValues(known ? workerCounts(*point(), m_counter->currentData().toString(), over)
                            : QList<double>{});
}

void PointDetails::showMetrics()
{
    while (m_rows->rowCount() > 0)
        m_rows->removeRow(0);
    if (!point())
        return;
    for (const auto &[name, value] : derivedMetrics(*point())) {
        auto *text = new QLabel(value);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(value.contains(QLatin1Char{','})); // lists can be long
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto *label = new QLabel(counterName(name).title);
        label->setTextFormat(Qt::PlainText);
        label->setToolTip(counterToolTip(name));
        text->setToolTip(counterToolTip(name));
        m_rows->addRow(label, text);
    }
}

} // namespace cownscope::ui
