// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/flock_controls.h"

#include "workloads/boids/presets.h"

#include <QCheckBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace cownscope::ui {
namespace {

using boids::Parameters;

// The spin boxes reach as far as the rules allow, the sliders as far as is fun.
std::vector<RuleFields<Parameters>::Spec> ruleSpecs()
{
    return {
        {"Visual range",
         "How far a boid sees, in world units.",
         &Parameters::visualRange,
         {0.1, 1e5, 150, 1, 1, false, {}, {}}},
        {"Separation below",
         "Nearer neighbors than this are kept off, in world units.",
         &Parameters::separationDistance,
         {0, 1e5, 80, 1, 1, false, {}, {}}},
        {"Centering",
         "Share of the way to the neighbors' middle that is added to the velocity.",
         &Parameters::centering,
         {0, 1, 0.03, 4, 0.001, false, {}, {}}},
        {"Separation",
         "How strongly near neighbors are kept off.",
         &Parameters::separation,
         {0, 10, 0.3, 3, 0.01, false, {}, {}}},
        {"Matching",
         "Share of the difference to the neighbors' mean velocity that is taken over.",
         &Parameters::matching,
         {0, 1, 0.3, 3, 0.01, false, {}, {}}},
        {"Speed limit",
         "In world units a step.",
         &Parameters::speedLimit,
         {0, 1e4, 40, 1, 1, false, {}, {}}},
        {"Turn margin",
         "Where boids turn back: distance from the world's edge, in world units.",
         &Parameters::turnMargin,
         {0, 1e6, 500, 0, 10, false, {}, {}}},
        {"Turn step",
         "How hard they turn back: velocity added a step.",
         &Parameters::turnStep,
         {0, 1e4, 5, 2, 0.1, false, {}, {}}},
        {"Look ahead",
         "Where neighbors are seen: so many steps ahead. At 0 a flock freezes into a lattice.",
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
                   tr("How many boids fly. Present ones stay when the number grows."));
    connect(m_boids, &NumberField::edited, this, &FlockControls::boidsEdited);
    m_grows->setChecked(true);
    m_grows->setToolTip(tr("With more boids than the world has room for, it becomes larger, up to "
                           "%1 neighbors a boid. Otherwise they crowd, and each step takes longer.")
                            .arg(boids::comfortableNeighbors));
    section->addWide(m_grows);
    m_rules.addTo(section, ruleSpecs(), this, &FlockControls::edited);
    auto *defaults = new QPushButton{tr("Default rules"), this};
    defaults->setToolTip(tr("Sets all rules and the world's size back; the boids stay."));
    connect(defaults, &QPushButton::clicked, this, [this] {
        boids::Options options = this->options();
        options.parameters = {};
        setOptions(options);
        Q_EMIT edited();
    });
    section->addWide(defaults);
    auto *column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(section);
    setOptions({});
}

void FlockControls::boidsEdited()
{
    if (m_grows->isChecked()) {
        boids::Options options = this->options();
        boids::Parameters &world = options.parameters;
        if (world.worldWidth == m_grown.worldWidth && world.worldHeight == m_grown.worldHeight) {
            world.worldWidth = m_room.worldWidth;
            world.worldHeight = m_room.worldHeight;
            world.turnMargin = m_room.turnMargin;
        }
        const boids::Parameters chosen = world;
        // Influences stay where they are: the world becomes larger around them.
        const std::vector<boids::Influence> influences = std::exchange(options.influences, {});
        options = withRoom(options);
        options.influences = influences;
        setOptions(options);
        m_room = chosen;
        m_grown = options.parameters;
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

} // namespace cownscope::ui
