// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/rule_fields.h"
#include "workloads/boids/parameters.h"

#include <QWidget>

class QCheckBox;

namespace cownscope::ui {

// The number of boids and the rules they follow.
class FlockControls : public QWidget
{
    Q_OBJECT

public:
    explicit FlockControls(QWidget *parent = nullptr);

    // What is not edited here passes through: the seed, the second species, influences.
    boids::Options options() const;
    void setOptions(const boids::Options &options);

Q_SIGNALS:
    void edited();

private:
    void boidsEdited();

    boids::Options m_options;
    boids::Parameters m_room;  // the world that was chosen
    boids::Parameters m_grown; // and what it has been grown to
    NumberField *m_boids;
    QCheckBox *m_grows;
    RuleFields<boids::Parameters> m_rules;
};

} // namespace cownscope::ui
