// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sweeps/workload_fields.h"

#include <QWidget>

class QCheckBox;
class QLabel;

namespace cownscope::ui {

class Notice;
class NumberBox;
class Section;

// The configuration of one workload from which a sweep departs: its important sizes, edited, and a
// line about the rest.
class WorkloadForm : public QWidget
{
    Q_OBJECT

public:
    explicit WorkloadForm(const lab::Experiment &base, QWidget *parent = nullptr);

    lab::Experiment experiment() const; // the world fitted to the neighbors, if they are given
    void setExperiment(const lab::Experiment &base); // of the same workload; without telling

    void setAxis(const std::string &axis); // what it varies cannot be edited
    QString summary() const;               // of what is not edited here
    QString problem() const;               // of a number that cannot be taken over, or empty

Q_SIGNALS:
    void edited();

private:
    void addNullPayload(Section *section);
    void showSummary();

    struct Row
    {
        WorkloadField field;
        NumberBox *box;
        QLabel *label;
    };

    lab::Experiment m_base;
    std::vector<Row> m_rows;
    std::string m_axis;
    QCheckBox *m_nullPayload = nullptr; // where there is one
    Notice *m_summary;
};

} // namespace cownscope::ui
