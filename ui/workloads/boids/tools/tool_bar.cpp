// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/tools/tool_bar.h"

#include "ui/workloads/boids/tools/flock_tools.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPixmap>
#include <QSlider>
#include <QToolButton>

#include <cmath>

namespace cownscope::ui {
namespace {

constexpr int IconSize = 64; // scaled down by QIcon

// Icons are drawn in the color of the text beside them, so that they fit light and dark themes.
class Drawing
{
public:
    explicit Drawing(const QColor &color)
        : m_pixmap(IconSize, IconSize)
        , m_color(color)
    {
        m_pixmap.fill(Qt::transparent);
        m_painter.begin(&m_pixmap);
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setBrush(color);
        m_painter.setPen(Qt::NoPen);
    }

    QIcon icon()
    {
        m_painter.end();
        return QIcon{m_pixmap};
    }

    void disk(double x, double y, double radius)
    {
        m_painter.setPen(Qt::NoPen);
        m_painter.drawEllipse(QPointF{x, y}, radius, radius);
    }

    void line(const QPointF &from, const QPointF &to)
    {
        m_painter.setPen(QPen{m_color, 6, Qt::SolidLine, Qt::RoundCap});
        m_painter.drawLine(from, to);
    }

    void triangle(const QPointF &a, const QPointF &b, const QPointF &c)
    {
        m_painter.setPen(Qt::NoPen);
        m_painter.drawPolygon(QPolygonF{{a, b, c}});
    }

    // Four arrow heads. `tip` and `base` are distances from the center.
    void arrows(double tip, double base)
    {
        for (int turn = 0; turn < 4; ++turn) {
            m_painter.save();
            m_painter.translate(IconSize / 2, IconSize / 2);
            m_painter.rotate(90 * turn);
            triangle({0, -tip}, {-10, -base}, {10, -base});
            m_painter.restore();
        }
    }

private:
    QPixmap m_pixmap;
    QPainter m_painter;
    QColor m_color;
};

void drawBoid(Drawing &drawing)
{
    drawing.triangle({42, 12}, {4, 24}, {22, 56});
}

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

QIcon toolIcon(FlockTool tool, const QColor &color)
{
    Drawing drawing{color};
    switch (tool) {
    case FlockTool::MoveView:
        drawing.line({32, 12}, {32, 52});
        drawing.line({12, 32}, {52, 32});
        drawing.arrows(31, 18);
        break;
    case FlockTool::Predator:
        drawing.disk(32, 32, 9);
        drawing.arrows(31, 17);
        break;
    case FlockTool::Attractor:
        drawing.disk(32, 32, 9);
        drawing.arrows(16, 30);
        break;
    case FlockTool::Obstacle:
        drawing.disk(14, 44, 11);
        drawing.disk(32, 30, 11);
        drawing.disk(50, 18, 11);
        break;
    case FlockTool::Eraser:
        drawing.disk(14, 44, 11);
        drawing.disk(50, 18, 11);
        drawing.line({22, 20}, {42, 42});
        drawing.line({42, 20}, {22, 42});
        break;
    case FlockTool::AddBoids:
        drawBoid(drawing);
        drawing.line({40, 48}, {60, 48});
        drawing.line({50, 38}, {50, 58});
        break;
    case FlockTool::RemoveBoids:
        drawBoid(drawing);
        drawing.line({40, 48}, {60, 48});
        break;
    }
    return drawing.icon();
}

QIcon clearIcon(const QColor &color)
{
    Drawing drawing{color};
    drawing.line({14, 14}, {50, 50});
    drawing.line({50, 14}, {14, 50});
    return drawing.icon();
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
        QAction *action = add(info.name, info.toolTip, info.key);
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
    m_hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // shrinks first
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
    // A click leaves the focus where it is, so that shortcuts work.
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    layout()->addWidget(button);
}

void FlockToolBar::setUsable(bool usable)
{
    setVisible(usable);
    for (QAction *action : std::as_const(m_actions))
        action->setEnabled(usable);
    if (!usable)
        m_tools->releaseMouse();
}

void FlockToolBar::showTool()
{
    m_actions[static_cast<int>(m_tools->tool())]->setChecked(true);
    showHint();
}

void FlockToolBar::showHint()
{
    const QString text = infoOf(m_tools->tool()).toolTip;
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
