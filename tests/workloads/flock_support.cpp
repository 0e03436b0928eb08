// SPDX-License-Identifier: GPL-3.0-or-later
#include "flock_support.h"

#include "support/shown_boids.h"

#include <chrono>
#include <thread>

namespace cownscope::tests {

boids::Snapshot settledSnapshot(boc::Runtime &runtime, boids::Flock &flock)
{
    runtime.quiesce();
    boids::Snapshot snapshot;
    const boc::Cown<boids::Snapshot> taken = flock.snapshot();
    runtime.when(taken) << [&snapshot](auto value) { snapshot = *value; };
    runtime.quiesce();
    return snapshot;
}

bool waitForSteps(const boids::Flock &flock, std::uint64_t steps)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (flock.stepsDone() < steps) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    return true;
}

bool shows(const boids::Frame &frame, const boids::Snapshot &snapshot)
{
    if (frame.step != snapshot.step || frame.boids != snapshot.id.size())
        return false;
    const std::vector<test::ShownBoid> shown = test::boidsOf(frame);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const test::ShownBoid &boid = shown[i];
        if (boid.x != snapshot.x[i] || boid.y != snapshot.y[i] || boid.vx != snapshot.vx[i]
            || boid.vy != snapshot.vy[i])
            return false;
    }
    return true;
}

} // namespace cownscope::tests
