// SPDX-License-Identifier: GPL-3.0-or-later

// The public headers must survive a file that has Qt's keyword macros before them.
#define slots
#define signals public
#define emit
#define foreach(variable, container) for (variable : container)
#define forever for (;;)
#include <boc/boc.h>
#undef slots
#undef signals
#undef emit
#undef foreach
#undef forever

#include <gtest/gtest.h>

namespace {

TEST(Headers, WorkBehindQtsKeywords)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Cown<int> a{1};
    int seen = 0;
    boc::when(a) << [&](auto a) { seen = *a; };
    runtime.wait();
    EXPECT_EQ(seen, 1);
}

} // namespace
