// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/workload.h"
#include "ui/controls/workload_controls.h"

#include <vector>

class QCheckBox;

namespace cownscope::ui {

class NumberField;
class Section;

// A control for each option that the workload offers there.
class OptionControls : public WorkloadControls
{
    Q_OBJECT

public:
    explicit OptionControls(const lab::Workload &workload, QWidget *parent = nullptr);

    lab::Configuration edited(lab::Configuration configuration) const override;
    void setConfiguration(const lab::Configuration &configuration) override;

private:
    struct Row
    {
        const lab::Option *option;
        NumberField *number = nullptr; // one of the two
        QCheckBox *flag = nullptr;
        double shown = 0; // by the field without an edit
    };
    void addNumber(Section *section, const lab::Option &option);
    void addFlag(Section *section, const lab::Option &option);
    void showValues(const lab::Configuration &configuration);
    void setDefaults();
    void enableRows();
    lab::Json valueOf(const Row &row) const;

    lab::Configuration m_configuration;
    std::vector<Row> m_rows;
};

} // namespace cownscope::ui
