// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/boc.h>

#include <barrier>

namespace cownscope::tests {

/// Runs a body on the only worker of a runtime, and waits for it.
template <class Body>
void onWorker(boc::Runtime &runtime, Body body)
{
    runtime.when() << body;
    runtime.quiesce();
}

/// Runs a body on each of a runtime's two workers, and waits for them.
template <class Body>
void onBothWorkers(boc::Runtime &runtime, Body body)
{
    std::barrier<> both(2);
    for (int worker = 0; worker < 2; ++worker) {
        runtime.when() << [&both, body] {
            both.arrive_and_wait();
            body();
        };
    }
    runtime.quiesce();
}

} // namespace cownscope::tests
