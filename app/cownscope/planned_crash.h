// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/back_end/back_end_protocol.h"

namespace cownscope {

// A crash on purpose, after each start of a back end.
struct PlannedCrash
{
    double afterSeconds = 0;
    ui::CrashKind kind = ui::CrashKind::Segfault;
};

} // namespace cownscope
