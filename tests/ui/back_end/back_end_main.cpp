// SPDX-License-Identifier: GPL-3.0-or-later
// The back end of the tests, with the workloads of the window.
#include "ui/back_end/back_end.h"
#include "ui/workloads/list/workload_list.h"

int main(int argc, char **argv)
{
    return cownscope::ui::runBackEnd(argc, argv, cownscope::ui::backEndWorkloads);
}
