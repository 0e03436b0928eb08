// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/tools/tool_bar.h"

#include "ui/workloads/boids/tools/flock_tools.h"
#include "ui/workloads/boids/tools/tool_icons.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QToolButton>

#include <cmath>

namespace cownscope::ui {
namespace {

constexpr int SliderSteps = 200;

double reachAt(int position)
{
    return LeastReach
        * std::pow(MostReach / LeastReach, static_cast<double>(position) / SliderSteps);
}

int positionOf(double reach)
{
    return static_cast<int>(
        std::lround(SliderSteps * std::log(reach / LeastReach) / std::log(MostReach / LeastReach)));
}

} // namespace

FlockToolBar::FlockToolBar(FlockTools *tools, QWidget *parent)
    : QWidget(parent)
    , m_tools(tools)
    , m_group(new QActionGroup{this})
    , m_clear(nullptr)
    , m_reach(new QSlider{Qt::Horizontal, this})
    , m_reachText(new QLabel{this})
    , m_hint(new QLabel{this})
{
    auto *row = new QHBoxLayout{this};
    row->setContentsMargins(6, 3, 10, 3);
    row->setSpacing(2);
    for (const FlockToolInfo &info : flockToolInfos()) {
        QAction *action = add(tr(info.name), tr(info.toolTip), info.key);
        action->setCheckable(true);
        m_group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, tool = info.tool] { m_tools->setTool(tool); });
        addButton(action);
    }
    m_clear = add(tr("Clear obstacles"), tr("Removes all obstacles and goals"),
                  int{Qt::ControlModifier} | int{Qt::Key_Backspace});
    connect(m_clear, &QAction::triggered, m_tools, &FlockTools::clearObstacles);
    addButton(m_clear);

    const QString reachTip =
        tr("How far the tool reaches, in world units (Shift and the wheel over the flock).");
    m_reach->setRange(0, SliderSteps);
    m_reach->setFixedWidth(90);
    m_reach->setFocusPolicy(Qt::TabFocus);
    m_reach->setToolTip(reachTip);
    m_reach->setAccessibleName(tr("Reach"));
    m_reachText->setToolTip(reachTip);
    m_reachText->setMinimumWidth(fontMetrics().horizontalAdvance(tr("reach %1").arg(2000)));
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // gives way to the rest
    row->addSpacing(8);
    row->addWidget(m_reach);
    row->addWidget(m_reachText);
    row->addSpacing(8);
    row->addWidget(m_hint, 1);
    connect(m_reach, &QSlider::valueChanged, this,
            [this](int position) { m_tools->setReach(reachAt(position)); });
    connect(m_tools, &FlockTools::toolChanged, this, &FlockToolBar::showTool);
    connect(m_tools, &FlockTools::reachChanged, this, &FlockToolBar::showReach);
    drawIcons();
    showTool();
    showReach();
}

QAction *FlockToolBar::add(const QString &text, const QString &toolTip, int key)
{
    auto *action = new QAction{text, this};
    action->setShortcut(QKeySequence{key});
    action->setToolTip(QStringLiteral("%1 (%2)").arg(
        toolTip, action->shortcut().toString(QKeySequence::NativeText)));
    m_actions.append(action);
    return action;
}

void FlockToolBar::addButton(QAction *action)
{
    auto *button = new QToolButton{this};
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus); // a click leaves the keyboard to the shortcuts
    button->setAccessibleName(action->text());
    layout()->addWidget(button);
}

void FlockToolBar::setUsable(bool usable)
{
    setVisible(usable);
    for (QAction *action : std::as_const(m_actions))
        action->setEnabled(usable);
    if (!usable)
        m_tools->letGo();
}

void FlockToolBar::showTool()
{
    m_actions[static_cast<int>(m_tools->tool())]->setChecked(true);
    showHint();
}

void FlockToolBar::showHint()
{
    const QString text = tr(infoOf(m_tools->tool()).toolTip);
    m_hint->setToolTip(text);
    m_hint->setText(m_hint->fontMetrics().elidedText(text, Qt::ElideRight, m_hint->width()));
}

void FlockToolBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    showHint();
}

void FlockToolBar::showReach()
{
    const bool reaches = m_tools->reach() > 0;
    m_reach->setEnabled(reaches);
    m_reachText->setEnabled(reaches);
    if (!reaches) {
        m_reachText->setText(tr("reach –"));
        return;
    }
    const QSignalBlocker quiet{m_reach};
    m_reach->setValue(positionOf(m_tools->reach()));
    m_reachText->setText(tr("reach %1").arg(std::lround(m_tools->reach())));
}

void FlockToolBar::drawIcons()
{
    const QColor color = palette().color(QPalette::ButtonText);
    for (const FlockToolInfo &info : flockToolInfos())
        m_actions[static_cast<int>(info.tool)]->setIcon(toolIcon(info.tool, color));
    m_clear->setIcon(clearIcon(color));
}

void FlockToolBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_clear)
        drawIcons();
}

} // namespace cownscope::ui
