// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/rings/options.h"

#include <QWidget>

class QCheckBox;

namespace cownscope::ui {

class NumberField;

// The sizes of the chain-ring workload.
class RingControls : public QWidget
{
    Q_OBJECT

public:
    explicit RingControls(QWidget *parent = nullptr);

    // The seed is not edited here and passes through.
    rings::Options options() const;
    void setOptions(const rings::Options &options);

Q_SIGNALS:
    void edited();

private:
    NumberField *addField(class Section *section, const QString &label, const QString &toolTip,
                          const struct NumberSpec &spec);

    rings::Options m_options;
    NumberField *m_rings;
    NumberField *m_chains;
    NumberField *m_ringSize;
    NumberField *m_groupSize;
    NumberField *m_stride;
    NumberField *m_iterations;
    NumberField *m_payload;
    QCheckBox *m_nullPayload;
};

} // namespace cownscope::ui
