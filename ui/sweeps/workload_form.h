// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "ui/controls/option_rows.h"

#include <QWidget>

#include <map>

class QLabel;

namespace cownscope::ui {

class Notice;
class NumberBox;

// Edits the base configuration of a sweep for one workload: its important options, and a summary of
// the other options.
class WorkloadForm : public QWidget
{
    Q_OBJECT

public:
    explicit WorkloadForm(const lab::Configuration &base, QWidget *parent = nullptr);

    const lab::Workload &workload() const { return *m_base.workload; }
    lab::Configuration configuration() const;
    // Of the same workload; does not emit edited().
    void setConfiguration(const lab::Configuration &base);

    void setAxis(const std::string &axis); // the option that the sweep varies cannot be edited
    QString summary() const;               // of the options that are not edited here
    Outcome status() const;                // fails if a number is invalid

Q_SIGNALS:
    void edited();

private:
    void addNumber(Section *section, const lab::Option &option);
    void change();
    void enableRows();
    void showSummary();

    lab::Configuration m_base; // the configuration before edits
    OptionRows<NumberBox> m_rows;
    std::map<const NumberBox *, QLabel *> m_labels;
    std::string m_axis;
    Notice *m_summary;
};

} // namespace cownscope::ui
