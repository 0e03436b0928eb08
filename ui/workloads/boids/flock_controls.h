// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controls/number_field.h"
#include "ui/controls/section.h"
#include "workloads/boids/parameters.h"

#include <QWidget>

#include <optional>
#include <vector>

class QCheckBox;

namespace cownscope::ui {

// One field for each number in a structure. A number that is not edited keeps all its digits, also
// those that the field rounds off.
template <class Rules>
class RuleFields
{
public:
    struct Spec
    {
        const char *name; // translated by the owner
        const char *toolTip;
        float Rules::*parameter;
        NumberSpec number;
    };

    // Adds one row to the section for each spec. `owner` is the parent of the fields, and `edited`
    // is one of its signals.
    template <class Owner, class Signal>
    void addTo(Section *section, const std::vector<Spec> &specs, Owner *owner, Signal edited)
    {
        for (const Spec &spec : specs) {
            auto *field = new NumberField{spec.number, owner};
            field->addTo(section, Owner::tr(spec.name), Owner::tr(spec.toolTip));
            QObject::connect(field, &NumberField::edited, owner, edited);
            m_fields.push_back({spec.parameter, field, 0});
        }
    }

    void show(const Rules &rules)
    {
        for (Field &field : m_fields) {
            field.number->setValue(static_cast<double>(rules.*field.parameter));
            field.shown = field.number->value();
        }
    }

    // Writes the numbers that were edited since show().
    void takeEdits(Rules &rules) const
    {
        for (const Field &field : m_fields) {
            if (field.number->value() != field.shown)
                rules.*field.parameter = static_cast<float>(field.number->value());
        }
    }

private:
    struct Field
    {
        float Rules::*parameter;
        NumberField *number;
        double shown; // value of the field before an edit
    };

    std::vector<Field> m_fields;
};

// Controls for the number of boids and their rules.
class FlockControls : public QWidget
{
    Q_OBJECT

public:
    explicit FlockControls(QWidget *parent = nullptr);

    // Values that are not edited here are kept: the seed, the second species, and influences.
    boids::Options options() const;
    void setOptions(const boids::Options &options);

Q_SIGNALS:
    void edited();

private:
    void boidsEdited();

    boids::Options m_options;
    boids::Parameters m_chosenWorld; // the size chosen by the user
    boids::Parameters m_grownWorld;  // the size it was enlarged to
    NumberField *m_boids;
    QCheckBox *m_grows;
    RuleFields<boids::Parameters> m_rules;
};

// Controls for the second species: whether it exists, its share, its rules, and how the species
// avoid each other.
class SpeciesControls : public QWidget
{
    Q_OBJECT

public:
    explicit SpeciesControls(QWidget *parent = nullptr);

    std::optional<boids::SecondSpecies> species() const;
    // Without a species the rules are hidden, but kept.
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
