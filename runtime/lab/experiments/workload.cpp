// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/workload.h"

#include "lab/experiments/boids/boids_workload.h"
#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "lab/experiments/fan_out/fan_out_workload.h"
#include "lab/experiments/workload_of.h"
#include "lab/results/result_error.h"

#include <boc/processors.h>

#include <algorithm>
#include <limits>
#include <set>
#include <stdexcept>

namespace cownscope::lab {

namespace {

// The list of all workloads.
std::vector<const Workload *> &list()
{
    static std::vector<const Workload *> all{&chainRingWorkload(), &fanOutWorkload(),
                                             &boidsWorkload()};
    return all;
}

std::vector<Json> usualWorkers()
{
    const std::set<unsigned> values{1, 2, 4, 8, std::min(16u, boc::physicalCores())};
    return {values.begin(), values.end()};
}

} // namespace

Option workersOption()
{
    Option option{.name = "workers",
                  .title = "Workers",
                  .explanation = "Threads that run behaviors",
                  .most = MostWorkers,
                  .sweepValues = usualWorkers(),
                  .places = Option::Form};
    option.get = [](const Configuration &configuration) { return Json(configuration.workers); };
    option.set = [](Configuration &configuration, const Json &value) {
        detail::assign(configuration.workers, value);
    };
    return option;
}

Option seedOption()
{
    return {.name = "seed",
            .title = "Seed",
            .explanation = "The same seed gives the same run",
            .least = 0,
            .most = std::numeric_limits<int>::max(),
            .places = 0};
}

const Option &Workload::option(std::string_view name) const
{
    const auto found = std::ranges::find(m_options, name, &Option::name);
    if (found == m_options.end())
        throw std::logic_error(m_about.name + " has no option " + std::string(name));
    return *found;
}

const std::vector<const Workload *> &workloads()
{
    return list();
}

const Workload *findWorkload(const std::string &name)
{
    for (const Workload *workload : workloads()) {
        if (workload->about().name == name)
            return workload;
    }
    return nullptr;
}

const Workload &workloadNamed(const std::string &name)
{
    if (const Workload *workload = findWorkload(name))
        return *workload;
    std::string names;
    for (std::size_t i = 0; i < workloads().size(); ++i)
        names += (i == 0                            ? ""
                      : i + 1 == workloads().size() ? " or "
                                                    : ", ")
            + workloads()[i]->about().name;
    throw ResultError("workload must be " + names + ", but is \"" + name + '"');
}

WorkloadRegistration::WorkloadRegistration(const Workload &workload)
    : m_workload(&workload)
{
    list().push_back(m_workload);
}

WorkloadRegistration::~WorkloadRegistration()
{
    std::erase(list(), m_workload);
}

} // namespace cownscope::lab
