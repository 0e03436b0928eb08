// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_board.h"

#include "ui/style/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace cownscope::ui {
namespace {

constexpr int LeastWidth = 210; // of a panel that is not alone in its row
constexpr int Gap = 1;

} // namespace

ChartBoard::ChartBoard(const QList<QWidget *> &panels, QWidget *parent)
    : QWidget(parent)
    , m_panels(panels)
{
    for (QWidget *panel : m_panels) {
        panel->setParent(this);
        panel->installEventFilter(this);
    }
    QSizePolicy policy{QSizePolicy::Expanding, QSizePolicy::Expanding};
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QList<QWidget *> ChartBoard::shownPanels() const
{
    QList<QWidget *> shown;
    for (QWidget *panel : m_panels) {
        // A panel that was not hidden explicitly becomes visible together with the board.
        if (!panel->isHidden() || !panel->testAttribute(Qt::WA_WState_ExplicitShowHide))
            shown.append(panel);
    }
    return shown;
}

int ChartBoard::columnsFor(int width) const
{
    const int count = std::max(static_cast<int>(shownPanels().size()), 1);
    const int fitting = std::clamp(width / LeastWidth, 1, count);
    // Use as few rows as possible, then as few columns as these rows need. This keeps the last row
    // full.
    const int rows = (count + fitting - 1) / fitting;
    return (count + rows - 1) / rows;
}

int ChartBoard::heightForWidth(int width) const
{
    const int columns = columnsFor(width);
    const int rows = (static_cast<int>(shownPanels().size()) + columns - 1) / columns;
    return rows * (LeastPanelHeight + Gap);
}

QSize ChartBoard::minimumSizeHint() const
{
    return {LeastWidth, LeastPanelHeight};
}

bool ChartBoard::eventFilter(QObject *panel, QEvent *event)
{
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent) {
        arrange();
        updateGeometry();
    }
    return QWidget::eventFilter(panel, event);
}

void ChartBoard::arrange()
{
    const QList<QWidget *> panels = shownPanels();
    const int columns = columnsFor(width());
    const int rows = (static_cast<int>(panels.size()) + columns - 1) / columns;
    for (int i = 0; i < panels.size(); ++i) {
        const int column = i % columns;
        const int row = i / columns;
        const int left = column * (width() + Gap) / columns;
        const int right = (column + 1) * (width() + Gap) / columns - Gap;
        const int top = Gap + row * height() / rows;
        const int bottom = (row + 1) * height() / rows;
        panels[i]->setGeometry(left, top, right - left, bottom - top);
    }
}

void ChartBoard::paintEvent(QPaintEvent *)
{
    QPainter{this}.fillRect(rect(), sceneFor(shadeOf(palette())).grid); // visible in the gaps
}

} // namespace cownscope::ui
