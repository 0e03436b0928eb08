// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

namespace cownscope::ui {

// A bar chart with one bar per worker, in its color. It does not use Qt Charts, which needs a
// series per color; there may be a thousand workers.
class WorkerBars : public QWidget
{
    Q_OBJECT

public:
    explicit WorkerBars(QWidget *parent = nullptr);

    void setValues(const QList<double> &values); // by worker
    const QList<double> &values() const { return m_values; }

    QSize sizeHint() const override { return {260, 110}; }
    QSize minimumSizeHint() const override { return {120, 64}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF plotRect() const;

    QList<double> m_values;
};

} // namespace cownscope::ui
