// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

namespace cownscope::ui {

// A grid of panels with equal cells. The number of columns depends on the width. Hidden panels
// leave no gap.
class ChartBoard : public QWidget
{
    Q_OBJECT

public:
    static constexpr int LeastPanelHeight = 126;

    explicit ChartBoard(const QList<QWidget *> &panels, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {6 * 260, 170}; }
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    bool eventFilter(QObject *panel, QEvent *event) override;
    void resizeEvent(QResizeEvent *) override { arrange(); }
    void paintEvent(QPaintEvent *event) override;

private:
    QList<QWidget *> shownPanels() const;
    int columnsFor(int width) const;
    void arrange();

    QList<QWidget *> m_panels;
};

} // namespace cownscope::ui
