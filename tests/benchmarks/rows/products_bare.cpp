// SPDX-License-Identifier: GPL-3.0-or-later
// The products of the chain rings on bare threads: each walks rings of its own, of matrices whose
// size the compiler knows.
#include "benchmarks/rows/products.h"
#include "benchmarks/rows/rows.h"
#include "workloads/rings/ring.h"

#include <Eigen/Core>

#include <atomic>
#include <memory>
#include <numeric>
#include <thread>
#include <vector>

namespace cownscope::benchmark {

namespace {

constexpr int size = 16;
using Matrix = Eigen::Matrix<double, size, size>;

struct alignas(64) Progress
{
    std::atomic<std::uint64_t> steps{0};
};

// As the chains of a worker do: each makes a step in turn.
void walk(std::uint32_t worker, unsigned workers, Progress &progress,
          const std::atomic<bool> &running)
{
    const rings::Options options = products::optionsFor(workers);
    const std::uint32_t ringsHere = options.rings / workers;
    const std::uint32_t chains = ringsHere * options.chainsPerRing;
    std::vector<Matrix> slots;
    for (std::uint32_t ring = 0; ring < ringsHere; ++ring) {
        for (std::uint32_t slot = 0; slot < options.ringSize; ++slot)
            slots.emplace_back(rings::initialMatrix(options, worker * ringsHere + ring, slot));
    }
    Matrix scratch;
    for (std::uint64_t step = 0; running.load(std::memory_order_relaxed); ++step) {
        const std::uint64_t chain = step % chains;
        const std::uint64_t ring = chain / options.chainsPerRing * options.ringSize;
        const std::uint64_t start =
            chain % options.chainsPerRing * (options.ringSize / options.chainsPerRing);
        const std::uint64_t head = start + step / chains * options.stride;
        Matrix &product = slots[ring + head % options.ringSize];
        const Matrix &neighbor = slots[ring + (head + options.stride) % options.ringSize];
        for (std::uint32_t i = 0; i < options.iters; ++i) { // a group is a slot and its neighbor
            scratch.noalias() = product * product;
            product.noalias() = scratch * neighbor;
        }
        progress.steps.store(step + 1, std::memory_order_relaxed);
    }
}

} // namespace

Sample measureProductsBare(const SampleOptions &options)
{
    std::vector<Progress> progress(options.workers);
    std::atomic<bool> running = true;
    std::vector<std::jthread> threads;
    for (unsigned worker = 0; worker < options.workers; ++worker) {
        threads.emplace_back(
            [&, worker] { walk(worker, options.workers, progress[worker], running); });
    }
    const auto completed = [&progress] {
        return std::accumulate(progress.begin(), progress.end(), std::uint64_t{0},
                               [](std::uint64_t sum, const Progress &each) {
                                   return sum + each.steps.load(std::memory_order_relaxed);
                               });
    };
    const double rate = products::rateOf(
        completed, options.operationsOr(products::stepsPerWorker * options.workers));
    running = false;
    return {{"", rate}};
}

} // namespace cownscope::benchmark
