// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QChart>
#include <QStringList>
#include <QWidget>

class QAbstractBarSeries;
class QAbstractItemModel;

namespace cownscope::ui {

// Base class of all charts: a headline above a chart without animation and antialiasing. The panel
// paints the grid and the labels itself, from the same scales. So they always match, the plot does
// not move when labels change, and no label is cut off. The axes of Qt Charts are invisible and
// only position the data, since they follow a plot area that is set manually late or never.
class ChartPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ChartPanel(const QString &title, QWidget *parent = nullptr);

    // A colored text at the right end of the headline: a legend entry with the current value.
    struct Note
    {
        QString text;
        QColor color;
        bool operator==(const Note &) const = default;
    };

    QSize sizeHint() const override { return {330, 160}; }
    QSize minimumSizeHint() const override { return {190, 126}; }

protected:
    QChart *chart() const { return m_chart; }
    Shade shade() const { return shadeOf(palette()); }

    // Whether the panel is on screen. A hidden panel is refreshed when it is shown.
    bool canBeSeen() const { return isVisible() && !visibleRegion().isEmpty(); }
    void refreshIfSeen()
    {
        if (canBeSeen())
            refresh();
    }

    void setTitle(const QString &title);
    void setNotes(const QList<Note> &notes);

    virtual void refresh() = 0; // updates the chart from its model
    virtual void applyColors(const Scene &scene) = 0;

    // Space for labels around the plot, in pixels.
    struct Gutters
    {
        int left = 46;
        int right = 14;
        int bottom = 20;
    };
    void setGutters(const Gutters &gutters);

    // The plot area in the coordinates of the panel. Data extends to its edges.
    QRect plotRect() const;

    // A mark of a scale.
    struct Tick
    {
        double place = 0; // position on the edge: 0 is left or bottom, 1 is right or top
        QString label;    // may be empty
    };
    // The ticks along an edge of the plot. If labels would overlap, only every n-th is shown.
    struct Scale
    {
        Qt::Edge edge = Qt::LeftEdge;
        QList<Tick> ticks;
        QColor color;
        bool hasGrid = true; // draws a line across the plot at each tick
    };
    virtual QList<Scale> scales(const Scene &scene) const = 0;
    static QList<Tick> evenTicks(const QStringList &labels); // evenly spaced from 0 to 1
    void updateScales(); // to be called when scales() has changed

    // Adds an invisible axis that positions the data.
    void addAxis(QAbstractAxis *axis, Qt::Alignment alignment);
    // Adds horizontal bars for percentages, one row per category from the bottom up.
    void addBars(QAbstractBarSeries *series, const QStringList &categories);

    // Paints the headers of the model and their values beside the plot, evenly spaced over its
    // height.
    void paintRows(QPainter &painter, const Scene &scene, const QAbstractItemModel &model,
                   Qt::Orientation headers, const QStringList &values) const;

    // Paints further labels around the plot.
    virtual void paintLabels(QPainter &, const Scene &) { }
    void updateLabels() { update(); }

    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

    // Paints between the title and the notes; for additions of subclasses to the headline.
    virtual void paintHeadline(QPainter &, const QRect &) { }

    QFont labelFont() const { return smallFont(font()); }
    // To be called by constructors of subclasses and when series are added or removed.
    void colorize();

private:
    class View;

    int headlineHeight() const { return fontMetrics().height() + 10; }
    void placePlot();
    void paintGrid(QPainter &painter, const QRectF &plot) const;
    void paintScale(QPainter &painter, const Scale &scale) const;

    Gutters m_gutters;
    QString m_title;
    QList<Note> m_notes;
    QChart *m_chart; // owned by the view
    View *m_view;
};

} // namespace cownscope::ui
