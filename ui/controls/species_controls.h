// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"

#include <QWidget>

#include <optional>
#include <vector>

class QCheckBox;

namespace cownscope::ui {

class NumberField;

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
    struct Rule
    {
        float boids::SecondSpecies::*parameter;
        NumberField *field;
        double shown; // without an edit; the parameter may have more digits
    };

    QCheckBox *m_present;
    QWidget *m_fields;
    boids::SecondSpecies m_species;
    std::vector<Rule> m_rules;
};

} // namespace cownscope::ui
