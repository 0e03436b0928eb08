// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/workload_form.h"

#include "lab/experiments/axis.h"
#include "ui/controls/number_box.h"
#include "ui/controls/section.h"
#include "ui/sweeps/notice.h"

#include <QCheckBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <set>

namespace cownscope::ui {

WorkloadForm::WorkloadForm(const lab::Experiment &base, QWidget *parent)
    : QWidget(parent)
    , m_base(base)
    , m_summary(new Notice{Notice::Kind::Remark, this})
{
    auto *section = new Section{tr("Base configuration"), this};
    for (WorkloadField &field : fieldsOf(base)) {
        auto *box = new NumberBox{field.least, field.most, field.decimals, this};
        box->setSpecialValueText(field.zeroText);
        box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        QLabel *label = section->addRow(field.label, box, field.toolTip);
        connect(box, &NumberBox::problemChanged, this, &WorkloadForm::edited);
        connect(box, &NumberBox::valueChanged, this, [this, set = field.set](double value) {
            set(m_base, value);
            showSummary();
            Q_EMIT edited();
        });
        m_rows.push_back({std::move(field), box, label});
    }
    if (std::holds_alternative<lab::ChainRingExperiment>(base))
        addNullPayload(section);
    auto *column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(section);
    column->addWidget(m_summary);
    setExperiment(base);
}

void WorkloadForm::addNullPayload(Section *section)
{
    m_nullPayload = new QCheckBox{tr("Null payload"), this};
    m_nullPayload->setObjectName(QStringLiteral("nullPayload"));
    m_nullPayload->setToolTip(tr("No products: what is left is the cost of the runtime itself."));
    section->addWide(m_nullPayload);
    connect(m_nullPayload, &QCheckBox::clicked, this, [this](bool null) {
        std::get<lab::ChainRingExperiment>(m_base).options.nullPayload = null;
        setAxis(m_axis);
        Q_EMIT edited();
    });
}

lab::Experiment WorkloadForm::experiment() const
{
    lab::Experiment fitted = m_base;
    if (auto *boids = std::get_if<lab::BoidsExperiment>(&fitted); boids && boids->neighbors)
        lab::fitWorld(*boids, *boids->neighbors);
    return fitted;
}

void WorkloadForm::setExperiment(const lab::Experiment &base)
{
    m_base = base;
    for (const Row &row : m_rows) {
        const QSignalBlocker quiet{row.box};
        row.box->setValue(row.field.get(m_base));
    }
    if (m_nullPayload)
        m_nullPayload->setChecked(std::get<lab::ChainRingExperiment>(m_base).options.nullPayload);
    setAxis(m_axis);
    showSummary();
}

void WorkloadForm::setAxis(const std::string &axis)
{
    m_axis = axis;
    const bool null = m_nullPayload && m_nullPayload->isChecked();
    for (const Row &row : m_rows) {
        const bool swept = !axis.empty() && row.field.axis == axis;
        const bool idle = null && (row.field.axis == "iters" || row.field.axis == "payload");
        row.box->setDisabled(swept || idle);
        row.label->setDisabled(swept || idle);
    }
}

QString WorkloadForm::problem() const
{
    for (const Row &row : m_rows) {
        if (row.box->isEnabled() && !row.box->problem().isEmpty())
            return tr("%1: %2").arg(row.field.label, row.box->problem());
    }
    return {};
}

QString WorkloadForm::summary() const
{
    std::set<std::string> edited{"repeats", "duration", "warmup", "seed", "null_payload"};
    for (const Row &row : m_rows)
        edited.insert(row.field.inputs.begin(), row.field.inputs.end());
    const lab::Json present = lab::inputsJson(m_base);
    const lab::Json usual = lab::inputsJson(lab::defaultExperiment(lab::workloadName(m_base)));
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
        return tr("All else is at its defaults.");
    return tr("Also: %1.").arg(differing.join(QStringLiteral(", ")));
}

void WorkloadForm::showSummary()
{
    m_summary->setSentence(summary());
}

} // namespace cownscope::ui
