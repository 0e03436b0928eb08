// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "lab/experiments/workload.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QLabel;

namespace cownscope::ui {

class Notice;
class NumberBox;
class Section;

// The configuration of one workload that a sweep begins with: its important options, edited, and a
// line about the rest.
class WorkloadForm : public QWidget
{
    Q_OBJECT

public:
    explicit WorkloadForm(const lab::Configuration &base, QWidget *parent = nullptr);

    const lab::Workload &workload() const { return *m_base.workload; }
    lab::Configuration configuration() const;
    void setConfiguration(const lab::Configuration &base); // of the same workload; without telling

    void setAxis(const std::string &axis); // what it varies cannot be edited
    QString summary() const;               // of what is not edited here
    Outcome status() const;                // fails if a number cannot be taken over

Q_SIGNALS:
    void edited();

private:
    struct Row
    {
        const lab::Option *option;
        NumberBox *box = nullptr; // one of the two
        QCheckBox *flag = nullptr;
        QLabel *label = nullptr; // of a box
        double shown = 0;        // by the box without an edit
    };
    void addNumber(Section *section, const lab::Option &option);
    void addFlag(Section *section, const lab::Option &option);
    lab::Json valueOf(const Row &row) const;
    void change();
    void enableRows();
    void showSummary();

    lab::Configuration m_base; // as it was before it was edited
    std::vector<Row> m_rows;
    std::string m_axis;
    Notice *m_summary;
};

} // namespace cownscope::ui
