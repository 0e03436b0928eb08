// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/results/point_table_model.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QPlainTextEdit;

namespace cownscope::ui {

class WorkerBars;

// The details of one point: the counters of its workers, the derived metrics, and the error if it
// failed.
class PointDetails : public QWidget
{
    Q_OBJECT

public:
    // The set must outlive the widget.
    explicit PointDetails(const ResultSet *set, QWidget *parent = nullptr);

    void setPlace(const PointId &place);

private:
    void refresh(); // the point may have changed or been removed
    const lab::Point *point() const;
    void showHeadline();
    void showError();
    void showCounters();
    void showBars();
    void showMetrics();

    const ResultSet *m_set;
    PointId m_place;
    QLabel *m_name;
    QLabel *m_headline;
    QPlainTextEdit *m_error;
    QComboBox *m_counter;
    QComboBox *m_over;
    WorkerBars *m_bars;
    QWidget *m_metrics;
    QFormLayout *m_rows;
};

} // namespace cownscope::ui
