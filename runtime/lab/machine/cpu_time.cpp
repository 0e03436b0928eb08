// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/machine/cpu_time.h"

#include "lab/machine/process_use.h"

#include <array>
#include <fstream>
#include <locale>
#include <string>

#include <unistd.h>

namespace cownscope::lab {

std::optional<CpuTimes> readCpuTimes()
{
    // "cpu  user nice system idle iowait irq softirq steal …", in clock ticks; see proc(5).
    std::ifstream stream("/proc/stat");
    stream.imbue(std::locale::classic());
    std::string name;
    std::array<double, 8> ticks{};
    stream >> name;
    for (double &tick : ticks)
        stream >> tick;
    if (!stream || name != "cpu")
        return {};
    const auto [user, nice, system, idle, iowait, irq, softirq, steal] = ticks;
    const auto perSecond = static_cast<double>(::sysconf(_SC_CLK_TCK));
    return CpuTimes{.busy = (user + nice + system + irq + softirq) / perSecond,
                    .stolen = steal / perSecond,
                    .own = ownCpuSeconds()};
}

} // namespace cownscope::lab
