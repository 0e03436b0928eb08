// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/workload_form.h"

#include "ui/controls/number_box.h"
#include "ui/controls/option_text.h"
#include "ui/controls/section.h"
#include "ui/sweeps/notice.h"

#include <QCheckBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <set>

namespace cownscope::ui {

using lab::Option;

WorkloadForm::WorkloadForm(const lab::Configuration &base, QWidget *parent)
    : QWidget(parent)
    , m_base(base)
    , m_summary(new Notice{Notice::Kind::Remark, this})
{
    auto *section = new Section{tr("Base configuration"), this};
    for (const Option &option : workload().options()) {
        if (!option.isOffered(Option::Form))
            continue;
        if (option.kind == Option::Kind::Flag)
            addFlag(section, option);
        else
            addNumber(section, option);
    }
    auto *column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(section);
    column->addWidget(m_summary);
    setConfiguration(base);
}

void WorkloadForm::addNumber(Section *section, const Option &option)
{
    const bool automatic = !option.automatic.empty();
    auto *box = new NumberBox{automatic ? 0 : option.least, option.most, option.decimals, this};
    box->setSpecialValueText(automatic ? tr("auto") : QString{});
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    QLabel *label =
        section->addRow(QString::fromStdString(option.title), box, explanationOf(option));
    connect(box, &NumberBox::statusChanged, this, &WorkloadForm::edited);
    connect(box, &NumberBox::valueChanged, this, &WorkloadForm::change);
    m_rows.push_back({&option, box, nullptr, label});
}

void WorkloadForm::addFlag(Section *section, const Option &option)
{
    auto *flag = new QCheckBox{QString::fromStdString(option.title), this};
    flag->setObjectName(QString::fromStdString(option.name));
    flag->setToolTip(explanationOf(option));
    section->addWide(flag);
    connect(flag, &QCheckBox::clicked, this, &WorkloadForm::change);
    m_rows.push_back({&option, nullptr, flag, nullptr});
}

lab::Json WorkloadForm::valueOf(const Row &row) const
{
    if (row.flag)
        return row.flag->isChecked();
    const double value = row.box->value();
    if (row.option->kind == Option::Kind::MatrixSize)
        return lab::Json::array(
            {static_cast<std::uint64_t>(value), static_cast<std::uint64_t>(value)});
    return value;
}

lab::Configuration WorkloadForm::configuration() const
{
    lab::Configuration configuration = m_base;
    for (const Row &row : m_rows) {
        if (row.box && row.box->value() == row.shown)
            continue; // with all its digits
        const lab::Json value = valueOf(row);
        if (value != row.option->get(configuration))
            row.option->set(configuration, value);
    }
    return configuration;
}

void WorkloadForm::setConfiguration(const lab::Configuration &base)
{
    m_base = base;
    for (Row &row : m_rows) {
        const lab::Json value = row.option->get(m_base);
        if (row.flag) {
            row.flag->setChecked(value.get<bool>());
            continue;
        }
        const QSignalBlocker quiet{row.box};
        const lab::Json number = value.is_array() ? value[0] : value;
        row.box->setValue(number.is_null() ? 0 : number.get<double>());
        row.shown = row.box->value();
    }
    enableRows();
    showSummary();
}

void WorkloadForm::change()
{
    enableRows();
    showSummary();
    Q_EMIT edited();
}

void WorkloadForm::setAxis(const std::string &axis)
{
    m_axis = axis;
    enableRows();
}

void WorkloadForm::enableRows()
{
    const lab::Configuration now = configuration();
    for (const Row &row : m_rows) {
        if (!row.box)
            continue;
        const bool swept = !m_axis.empty() && row.option->name == m_axis;
        const bool enabled = !swept && row.option->hasEffect(now);
        row.box->setEnabled(enabled);
        row.label->setEnabled(enabled);
    }
}

Outcome WorkloadForm::status() const
{
    for (const Row &row : m_rows) {
        if (!row.box || !row.box->isEnabled())
            continue;
        if (const Outcome status = row.box->status(); !status)
            return Outcome::failure(row.label->text().toStdString() + ": " + status.reason());
    }
    return {};
}

QString WorkloadForm::summary() const
{
    std::set<std::string> edited{"repeats", "duration", "warmup", "seed"};
    for (const Row &row : m_rows) {
        for (const std::string &name : row.option->inputNames())
            edited.insert(name);
    }
    const lab::Json present = lab::inputsJson(lab::Experiment{configuration()});
    const lab::Json usual = lab::inputsJson(lab::Experiment{workload()});
    QStringList differing;
    for (const auto &[name, value] : present.items()) {
        const bool isUsual = usual.contains(name) && usual.at(name) == value;
        if (edited.contains(name) || isUsual || value.is_array()) // influences tell their number
            continue;
        QString text = QString::fromStdString(name);
        text.replace(u'_', u' ');
        if (!value.is_object())
            text += u' ' + QString::fromStdString(lab::axisValueText(value));
        differing.append(text);
    }
    if (differing.isEmpty())
        return tr("Everything else has its default value.");
    return tr("Also: %1.").arg(differing.join(QStringLiteral(", ")));
}

void WorkloadForm::showSummary()
{
    m_summary->setSentence(summary());
}

} // namespace cownscope::ui
