// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "program.h"

#include <string>
#include <vector>

namespace boctest {

/// Checks a run against the rule: if two behaviors share a cown that at least one of them writes,
/// and one is scheduled before the other, it runs before. Scheduled before means happens before:
/// one after the other in a body, or in bodies that themselves run one after the other. Also that
/// every behavior ran once, and on the main thread exactly if it named a pinned cown.
///
/// Returns what is wrong, one line each.
std::vector<std::string> judge(const Program &program,
                               const std::vector<Observation> &observations);

} // namespace boctest
