// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/boids_controls.h"

#include "lab/experiments/boids/boids_workload.h"
#include "ui/workloads/boids/flock_controls.h"
#include "ui/workloads/boids/species_controls.h"
#include "ui/workloads/boids/view_controls.h"

#include <QVBoxLayout>

namespace cownscope::ui {

BoidsControls::BoidsControls(QWidget *parent)
    : WorkloadControls(parent)
    , m_view(new ViewControls)
    , m_flock(new FlockControls)
    , m_species(new SpeciesControls)
{
    auto *column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_view);
    column->addWidget(m_flock);
    column->addWidget(m_species);
    connect(m_view, &ViewControls::edited, this, &BoidsControls::settingsEdited);
    connect(m_flock, &FlockControls::edited, this, &WorkloadControls::changed);
    connect(m_species, &SpeciesControls::edited, this, &WorkloadControls::changed);
}

lab::Configuration BoidsControls::edited(lab::Configuration configuration) const
{
    boids::Options &flock = configuration.options.as<lab::BoidsOptions>();
    const std::uint64_t seed = flock.seed; // which is edited elsewhere
    flock = m_flock->options();
    flock.seed = seed;
    flock.second = m_species->species();
    return configuration;
}

void BoidsControls::setConfiguration(const lab::Configuration &configuration)
{
    const boids::Options &flock = configuration.options.as<lab::BoidsOptions>();
    m_flock->setOptions(flock);
    m_species->setSpecies(flock.second);
}

void BoidsControls::setSettings(const FlockSettings &settings)
{
    m_view->setSettings(settings);
}

} // namespace cownscope::ui
