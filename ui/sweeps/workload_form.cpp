// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/workload_form.h"

#include "ui/controls/number_box.h"
#include "ui/sweeps/notice.h"
#include "ui/widgets.h"

#include <QLabel>
#include <QSignalBlocker>

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
            connect(m_rows.addFlag(option, section), &QCheckBox::clicked, this,
                    &WorkloadForm::change);
        else
            addNumber(section, option);
    }
    columnIn(this, {section, m_summary}, 4);
    setConfiguration(base);
}

void WorkloadForm::addNumber(Section *section, const Option &option)
{
    const bool automatic = !option.automatic.empty();
    auto *box = new NumberBox{automatic ? 0 : option.least, option.most, option.decimals, this};
    box->setSpecialValueText(automatic ? tr("auto") : QString{});
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_labels[box] =
        section->addRow(QString::fromStdString(option.title), box, explanationOf(option));
    connect(box, &NumberBox::statusChanged, this, &WorkloadForm::edited);
    connect(box, &NumberBox::valueChanged, this, &WorkloadForm::change);
    m_rows.addNumber(option, box);
}

lab::Configuration WorkloadForm::configuration() const
{
    return m_rows.edited(m_base);
}

void WorkloadForm::setConfiguration(const lab::Configuration &base)
{
    m_base = base;
    m_rows.show(base, [](NumberBox *box, double value) {
        const QSignalBlocker quiet{box};
        box->setValue(value);
    });
    m_rows.markUnedited();
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
    for (const auto &row : m_rows.rows()) {
        if (!row.number)
            continue;
        const bool swept = !m_axis.empty() && row.option->name == m_axis;
        const bool enabled = !swept && row.option->hasEffect(now);
        row.number->setEnabled(enabled);
        m_labels.at(row.number)->setEnabled(enabled);
    }
}

Outcome WorkloadForm::status() const
{
    for (const auto &row : m_rows.rows()) {
        if (!row.number || !row.number->isEnabled())
            continue;
        if (const Outcome status = row.number->status(); !status)
            return Outcome::failure(m_labels.at(row.number)->text().toStdString() + ": "
                                    + status.reason());
    }
    return {};
}

QString WorkloadForm::summary() const
{
    std::set<std::string> edited{"repeats", "duration", "warmup", "seed"};
    for (const auto &row : m_rows.rows()) {
        for (const std::string &name : row.option->inputNames())
            edited.insert(name);
    }
    const lab::Json present = lab::inputsJson(lab::Experiment{configuration()});
    const lab::Json usual = lab::inputsJson(lab::Experiment{workload()});
    QStringList differing;
    for (const auto &[name, value] : present.items()) {
        const bool isUsual = usual.contains(name) && usual.at(name) == value;
        // Influences are summarized by their number.
        if (edited.contains(name) || isUsual || value.is_array())
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
