// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/option_controls.h"

#include "ui/controls/number_field.h"
#include "ui/widgets.h"

#include <QPushButton>

namespace cownscope::ui {

using lab::Option;

OptionControls::OptionControls(const lab::Workload &workload, QWidget *parent)
    : WorkloadControls(parent)
    , m_configuration(workload)
{
    auto *section = new Section{QString::fromStdString(workload.about().title), this};
    for (const Option &option : workload.options()) {
        if (!option.isOffered(Option::Controls))
            continue;
        if (option.kind == Option::Kind::Flag)
            connect(m_rows.addFlag(option, section), &QCheckBox::clicked, this, [this] {
                enableRows();
                Q_EMIT changed();
            });
        else
            addNumber(section, option);
    }
    auto *defaults = new QPushButton{tr("Default sizes"), this};
    connect(defaults, &QPushButton::clicked, this, &OptionControls::setDefaults);
    section->addWide(defaults);
    columnIn(this, {section});
    setConfiguration(m_configuration);
}

void OptionControls::addNumber(Section *section, const Option &option)
{
    const bool automatic = !option.automatic.empty();
    NumberSpec spec;
    spec.least = automatic ? 0 : option.least;
    spec.most = option.most;
    spec.sliderMost = option.sliderMost;
    spec.decimals = option.decimals;
    spec.step = option.step;
    spec.logarithmic = option.logarithmic;
    spec.zeroText = automatic ? tr("auto") : QString{};
    auto *field = new NumberField{spec, this};
    field->addTo(section, QString::fromStdString(option.title), explanationOf(option));
    connect(field, &NumberField::edited, this, &WorkloadControls::changed);
    m_rows.addNumber(option, field);
}

lab::Configuration OptionControls::edited(lab::Configuration configuration) const
{
    return m_rows.edited(std::move(configuration));
}

void OptionControls::showValues(const lab::Configuration &configuration)
{
    m_rows.show(configuration, [](NumberField *field, double value) { field->setValue(value); });
}

void OptionControls::setConfiguration(const lab::Configuration &configuration)
{
    m_configuration = configuration;
    showValues(configuration);
    m_rows.markUnedited();
    enableRows();
}

void OptionControls::setDefaults()
{
    showValues(lab::Configuration{*m_configuration.workload});
    enableRows();
    Q_EMIT changed();
}

void OptionControls::enableRows()
{
    const lab::Configuration now = edited(m_configuration);
    for (const auto &row : m_rows.rows()) {
        if (row.number)
            row.number->setEnabled(row.option->hasEffect(now));
    }
}

} // namespace cownscope::ui
