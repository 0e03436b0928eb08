// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/back_end/back_end_bar.h"

#include <QAccessible>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace cownscope::ui {

using namespace std::chrono_literals;
using State = IsolatedSimulation::State;

namespace {

constexpr int Margin = 8;      // pixels to the edges of the view
constexpr int WidestBar = 900; // longer lines are hard to read

QToolButton *button(const QString &text, const QString &toolTip, QWidget *parent)
{
    auto *made = new QToolButton{parent};
    made->setText(text);
    made->setToolTip(toolTip);
    made->setFocusPolicy(Qt::StrongFocus);
    return made;
}

} // namespace

BackEndBar::BackEndBar(QWidget *over)
    : QFrame(over->window())
    , m_over(over)
    , m_icon(new QLabel{this})
    , m_text(new QLabel{this})
    , m_startAgain(button(tr("Start A&gain"),
                          tr("Start the simulation again with the same scene, seed and values"),
                          this))
    , m_saveReport(button(tr("Save Re&port…"), tr("Save what is known about this end"), this))
    , m_showLines(button(tr("&Last Lines"), tr("Show the last lines that it printed"), this))
    , m_wait(button(tr("&Wait"), tr("Give the simulation more time"), this))
    , m_end(button(tr("&End It"), tr("End the simulation's process and start it again"), this))
    , m_close(button({}, tr("Dismiss this message (Escape)"), this))
    , m_lines(new QPlainTextEdit{this})
{
    // A view is a window of the system, directly in the window of the program. Only such a window
    // can cover it.
    setAttribute(Qt::WA_DontCreateNativeAncestors);
    setAttribute(Qt::WA_NativeWindow);
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(tr("State of the simulation's process"));
    m_icon->setPixmap(
        style()->standardIcon(QStyle::SP_MessageBoxWarning).pixmap(m_close->iconSize()));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_showLines->setCheckable(true);
    m_close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Dismiss"));
    m_lines->setReadOnly(true);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_lines->setAccessibleName(tr("Last lines of the simulation's process"));
    m_lines->setTabChangesFocus(true);

    auto *top = new QHBoxLayout;
    top->addWidget(m_icon, 0, Qt::AlignTop);
    top->addWidget(m_text, 1);
    top->addWidget(m_close, 0, Qt::AlignTop);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(6);
    for (QToolButton *each : {m_startAgain, m_wait, m_end, m_saveReport, m_showLines})
        choices->addWidget(each);
    choices->addStretch();
    auto *column = new QVBoxLayout{this};
    column->setContentsMargins(8, 6, 6, 6);
    column->setSpacing(6);
    column->addLayout(top);
    column->addLayout(choices);
    column->addWidget(m_lines);

    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &BackEndBar::refresh);
    connect(m_startAgain, &QToolButton::clicked, this, [this] {
        const Outcome started = m_simulation ? m_simulation->restart() : Outcome{};
        if (!started)
            Q_EMIT problemArose(QString::fromStdString(started.reason()));
    });
    connect(m_wait, &QToolButton::clicked, this, [this] {
        if (m_simulation)
            m_askAfter = 2 * m_simulation->silence();
        refresh();
    });
    connect(m_end, &QToolButton::clicked, this, [this] {
        if (m_simulation)
            m_simulation->endBackEnd();
    });
    connect(m_close, &QToolButton::clicked, this, [this] {
        if (m_simulation && m_simulation->lastEnding())
            m_closed = m_simulation->lastEnding()->time;
        refresh();
    });
    connect(m_showLines, &QToolButton::toggled, this, &BackEndBar::refresh);
    over->installEventFilter(this);
    hide();
}

void BackEndBar::follow(IsolatedSimulation *simulation)
{
    if (m_simulation)
        m_simulation->disconnect(this);
    m_simulation = simulation;
    if (m_simulation)
        connect(m_simulation, &IsolatedSimulation::backEndChanged, this, &BackEndBar::refresh);
    refresh();
}

QString BackEndBar::sentence() const
{
    return m_speaks ? m_text->text() : QString{};
}

QString BackEndBar::lastLines() const
{
    return m_lines->isVisibleTo(this) ? m_lines->toPlainText() : QString{};
}

void BackEndBar::refresh()
{
    const QString before = sentence();
    const State state = m_simulation ? m_simulation->state() : State::Running;
    const auto *ending =
        m_simulation && m_simulation->lastEnding() ? &*m_simulation->lastEnding() : nullptr;
    const bool silent = state == State::Silent;
    if (!silent)
        m_askAfter = 0ms;
    const bool asks = silent && m_simulation->silence() >= m_askAfter;
    const bool tells = ending && !silent && (state != State::Running || ending->time != m_closed);
    if (asks)
        showSilence();
    else if (tells)
        showEnding(*ending);
    if (silent != m_second.isActive())
        silent ? m_second.start() : m_second.stop();
    m_speaks = asks || tells;
    followOver();
    const bool dimming = silent || state == State::Ended || (ending && state == State::Starting);
    if (std::exchange(m_dimming, dimming) != dimming)
        Q_EMIT dimmingChanged(dimming);
    // The elapsed time alone is no news.
    if (isVisible() && (before.isEmpty() || !silent) && sentence() != before) {
        QAccessibleEvent alert{this, QAccessible::Alert};
        QAccessible::updateAccessibility(&alert);
    }
}

void BackEndBar::showSilence()
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(m_simulation->silence()).count();
    m_text->setText(tr("The simulation has not answered for %1 s.").arg(seconds));
    for (QToolButton *each : {m_startAgain, m_saveReport, m_showLines, m_close})
        each->hide();
    m_lines->hide();
    m_wait->show();
    m_end->show();
}

void BackEndBar::showEnding(const IsolatedSimulation::Ending &ending)
{
    const bool ended = m_simulation->state() == State::Ended;
    const bool waits = ended && !m_simulation->restartsByItself();
    QString next = tr("It is starting again.");
    if (waits)
        next = m_simulation->recentDeaths() > 2
            ? tr("It has ended %1 times within five minutes and waits for you.")
                  .arg(m_simulation->recentDeaths())
            : tr("It waits for you.");
    else if (m_simulation->state() == State::Running)
        next = tr("It has started again from its seed.");
    m_text->setText(ending.sentence() + u' ' + next);
    m_startAgain->setVisible(waits);
    m_wait->hide();
    m_end->hide();
    m_close->setVisible(m_simulation->state() == State::Running);
    m_saveReport->show();
    m_showLines->show();
    m_showLines->setEnabled(!ending.lastLines.isEmpty());
    if (ending.lastLines.isEmpty())
        m_showLines->setChecked(false);
    const QString lines = ending.lastLines.join(u'\n');
    if (m_lines->toPlainText() != lines)
        m_lines->setPlainText(lines);
    m_lines->setVisible(m_showLines->isChecked());
}

void BackEndBar::followOver()
{
    setVisible(m_speaks && m_over->isVisible());
    if (isVisible())
        place();
}

// At the top of the view, as high as its contents need.
void BackEndBar::place()
{
    const QSize space = m_over->size() - QSize{2 * Margin, 2 * Margin};
    const int width = std::min(space.width(), WidestBar);
    const int lines =
        m_lines->isHidden() ? 0 : static_cast<int>(m_lines->document()->size().height()) + 2;
    m_lines->setFixedHeight(lines * m_lines->fontMetrics().lineSpacing());
    layout()->activate();
    const int height = std::min(space.height(), layout()->totalHeightForWidth(width));
    const QPoint corner = m_over->mapTo(window(), QPoint{(m_over->width() - width) / 2, Margin});
    setGeometry(QRect{corner, QSize{width, height}});
    raise();
}

bool BackEndBar::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::Move:
    case QEvent::Resize:
        if (watched == m_over)
            followOver();
        break;
    default:
        break;
    }
    return QFrame::eventFilter(watched, event);
}

void BackEndBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_close->isVisible())
        m_close->click();
    else
        QFrame::keyPressEvent(event);
}

} // namespace cownscope::ui
