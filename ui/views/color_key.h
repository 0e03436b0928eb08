// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/color_maps.h"
#include "ui/style/worker_key.h"

#include <QWidget>

#include <cstdint>
#include <functional>

namespace cownscope::ui {

// Says below a view what its colors mean: a wheel of headings, a ramp of speeds with its ends in
// units, the workers' colors, … A note on the right says what is on view.
class ColorKey : public QWidget
{
    Q_OBJECT

public:
    explicit ColorKey(QWidget *parent = nullptr);

    void setMode(ColorMode mode);
    void setDensity(std::uint32_t top); // shown instead of the mode, unless 0
    void setSpeedLimit(double unitsPerStep);
    void setWorkers(unsigned workers);
    void setNote(const QString &note);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    WorkerKey workerKey() const;
    int noteRoom() const;                      // kept for the note, whatever the colors need
    int paintHeading(QPainter &painter) const; // each gives the x where it ends
    int paintSpeed(QPainter &painter) const;
    int paintWorkers(QPainter &painter) const;
    int paintCost(QPainter &painter) const;
    int paintSpecies(QPainter &painter) const;
    int paintDensity(QPainter &painter) const;
    int paintRamp(QPainter &painter, int x, const std::function<QColor(double)> &color) const;

    ColorMode m_mode = ColorMode::Heading;
    std::uint32_t m_density = 0;
    double m_speedLimit = 15;
    unsigned m_workers = 1;
    QString m_note;
};

} // namespace cownscope::ui
