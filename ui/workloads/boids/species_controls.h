// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/rule_fields.h"
#include "workloads/boids/parameters.h"

#include <QWidget>

#include <optional>

class QCheckBox;

namespace cownscope::ui {

// Whether there is a second species, how many boids belong to it, the rules they follow, and how
// the species keep away from each other.
class SpeciesControls : public QWidget
{
    Q_OBJECT

public:
    explicit SpeciesControls(QWidget *parent = nullptr);

    std::optional<boids::SecondSpecies> species() const;
    // None hides the rules; they come back when the species does.
    void setSpecies(const std::optional<boids::SecondSpecies> &species);

Q_SIGNALS:
    void edited();

private:
    QCheckBox *m_present;
    QWidget *m_fields;
    boids::SecondSpecies m_species;
    RuleFields<boids::SecondSpecies> m_rules;
};

} // namespace cownscope::ui
