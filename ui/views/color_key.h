// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/color_maps.h"
#include "ui/style/worker_key.h"

#include <QWidget>

#include <cstdint>
#include <functional>
#include <utility>

namespace cownscope::ui {

// The legend below a view: a wheel of headings, a ramp of speeds, the colors of the workers, and so
// on. A note on the right describes what is shown.
class ColorKey : public QWidget
{
    Q_OBJECT

public:
    explicit ColorKey(QWidget *parent = nullptr);

    void setMode(ColorMode mode) { set(m_mode, mode); }
    // The number of boids per pixel that has the last color. 0: the color mode is shown instead.
    void setDensity(std::uint32_t top) { set(m_density, top); }
    void setSpeedLimit(double unitsPerStep) { set(m_speedLimit, unitsPerStep); }
    void setWorkers(unsigned workers) { set(m_workers, workers); }
    void setNote(const QString &note) { set(m_note, note); }

    QSize sizeHint() const override { return {400, fontMetrics().height() + 18}; }
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    template <class Value>
    void set(Value &member, const Value &value)
    {
        if (std::exchange(member, value) != value)
            update();
    }
    WorkerKey workerKey() const;
    int reservedNoteWidth() const;             // width reserved for the note
    int paintHeading(QPainter &painter) const; // these functions return the x where they end
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
