// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/transport_file.h"
#include "ui/charts/chart_panel.h"
#include "ui/transport/transport_plot.h"

#include <optional>

class QValueAxis;

namespace cownscope::ui {

class TransportMarks;

// Plots MB/s over the size of an item: a line for each kind and transport, with its 95 % interval
// as a band, and a legend that explains colors and markers (kinds) and styles (transports)
// separately.
class TransportChart : public ChartPanel
{
    Q_OBJECT

public:
    explicit TransportChart(QWidget *parent = nullptr);

    void setFile(const lab::transport::TransportFile &file);
    void setLogarithmic(bool on); // the axis of MB/s
    void setCurrentRow(std::optional<std::size_t> row);
    void bringUpToDate() { refresh(); } // even while hidden

    const TransportPlot &plot() const { return m_plot; }
    // The scales from the edges of the chart.
    const PlaceScale &sizes() const { return m_sizes; }
    const PlaceScale &throughput() const { return m_throughput; }

    // The row whose mean is near a position, in widget coordinates; or null.
    const TransportMark *markAt(const QPoint &position) const;
    QPoint positionOf(const TransportMark &mark) const;

    QSize sizeHint() const override { return {640, 360}; }
    QSize minimumSizeHint() const override { return {300, 220}; }

Q_SIGNALS:
    void rowChosen(std::size_t row); // by a click

protected:
    void refresh() override;
    void applyColors(const Scene &scene) override;
    QList<Scale> scales(const Scene &scene) const override;
    void paintLabels(QPainter &painter, const Scene &scene) override;
    void paintHeadline(QPainter &painter, const QRect &area) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void addBand(const TransportLine &line);
    void addLine(const TransportLine &line);
    template <typename Series>
    Series *added(Series *series);
    QPointF placeOf(const TransportMark &mark, double mbPerSecond) const;
    void paintLegend(QPainter &painter, const Scene &scene, const QRect &area) const;

    TransportPlot m_plot;
    QStringList m_missing; // "interrupted with 3 of 36 measured", "1 skipped"
    PlaceScale m_sizes;
    PlaceScale m_throughput;
    bool m_isLogarithmic = false;
    QValueAxis *m_horizontal; // both from 0 to 1: the scales place the data
    QValueAxis *m_vertical;
    TransportMarks *m_marks;
};

} // namespace cownscope::ui
