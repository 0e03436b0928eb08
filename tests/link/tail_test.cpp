// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/tail.h"

#include <gtest/gtest.h>

using cownscope::link::Tail;

TEST(Tail, KeepsAShortStreamWhole)
{
    Tail tail;
    tail.append("one\ntw");
    tail.append("o\n");
    EXPECT_EQ(tail.text(), "one\ntwo\n");
    EXPECT_EQ(tail.totalBytes(), 8u);
}

TEST(Tail, KeepsTheLastLinesOfALongOne)
{
    Tail tail;
    std::uint64_t written = 0;
    for (int line = 0; line < 100'000; ++line) {
        const std::string text = "line " + std::to_string(line) + '\n';
        written += text.size();
        tail.append(text);
    }
    const std::string text = tail.text();
    EXPECT_EQ(tail.totalBytes(), written);
    EXPECT_LE(text.size(), Tail::KeptBytes);
    EXPECT_GT(text.size(), Tail::KeptBytes / 2);
    EXPECT_TRUE(text.starts_with("line ")) << text.substr(0, 20);
    EXPECT_TRUE(text.ends_with("line 99999\n"));
}

TEST(Tail, KeepsTheEndOfOneLongPiece)
{
    Tail tail;
    tail.append(std::string(10 * Tail::KeptBytes, 'x') + "end");
    EXPECT_EQ(tail.text().size(), Tail::KeptBytes);
    EXPECT_TRUE(tail.text().ends_with("xend"));
}
