// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/status_line.h"

#include "ui/simulation/sampler.h"
#include "ui/simulation/starvation_watch.h"
#include "ui/style/quantity_text.h"

#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

#include <chrono>

namespace cownscope {
namespace {

QString sentenceOf(const ui::Starvation &starvation)
{
    using State = ui::Starvation::State;
    const QString age = ui::durationText(std::chrono::duration<double>{starvation.age}.count());
    const QString count = ui::groupedText(starvation.depth);
    switch (starvation.state) {
    case State::Lasting:
        return starvation.depth == 1
            ? StatusLine::tr("1 pinned behavior has waited for the main thread for %1.").arg(age)
            : StatusLine::tr("%1 pinned behaviors wait for the main thread, the oldest for %2.")
                  .arg(count, age);
    case State::Over:
        return starvation.depth == 1
            ? StatusLine::tr("A pinned behavior had to wait for the main thread for %1.").arg(age)
            : StatusLine::tr("%1 pinned behaviors had to wait for the main thread, for up to %2.")
                  .arg(count, age);
    case State::None:
        break;
    }
    return {};
}

// A label that elides its text instead of widening the window.
class ElidedLabel : public QLabel
{
public:
    explicit ElidedLabel(QWidget *parent)
        : QLabel(parent)
    {
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const QRect area = contentsRect();
        QPainter painter{this};
        style()->drawItemText(
            &painter, area, Qt::AlignLeft | Qt::AlignVCenter, palette(), isEnabled(),
            fontMetrics().elidedText(text(), Qt::ElideRight, area.width()), foregroundRole());
    }
};

QString stateOf(const ui::Simulation &simulation)
{
    using Health = ui::Simulation::Health;
    if (simulation.health() == Health::Ended)
        return StatusLine::tr("ended");
    if (simulation.health() == Health::Silent)
        return StatusLine::tr("does not answer");
    if (simulation.isSwitching())
        return StatusLine::tr("switching…");
    return simulation.isPaused() ? StatusLine::tr("paused") : StatusLine::tr("running");
}

} // namespace

StatusLine::StatusLine(QAction *pause, QWidget *parent)
    : QStatusBar(parent)
    , m_starvation(new ElidedLabel{this})
    , m_state(new QLabel{this})
    , m_rates(new QLabel{this})
    , m_pause(new QToolButton{this})
{
    setSizeGripEnabled(false);
    m_state->setContentsMargins(4, 0, 10, 0);
    m_starvation->setObjectName(QStringLiteral("starvation"));
    m_starvation->setContentsMargins(4, 0, 4, 0);
    addWidget(m_starvation, 1);
    addPermanentWidget(m_rates);
    addPermanentWidget(m_state);
    m_pause->setObjectName(QStringLiteral("backgroundPause"));
    m_pause->setDefaultAction(pause);
    m_pause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_pause->setFocusPolicy(Qt::TabFocus);
    m_pause->setAutoRaise(true);
    // So that the status bar keeps its height.
    m_pause->setMaximumHeight(m_state->sizeHint().height());
    addPermanentWidget(m_pause);
    m_pause->hide();
}

void StatusLine::show(const ui::Simulation &simulation, QStringList rates)
{
    const unsigned workers = simulation.configuration().workers;
    m_state->setText(stateOf(simulation));
    rates.append(workers == 1 ? tr("1 worker") : tr("%1 workers").arg(workers));
    m_rates->setText(rates.join(QStringLiteral("   ·   ")));
}

void StatusLine::show(const ui::Starvation &starvation)
{
    const QString sentence = sentenceOf(starvation);
    m_sentence = sentence;
    showLeft();
    m_starvation->setToolTip(
        sentence.isEmpty() ? QString{}
                           : sentence + u' '
                + tr("The main thread was busy, or there were more pinned behaviors than it could "
                     "run. Nothing is lost: workers continue, and waiting behaviors run as soon as "
                     "possible."));
}

void StatusLine::showPauseButton(bool on)
{
    m_pause->setVisible(on);
}

void StatusLine::setRemark(const QString &remark)
{
    m_remark = remark;
    showLeft();
}

void StatusLine::showLeft()
{
    m_starvation->setText(m_sentence.isEmpty() ? m_remark : m_sentence);
}

} // namespace cownscope
