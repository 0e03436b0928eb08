// SPDX-License-Identifier: GPL-3.0-or-later
// The workload of chain rings as it is: steps of some milliseconds.
#include "benchmarks/rows/products.h"

#include "benchmarks/rows/rows.h"
#include "workloads/rings/chain_rings.h"

#include <boc/boc.h>

namespace cownscope::benchmark {

Sample measureProducts(const SampleOptions &options)
{
    rings::ChainRings workload(products::optionsFor(options.workers));
    boc::Runtime runtime({.workers = options.workers});
    workload.attach(runtime);
    workload.start();
    const double rate =
        products::rateOf([&workload] { return workload.completed(); },
                         options.operationsOr(products::stepsPerWorker * options.workers));
    workload.pause();
    runtime.wait();
    workload.detach();
    return {{"", rate}};
}

} // namespace cownscope::benchmark
