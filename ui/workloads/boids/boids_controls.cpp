// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/boids_controls.h"

#include "lab/experiments/boids/boids_workload.h"
#include "ui/widgets.h"
#include "ui/workloads/boids/flock_controls.h"
#include "ui/workloads/boids/view_controls.h"

namespace cownscope::ui {

BoidsControls::BoidsControls(QWidget *parent)
    : WorkloadControls(parent)
    , m_view(new ViewControls)
    , m_flock(new FlockControls)
    , m_species(new SpeciesControls)
{
    columnIn(this, {m_view, m_flock, m_species}, 6);
    connect(m_view, &ViewControls::edited, this, &BoidsControls::settingsEdited);
    connect(m_flock, &FlockControls::edited, this, &WorkloadControls::changed);
    connect(m_species, &SpeciesControls::edited, this, &WorkloadControls::changed);
}

lab::Configuration BoidsControls::edited(lab::Configuration configuration) const
{
    boids::Options &flock = configuration.options.as<lab::BoidsOptions>();
    const std::uint64_t seed = flock.seed; // the seed is edited elsewhere
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
