// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controls/option_rows.h"
#include "ui/controls/workload_controls.h"

namespace cownscope::ui {

class NumberField;

// A control for each option of the workload that can be changed live.
class OptionControls : public WorkloadControls
{
    Q_OBJECT

public:
    explicit OptionControls(const lab::Workload &workload, QWidget *parent = nullptr);

    lab::Configuration edited(lab::Configuration configuration) const override;
    void setConfiguration(const lab::Configuration &configuration) override;

private:
    void addNumber(Section *section, const lab::Option &option);
    void showValues(const lab::Configuration &configuration);
    void setDefaults();
    void enableRows();

    lab::Configuration m_configuration;
    OptionRows<NumberField> m_rows;
};

} // namespace cownscope::ui
