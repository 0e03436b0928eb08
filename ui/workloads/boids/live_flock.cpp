// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/live_flock.h"

#include "lab/results/json_reader.h"
#include "lab/results/json_writer.h"
#include "lab/scenes/scene_fields.h"
#include "workloads/boids/kernel.h"

#include <array>
#include <utility>

namespace cownscope::ui {
namespace {

constexpr const char *Pointer = "pointer";
constexpr const char *Birthplace = "birthplace";

boids::Tuning tuningFor(const lab::BoidsOptions &options)
{
    boids::Tuning tuning;
    if (options.kernel)
        tuning.kernel = boids::kernelNamed(*options.kernel);
    return tuning;
}

// Without what only experiments need.
const boids::Options &flockOf(const lab::Configuration &configuration)
{
    return configuration.options.as<lab::BoidsOptions>();
}

} // namespace

lab::Json pointerAction(const std::optional<boids::Influence> &pointer)
{
    return {{Pointer, pointer ? lab::JsonWriter::writeFields(*pointer) : lab::Json()}};
}

lab::Json birthplaceAction(const boids::Disk &place)
{
    return {{Birthplace, {place.x, place.y, place.radius}}};
}

FlockRun::FlockRun(const lab::BoidsOptions &options, boids::FrameSink *sink)
    : LiveRunOf(sink, options, tuningFor(options))
    , m_options(static_cast<const boids::Options &>(options))
{ }

void FlockRun::pause()
{
    LiveRunOf::pause();
    running().hold();
}

boids::Options FlockRun::withPointer(boids::Options options) const
{
    if (m_pointer && options.influences.size() < boids::maxInfluences)
        options.influences.push_back(*m_pointer);
    return options;
}

void FlockRun::reconfigure(const lab::Configuration &configuration)
{
    boids::Options next = flockOf(configuration);
    const auto birthplace = std::exchange(m_birthplace, std::nullopt); // used up even on failure
    if (next.parameters != m_options.parameters)
        running().setParameters(next.parameters);
    if (next.second != m_options.second)
        running().setSecondSpecies(next.second);
    if (next.influences != m_options.influences)
        running().setInfluences(withPointer(next).influences);
    if (next.boids != m_options.boids)
        running().setBoids(next.boids, birthplace);
    m_options = std::move(next); // last, so that a failed change is tried again next time
}

bool FlockRun::restart(const lab::Configuration &configuration)
{
    m_options = flockOf(configuration);
    running().reset(withPointer(m_options));
    return true;
}

void FlockRun::performAction(const lab::Json &action)
{
    lab::JsonReader reader(action, "action");
    if (action.contains(Pointer)) {
        m_pointer.reset();
        reader.always(Pointer, m_pointer);
        running().setInfluences(withPointer(m_options).influences);
    }
    if (action.contains(Birthplace)) {
        std::array<float, 3> place{};
        reader.always(Birthplace, place);
        m_birthplace = boids::Disk{place[0], place[1], place[2]};
    }
}

std::vector<std::uint64_t> FlockRun::counters() const
{
    const boids::WorkDone work = running().workDone();
    return {running().boidUpdates(), work.forces, work.sort, work.frames};
}

const std::vector<LiveQuantity> &LiveFlock::quantities() const
{
    static const std::vector<LiveQuantity> own = [] {
        LiveQuantity updates = ownRate("boid_updates_per_s", FlockRun::BoidUpdates);
        updates.total = "boid_updates";
        return std::vector{std::move(updates)};
    }();
    return own;
}

const boids::Options &flockOf(const LiveConfiguration &configuration)
{
    return configuration.of(lab::boidsWorkload()).options.as<lab::BoidsOptions>();
}

boids::Options &flockOf(LiveConfiguration &configuration)
{
    return configuration.of(lab::boidsWorkload()).options.as<lab::BoidsOptions>();
}

} // namespace cownscope::ui
