// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/ring_controls.h"

#include "ui/controls/number_field.h"
#include "ui/controls/section.h"

#include <QCheckBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace cownscope::ui {
namespace {

std::uint32_t whole(const NumberField *field)
{
    return static_cast<std::uint32_t>(field->value());
}

} // namespace

RingControls::RingControls(QWidget *parent)
    : QWidget(parent)
    , m_nullPayload(new QCheckBox{tr("Null payload"), this})
{
    auto *section = new Section{tr("Chain rings"), this};
    m_rings = addField(section, tr("Rings"), tr("0 lets the number of workers decide."),
                       {0, 4096, 64, 0, 1, false, {}, tr("auto")});
    m_chains = addField(section, tr("Chains a ring"), tr("0 lets the size of a ring decide."),
                        {0, 4096, 32, 0, 1, false, {}, tr("auto")});
    m_ringSize = addField(section, tr("Ring size"), tr("Cowns in a ring."),
                          {4, 65536, 512, 0, 8, false, {}, {}});
    m_groupSize = addField(section, tr("Group size"), tr("Cowns that a step acquires."),
                           {1, 256, 16, 0, 1, false, {}, {}});
    m_stride = addField(section, tr("Stride"), tr("How far a chain moves on after a step."),
                        {1, 256, 8, 0, 1, false, {}, {}});
    m_iterations =
        addField(section, tr("Iterations"), tr("A step multiplies iterations × group size times."),
                 {1, 100'000, 10'000, 0, 100, true, {}, {}});
    m_payload = addField(section, tr("Payload"), tr("Rows and columns of the matrix in each cown."),
                         {1, 256, 64, 0, 1, false, {}, {}});
    m_nullPayload->setToolTip(tr("No products: what is left is the cost of the runtime itself."));
    connect(m_nullPayload, &QCheckBox::toggled, this, [this](bool null) {
        m_iterations->setEnabled(!null);
        m_payload->setEnabled(!null);
    });
    connect(m_nullPayload, &QCheckBox::clicked, this, &RingControls::edited);
    section->addWide(m_nullPayload);

    auto *defaults = new QPushButton{tr("Default sizes"), this};
    connect(defaults, &QPushButton::clicked, this, [this] {
        rings::Options options;
        options.seed = m_options.seed;
        setOptions(options);
        Q_EMIT edited();
    });
    section->addWide(defaults);
    auto *column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(section);
    setOptions({});
}

NumberField *RingControls::addField(Section *section, const QString &label, const QString &toolTip,
                                    const NumberSpec &spec)
{
    auto *field = new NumberField{spec, this};
    field->addTo(section, label, toolTip);
    connect(field, &NumberField::edited, this, &RingControls::edited);
    return field;
}

rings::Options RingControls::options() const
{
    rings::Options options = m_options;
    options.rings = whole(m_rings);
    options.chainsPerRing = whole(m_chains);
    options.ringSize = whole(m_ringSize);
    options.groupSize = whole(m_groupSize);
    options.stride = whole(m_stride);
    options.iters = whole(m_iterations);
    options.payloadRows = options.payloadCols = whole(m_payload);
    options.nullPayload = m_nullPayload->isChecked();
    return options;
}

void RingControls::setOptions(const rings::Options &options)
{
    m_options = options;
    m_rings->setValue(options.rings);
    m_chains->setValue(options.chainsPerRing);
    m_ringSize->setValue(options.ringSize);
    m_groupSize->setValue(options.groupSize);
    m_stride->setValue(options.stride);
    m_iterations->setValue(options.iters);
    m_payload->setValue(options.payloadRows);
    m_nullPayload->setChecked(options.nullPayload);
}

} // namespace cownscope::ui
