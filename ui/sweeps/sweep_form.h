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

// Where a sweep is described. The whole plan is checked as it is typed: what is wrong is said in
// place, and nothing wrong can be run.
class SweepForm : public QWidget
{
    Q_OBJECT

public:
    // What runs live; asked when the user wants to begin from that.
    using Live = std::function<lab::Configuration()>;

    explicit SweepForm(Live live, QWidget *parent = nullptr);

    // As described; nothing while something is wrong.
    const std::optional<lab::SweepPlan> &plan() const { return m_plan; }

    // Chooses the workload, too. Durations and repeats stay as they are.
    void setConfiguration(const lab::Configuration &base);

    void takeKeyboard(); // no focus proxy: Tab would go to it past what stands before

    // Of the last sweep; until the next edit.
    void setOutcome(const QString &sentence, const QStringList &warnings);
    void setProblem(const QString &sentence); // why it could not be run; until the next edit

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
    std::vector<WorkloadForm *> m_workloads; // in the order of the box
    QComboBox *m_axis;
    QLineEdit *m_values;
    Notice *m_valuesProblem;
    NumberBox *m_repeats;
    NumberBox *m_duration;
    NumberBox *m_warmup;
    bool m_warmupFollows = true; // the duration, until it is edited
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
