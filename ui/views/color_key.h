// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/color_maps.h"

#include <QWidget>

namespace cownscope::ui {

// Says below a view what its colors mean: a wheel of headings, a ramp of speeds with its ends in
// units, or the workers' colors. A note on the right says what is on view.
class ColorKey : public QWidget
{
    Q_OBJECT

public:
    explicit ColorKey(QWidget *parent = nullptr);

    void setMode(ColorMode mode);
    void setSpeedLimit(double unitsPerStep);
    void setWorkers(unsigned workers);
    void setNote(const QString &note);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int paintHeading(QPainter &painter) const; // each gives the x where it ends
    int paintSpeed(QPainter &painter) const;
    int paintWorkers(QPainter &painter, int limit) const;

    ColorMode m_mode = ColorMode::Heading;
    double m_speedLimit = 15;
    unsigned m_workers = 1;
    QString m_note;
};

} // namespace cownscope::ui
