// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/option_controls.h"

#include "ui/controls/number_field.h"
#include "ui/controls/option_text.h"
#include "ui/controls/section.h"

#include <QCheckBox>
#include <QPushButton>
#include <QVBoxLayout>

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
            addFlag(section, option);
        else
            addNumber(section, option);
    }
    auto *defaults = new QPushButton{tr("Default sizes"), this};
    connect(defaults, &QPushButton::clicked, this, &OptionControls::setDefaults);
    section->addWide(defaults);
    auto *column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(section);
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
    m_rows.push_back({&option, field, nullptr});
}

void OptionControls::addFlag(Section *section, const Option &option)
{
    auto *box = new QCheckBox{QString::fromStdString(option.title), this};
    box->setToolTip(explanationOf(option));
    connect(box, &QCheckBox::clicked, this, [this] {
        enableRows();
        Q_EMIT changed();
    });
    section->addWide(box);
    m_rows.push_back({&option, nullptr, box});
}

lab::Json OptionControls::valueOf(const Row &row) const
{
    if (row.flag)
        return row.flag->isChecked();
    const double value = row.number->value();
    if (row.option->kind == Option::Kind::MatrixSize)
        return lab::Json::array(
            {static_cast<std::uint64_t>(value), static_cast<std::uint64_t>(value)});
    return value;
}

lab::Configuration OptionControls::edited(lab::Configuration configuration) const
{
    for (const Row &row : m_rows) {
        if (row.number && row.number->value() == row.shown)
            continue; // with all its digits
        const lab::Json value = valueOf(row);
        if (value != row.option->get(configuration))
            row.option->set(configuration, value);
    }
    return configuration;
}

void OptionControls::showValues(const lab::Configuration &configuration)
{
    for (const Row &row : m_rows) {
        const lab::Json value = row.option->get(configuration);
        if (row.flag)
            row.flag->setChecked(value.get<bool>());
        else
            row.number->setValue((value.is_array() ? value[0] : value).get<double>());
    }
}

void OptionControls::setConfiguration(const lab::Configuration &configuration)
{
    m_configuration = configuration;
    showValues(configuration);
    for (Row &row : m_rows)
        row.shown = row.number ? row.number->value() : 0;
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
    for (const Row &row : m_rows) {
        if (row.number)
            row.number->setEnabled(row.option->hasEffect(now));
    }
}

} // namespace cownscope::ui
