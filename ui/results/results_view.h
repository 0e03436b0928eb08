// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "ui/results/point_table_model.h"
#include "ui/results/sweep_plot.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSplitter;
class QStackedWidget;

namespace cownscope::ui {

class PointDetails;
class PointTable;
class ResultList;
class SweepChart;
class TransportView;

// Shows the open results: a list; the sweeps with a chart, a table of all points, and the details
// of one point; or, if that is selected, a result of transports.
class ResultsView : public QWidget
{
    Q_OBJECT

public:
    // The set must outlive the view.
    explicit ResultsView(ResultSet *set, QWidget *parent = nullptr);

    int selectedResult() const; // 0 if none
    void selectResult(int id);
    void setMode(PlotMode mode);

    QWidget *chartWidget();

    // Depending on the suffix, exports the selected result (.json), the table (.csv), or the chart
    // as shown (.png, .svg).
    Outcome exportTo(const QString &path);

Q_SIGNALS:
    void openRequested();
    void saveRequested(int id);
    void closeRequested(int id);
    void compareRequested(int id, int other);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeChartPane();
    void showSelected();
    bool areTransportsShown() const;
    void arrange(bool narrow);
    void selectPoint(const PointId &place);
    void plotChanged();

    ResultSet *m_set;
    QSplitter *m_all;        // the list, and everything else
    QStackedWidget *m_pages; // the sweeps, or the transports
    QSplitter *m_points;     // the table and the details
    bool m_narrow = false;
    ResultList *m_list;
    SweepChart *m_chart;
    PointTable *m_table;
    PointDetails *m_details;
    TransportView *m_transports;
    QComboBox *m_mode;
    QLabel *m_leftOut;
};

} // namespace cownscope::ui
