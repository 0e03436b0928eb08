// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QChart>
#include <QStringList>
#include <QWidget>

class QAbstractItemModel;

namespace cownscope::ui {

// What all charts share: a headline above a chart without animation or antialiasing. The panel
// paints grid and labels itself, both from the same scales: they cannot part, the plot keeps its
// place when labels change, and nothing is cut. The axes of Qt Charts only place the data; what
// they draw would follow a plot area that is set by hand late or never.
class ChartPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ChartPanel(const QString &title, QWidget *parent = nullptr);

    // A colored note at the right end of the headline: a legend and a current value in one.
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

    // True if somebody could see a change now; what is missed is caught up with when shown.
    bool canBeSeen() const;

    void setTitle(const QString &title);
    void setNotes(const QList<Note> &notes);

    virtual void refresh() = 0; // brings the chart up to date with its model
    virtual void applyColors(const Scene &scene) = 0;

    // Room for labels around the plot, pixels.
    struct Gutters
    {
        int left = 46;
        int right = 14;
        int bottom = 20;
    };
    void setGutters(const Gutters &gutters);

    // Where the plot lies, in the panel's coordinates: data from its left to its right edge, and
    // from its lower to its upper edge.
    QRect plotRect() const;

    // A mark of a scale.
    struct Tick
    {
        double place = 0; // on the plot's edge: 0 is left or below, 1 right or above
        QString label;    // beside it; may be empty
    };
    // What stands along an edge of the plot. Labels are left out evenly where they would meet.
    struct Scale
    {
        Qt::Edge edge = Qt::LeftEdge;
        QList<Tick> ticks;
        QColor color;
        bool hasGrid = true; // a line across the plot at each tick
    };
    virtual QList<Scale> scales(const Scene &scene) const = 0;
    static QList<Tick> evenTicks(const QStringList &labels); // from 0 to 1
    void updateScales();                                     // they may give something else now

    // Places the data on an axis that nobody sees.
    void addAxis(QAbstractAxis *axis, Qt::Alignment alignment);

    // Beside the plot, whose height the model's headers share: each header with its value.
    void paintRows(QPainter &painter, const Scene &scene, const QAbstractItemModel &model,
                   Qt::Orientation headers, const QStringList &values) const;

    // What there is to say around the plot beside the scales.
    virtual void paintLabels(QPainter &, const Scene &) { }
    void updateLabels() { update(); }

    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

    // Paints behind the title to the notes' left; for what a subclass has to add to the headline.
    virtual void paintHeadline(QPainter &, const QRect &) { }

    QFont labelFont() const;
    void colorize(); // to be called by constructors of subclasses, and when bars come or go

private:
    class View;

    int headlineHeight() const;
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
