// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

namespace cownscope::ui {

// The behaviors per second of each worker, as bars in the worker colors, relative to the busiest
// worker.
class WorkerRates : public QWidget
{
    Q_OBJECT

public:
    explicit WorkerRates(QWidget *parent = nullptr);

    void setRates(std::vector<double> rates); // one entry per worker; empty if unknown
    const std::vector<double> &rates() const { return m_rates; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintBars(class QPainter &painter, const QRect &area) const;

    std::vector<double> m_rates;
};

} // namespace cownscope::ui
