// SPDX-License-Identifier: GPL-3.0-or-later
// The back end of the tests, with the workloads of the window. With an argument, one that sends a
// wrong message instead.
#include "ui/back_end/back_end.h"
#include "ui/workloads/list/workload_list.h"

#include <string_view>

#include <unistd.h>

using namespace cownscope;
using namespace cownscope::ui;

namespace {

link::Message wrongMessage(std::string_view which)
{
    if (which == "bad-reading")
        return {static_cast<std::uint16_t>(BackEndMessage::Reading), "12345"};
    if (which == "other-build")
        return messageOf(BackEndMessage::Hello, {{"version", 1}, {"build", "older"}});
    if (which == "much-space")
        return messageOf(BackEndMessage::NeedsSpace, {{"bytes", std::uint64_t{1} << 40}});
    if (which == "no-message")
        return {static_cast<std::uint16_t>(BackEndMessage::Changed), "no JSON"};
    return messageOf(BackEndMessage{99});
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2)
        return runBackEnd(argc, argv, backEndWorkloads);
    const std::string bytes = link::encode(wrongMessage(argv[1]));
    if (::write(STDOUT_FILENO, bytes.data(), bytes.size()) < 0)
        return 1;
    for (;;)
        ::pause(); // until it is killed
}
