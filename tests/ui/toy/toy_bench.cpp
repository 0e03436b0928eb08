// SPDX-License-Identifier: GPL-3.0-or-later
// Stands beside the test as cownbench stands beside cownscope: measures what a parent asks for.
#include "lab/children/child_program.h"
#include "tests/ui/toy/toy_workload.h"

int main()
{
    const cownscope::lab::WorkloadRegistration toy(cownscope::test::toyWorkload());
    return cownscope::lab::runChildProgram();
}
