// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/frame_flow.h"

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

constexpr bool Both[]{false, true};

TEST(FrameFlow, AsksAsItsTableSays)
{
    for (const bool wanted : Both)
        for (const bool news : Both)
            for (const bool room : Both)
                for (const bool seen : Both)
                    for (const bool credit : Both) {
                        const FrameFlow::Sink sink{.seen = seen, .space = room, .credit = credit};
                        FrameFlow flow;
                        if (wanted)
                            flow.want();
                        if (news)
                            flow.offer();
                        const bool asks = wanted ? room : news && room && seen && credit;
                        EXPECT_EQ(flow.ask(sink), asks) << wanted << news << room << seen << credit;
                        const FrameFlow::Sink best{.seen = true, .space = true, .credit = true};
                        EXPECT_EQ(flow.ask(best), (wanted || news) && !asks)
                            << "what was not asked for stays due, and the rest does not";
                        EXPECT_FALSE(flow.ask(best));
                    }
}

TEST(FrameFlow, NewsDoNotWeakenWhatIsWanted)
{
    FrameFlow flow;
    flow.want();
    flow.offer();
    EXPECT_TRUE(flow.ask({.seen = false, .space = true, .credit = false}));
}

} // namespace
} // namespace cownscope::ui
