// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/flock_controls.h"

#include "ui/widgets.h"
#include "workloads/boids/presets.h"

#include <QCheckBox>
#include <QPushButton>

namespace cownscope::ui {
namespace {

using boids::Parameters;

// The spin boxes allow all valid values; the sliders have a smaller, useful range.
std::vector<RuleFields<Parameters>::Spec> flockRules()
{
    return {
        {"Visual range",
         "How far a boid sees, in world units.",
         &Parameters::visualRange,
         {0.1, 1e5, 150, 1, 1, false, {}, {}}},
        {"Separation below",
         "Boids move away from neighbors that are closer than this, in world units.",
         &Parameters::separationDistance,
         {0, 1e5, 80, 1, 1, false, {}, {}}},
        {"Centering",
         "Share of the vector to the neighbors' center that is added to the velocity.",
         &Parameters::centering,
         {0, 1, 0.03, 4, 0.001, false, {}, {}}},
        {"Separation",
         "How strongly boids move away from close neighbors.",
         &Parameters::separation,
         {0, 10, 0.3, 3, 0.01, false, {}, {}}},
        {"Matching",
         "Share of the difference to the neighbors' mean velocity that is added to the velocity.",
         &Parameters::matching,
         {0, 1, 0.3, 3, 0.01, false, {}, {}}},
        {"Speed limit",
         "In world units per step.",
         &Parameters::speedLimit,
         {0, 1e4, 40, 1, 1, false, {}, {}}},
        {"Turn margin",
         "Distance from the edge of the world at which boids turn back, in world units.",
         &Parameters::turnMargin,
         {0, 1e6, 500, 0, 10, false, {}, {}}},
        {"Turn step",
         "How fast boids turn back: velocity added per step.",
         &Parameters::turnStep,
         {0, 1e4, 5, 2, 0.1, false, {}, {}}},
        {"Look ahead",
         "How many steps ahead boids predict the positions of neighbors. With 0, a flock freezes "
         "into a lattice.",
         &Parameters::anticipation,
         {0, 1, 1, 2, 0.1, false, {}, {}}},
        {"World width",
         "In world units.",
         &Parameters::worldWidth,
         {1, 1e6, 6000, 0, 100, true, {}, {}}},
        {"World height",
         "In world units.",
         &Parameters::worldHeight,
         {1, 1e6, 4000, 0, 100, true, {}, {}}},
    };
}

using boids::SecondSpecies;

std::vector<RuleFields<SecondSpecies>::Spec> speciesRules()
{
    return {
        {"Share",
         "Share of the boids that belong to the second species, in steps of 1/256.",
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
         "Boids move away from neighbors that are closer than this, in world units.",
         &SecondSpecies::separationDistance,
         {0, 1e5, 80, 1, 1, false, {}, {}}},
        {"Centering",
         "Share of the vector to the center of neighbors of the same species that is added to the "
         "velocity.",
         &SecondSpecies::centering,
         {0, 1, 0.03, 4, 0.001, false, {}, {}}},
        {"Separation",
         "How strongly boids move away from close neighbors.",
         &SecondSpecies::separation,
         {0, 10, 0.3, 3, 0.01, false, {}, {}}},
        {"Matching",
         "Share of the difference to the mean velocity of neighbors of the same species that is "
         "added to the velocity.",
         &SecondSpecies::matching,
         {0, 1, 0.3, 3, 0.01, false, {}, {}}},
        {"Speed limit",
         "In world units per step.",
         &SecondSpecies::speedLimit,
         {0, 1e4, 40, 1, 1, false, {}, {}}},
    };
}

} // namespace

FlockControls::FlockControls(QWidget *parent)
    : QWidget(parent)
    , m_boids(new NumberField{
          {0, static_cast<double>(boids::maxBoids), boids::maxBoids, 0, 100, true, {}, {}, 10},
          this})
    , m_grows(new QCheckBox{tr("World grows with the flock"), this})
{
    auto *section = new Section{tr("Flock"), this};
    m_boids->addTo(section, tr("Boids"),
                   tr("Number of boids. Existing boids stay when the number grows."));
    connect(m_boids, &NumberField::edited, this, &FlockControls::boidsEdited);
    m_grows->setChecked(true);
    m_grows->setToolTip(tr("Enlarges the world with the number of boids, so that a boid has at "
                           "most %1 neighbors. In a crowded world, each step takes longer.")
                            .arg(boids::comfortableNeighbors));
    section->addWide(m_grows);
    m_rules.addTo(section, flockRules(), this, &FlockControls::edited);
    auto *defaults = new QPushButton{tr("Default rules"), this};
    defaults->setToolTip(tr("Resets all rules and the size of the world. The boids stay."));
    connect(defaults, &QPushButton::clicked, this, [this] {
        boids::Options options = this->options();
        options.parameters = {};
        setOptions(options);
        Q_EMIT edited();
    });
    section->addWide(defaults);
    columnIn(this, {section});
    setOptions({});
}

void FlockControls::boidsEdited()
{
    if (m_grows->isChecked()) {
        boids::Options options = this->options();
        boids::Parameters &world = options.parameters;
        if (world.worldWidth == m_grownWorld.worldWidth
            && world.worldHeight == m_grownWorld.worldHeight) {
            world.worldWidth = m_chosenWorld.worldWidth;
            world.worldHeight = m_chosenWorld.worldHeight;
            world.turnMargin = m_chosenWorld.turnMargin;
        }
        const boids::Parameters chosen = world;
        // Influences keep their positions while the world grows around them.
        const std::vector<boids::Influence> influences = std::exchange(options.influences, {});
        options = withRoom(options);
        options.influences = influences;
        setOptions(options);
        m_chosenWorld = chosen;
        m_grownWorld = options.parameters;
    }
    Q_EMIT edited();
}

boids::Options FlockControls::options() const
{
    boids::Options options = m_options;
    options.boids = static_cast<std::uint32_t>(m_boids->value());
    m_rules.takeEdits(options.parameters);
    return options;
}

void FlockControls::setOptions(const boids::Options &options)
{
    m_options = options;
    m_boids->setValue(options.boids);
    m_rules.show(options.parameters);
}

SpeciesControls::SpeciesControls(QWidget *parent)
    : QWidget(parent)
    , m_present(new QCheckBox{tr("Two species"), this})
    , m_fields(new QWidget{this})
{
    m_present->setToolTip(tr("Makes some of the boids a second species with its own rules."));
    auto *section = new Section{tr("Second species"), this};
    section->addWide(m_present);
    auto *fields = new Section{{}, m_fields};
    m_rules.addTo(fields, speciesRules(), this, &SpeciesControls::edited);
    columnIn(m_fields, {fields});
    columnIn(this, {section, m_fields}, 4);
    connect(m_present, &QCheckBox::toggled, m_fields, &QWidget::setVisible);
    connect(m_present, &QCheckBox::clicked, this, &SpeciesControls::edited);
    setSpecies(SecondSpecies{}); // initial values
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
