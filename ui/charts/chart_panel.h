// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QChart>
#include <QStringList>
#include <QWidget>

class QAbstractItemModel;
class QChartView;

namespace cownscope::ui {

// What all charts share: a headline above a chart without animation or antialiasing. The panel
// paints the axis labels itself: the plot keeps its place when they change, and nothing is cut.
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

    // Where the plot lies, its first and last lines included, in the panel's coordinates.
    QRect plotRect() const;

    // Beside the plot, whose height the model's headers share: each header with its value.
    void paintRows(QPainter &painter, const Scene &scene, const QAbstractItemModel &model,
                   Qt::Orientation headers, const QStringList &values) const;

    // Axes only give the scale and the grid.
    static void styleAxis(QAbstractAxis *axis, const QColor &grid);

    virtual void paintLabels(QPainter &painter, const Scene &scene) = 0;
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
    int headlineHeight() const;
    void placePlot();

    Gutters m_gutters;
    QString m_title;
    QList<Note> m_notes;
    QChart *m_chart; // owned by the view
    QChartView *m_view;
};

} // namespace cownscope::ui
