// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/species_controls.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace cownscope::ui {
namespace {

using boids::SecondSpecies;

// As far as for the first species: see flock_controls.cpp.
std::vector<RuleFields<SecondSpecies>::Spec> ruleSpecs()
{
    return {
        {"Share",
         "How many of the boids belong to the second species, in steps of 1/256.",
         &SecondSpecies::share,
         {0, 1, 1, 3, 0.05, false, {}, {}}},
        {"Avoids the first",
         "How strongly the second species keeps away from the first.",
         &SecondSpecies::avoidance,
         {0, 10, 0.3, 3, 0.01, false, {}, {}}},
        {"Is avoided",
         "How strongly the first species keeps away from the second.",
         &SecondSpecies::avoidanceOfFirst,
         {0, 10, 0.3, 3, 0.01, false, {}, {}}},
        {"Visual range",
         "How far a boid of the second species sees, in world units.",
         &SecondSpecies::visualRange,
         {0.1, 1e5, 150, 1, 1, false, {}, {}}},
        {"Separation below",
         "Nearer neighbors than this are kept off, in world units.",
         &SecondSpecies::separationDistance,
         {0, 1e5, 80, 1, 1, false, {}, {}}},
        {"Centering",
         "Share of the way to the middle of its own kind that is added to the velocity.",
         &SecondSpecies::centering,
         {0, 1, 0.03, 4, 0.001, false, {}, {}}},
        {"Separation",
         "How strongly near neighbors are kept off.",
         &SecondSpecies::separation,
         {0, 10, 0.3, 3, 0.01, false, {}, {}}},
        {"Matching",
         "Share of the difference to the mean velocity of its own kind that is taken over.",
         &SecondSpecies::matching,
         {0, 1, 0.3, 3, 0.01, false, {}, {}}},
        {"Speed limit",
         "In world units a step.",
         &SecondSpecies::speedLimit,
         {0, 1e4, 40, 1, 1, false, {}, {}}},
    };
}

} // namespace

SpeciesControls::SpeciesControls(QWidget *parent)
    : QWidget(parent)
    , m_present(new QCheckBox{tr("Two species"), this})
    , m_fields(new QWidget{this})
{
    m_present->setToolTip(tr("Some of the boids become another species, with rules of its own."));
    auto *section = new Section{tr("Second species"), this};
    section->addWide(m_present);
    auto *fields = new Section{{}, m_fields};
    m_rules.addTo(fields, ruleSpecs(), this, &SpeciesControls::edited);
    auto *rows = new QVBoxLayout{m_fields};
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(fields);
    auto *column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(section);
    column->addWidget(m_fields);
    connect(m_present, &QCheckBox::toggled, m_fields, &QWidget::setVisible);
    connect(m_present, &QCheckBox::clicked, this, &SpeciesControls::edited);
    setSpecies(SecondSpecies{}); // what it begins with
    setSpecies({});
}

std::optional<SecondSpecies> SpeciesControls::species() const
{
    if (!m_present->isChecked())
        return {};
    SecondSpecies species = m_species;
    m_rules.takeEdits(species);
    return species;
}

void SpeciesControls::setSpecies(const std::optional<SecondSpecies> &species)
{
    m_present->setChecked(species.has_value());
    m_fields->setVisible(species.has_value());
    if (!species)
        return;
    m_species = *species;
    m_rules.show(m_species);
}

} // namespace cownscope::ui
