// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/sweep/plan.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace cownscope::ui {

class Notice;
class NumberBox;
class Section;
class WorkloadForm;

// The form that describes a sweep. The whole plan is validated while the user types. Errors are
// shown in place, and an invalid plan cannot be run.
class SweepForm : public QWidget
{
    Q_OBJECT

public:
    // Returns the live configuration; called when the user copies it into the form.
    using Live = std::function<lab::Configuration()>;

    explicit SweepForm(Live live, QWidget *parent = nullptr);

    // The plan as entered; nothing while it is invalid.
    const std::optional<lab::SweepPlan> &plan() const { return m_plan; }

    // Also selects the workload. Durations and repeats do not change.
    void setConfiguration(const lab::Configuration &base);

    void focusFirstField(); // not a focus proxy, which would make Tab skip the fields before it

    // Shows the outcome of the last sweep until the next edit.
    void setOutcome(const QString &sentence, const QStringList &warnings);
    void setProblem(const QString &sentence); // shown until the next edit

Q_SIGNALS:
    void runRequested(const cownscope::lab::SweepPlan &plan);

private:
    void addWorkloads(QWidget *content);
    void addPlan(Section *section);
    void chooseWorkload();
    void chooseAxis();
    void followDuration();
    void check();
    lab::Experiment experiment() const;
    lab::SweepPlan planned() const;
    Outcome statusOfNumbers() const;
    void showEstimate();
    void run();
    WorkloadForm *workload() const;
    std::string axis() const;

    Live m_live;
    std::optional<lab::SweepPlan> m_plan;
    QComboBox *m_workload;
    std::vector<WorkloadForm *> m_workloads; // in the order of m_workload
    QComboBox *m_axis;
    QLineEdit *m_values;
    Notice *m_valuesProblem;
    NumberBox *m_repeats;
    NumberBox *m_duration;
    NumberBox *m_warmup;
    bool m_warmupFollows = true; // follows the duration until the user edits it
    std::vector<QWidget *> m_timing;
    QComboBox *m_order;
    NumberBox *m_seed;
    Notice *m_problem;
    Notice *m_warnings;
    QLabel *m_estimate;
    Notice *m_outcome;
    Notice *m_outcomeWarnings;
    QPushButton *m_run;
};

} // namespace cownscope::ui
