// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

using namespace std::string_view_literals;
namespace notice = boc::notice;

std::string refusal(std::string_view key)
{
    try {
        notice::write(key, 1);
    } catch (const boc::UsageError &error) {
        return error.what();
    }
    return {};
}

BOC_TEST(NoticeBounds, KeysAreShortTexts)
{
    boc::Runtime runtime{{.workers = 1}};
    EXPECT_EQ(refusal(""), "the key \"\" is empty; it needs at least one byte");
    EXPECT_EQ(refusal(std::string(64, 'x')),
              "the key \"" + std::string(63, 'x') + "…\" has 64 bytes; at most 63 are allowed");
    EXPECT_EQ(refusal("a\0b"sv), "the key \"a?b\" contains a NUL, which is not allowed");
    EXPECT_EQ(refusal("caf\xE9"), "the key \"caf?\" is not valid UTF-8");
    EXPECT_EQ(notice::snapshot().size(), 0u);

    EXPECT_EQ(refusal(std::string(63, 'x')), "");
    EXPECT_EQ(refusal("x"), "");
    EXPECT_EQ(refusal("café, 牛, 🐄"), "");
    EXPECT_EQ(notice::read<int>("café, 牛, 🐄"), 1);
    EXPECT_EQ(notice::snapshot().size(), 3u);
}

BOC_TEST(NoticeBounds, OnlyWellFormedUtf8IsAccepted)
{
    boc::Runtime runtime{{.workers = 1}};
    for (const std::string_view good :
         {"\x7F"sv, "\xC2\x80"sv, "\xDF\xBF"sv, "\xE0\xA0\x80"sv, "\xED\x9F\xBF"sv,
          "\xEE\x80\x80"sv, "\xEF\xBF\xBF"sv, "\xF0\x90\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv})
        EXPECT_EQ(refusal(good), "");
    for (const std::string_view bad :
         {"\x80"sv, "\xBF"sv, "\xC0\x80"sv, "\xC1\xBF"sv, "\xC2"sv, "\xC2x"sv, "\xE0\x9F\xBF"sv,
          "\xE2\x82"sv, "\xED\xA0\x80"sv, "\xF0\x8F\xBF\xBF"sv, "\xF0\x90\x80"sv,
          "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xFF"sv, "good\xC2"sv})
        EXPECT_NE(refusal(bad), "");
}

BOC_TEST(NoticeBounds, EachFunctionRefusesWhatCanBeNoKey)
{
    boc::Runtime runtime{{.workers = 1}};
    const auto same = [](int n) { return n; };
    EXPECT_THROW(notice::write("", 1), boc::UsageError);
    EXPECT_THROW(notice::seed("", 1), boc::UsageError);
    EXPECT_THROW(notice::update("", 1, same), boc::UsageError);
    EXPECT_THROW(notice::remove(""), boc::UsageError);
    EXPECT_THROW(notice::read<int>(""), boc::UsageError);
    EXPECT_THROW(notice::read("", 1), boc::UsageError);
    EXPECT_THROW(notice::snapshot().contains(""), boc::UsageError);
}

BOC_TEST(NoticeBounds, ThereAreSixtyFourKeys)
{
    boc::Runtime runtime{{.workers = 1}};
    for (int i = 0; i < 64; ++i)
        notice::write("key " + std::to_string(i), i);
    try {
        notice::write("one too many", 1);
        FAIL() << "a 65th key was accepted";
    } catch (const boc::CapacityError &error) {
        EXPECT_STREQ(
            error.what(),
            "there is no room for the key \"one too many\": the noticeboard already has 64 "
            "keys; remove one");
    }
    EXPECT_THROW(notice::update("one too many", 1, [](int n) { return n; }), boc::CapacityError);
    EXPECT_EQ(notice::snapshot().size(), 64u);
    notice::write("key 63", 0);
    notice::remove("key 0");
    notice::write("one too many", 1);
    EXPECT_EQ(notice::snapshot().size(), 64u);
}

BOC_TEST(NoticeBounds, ABehaviorSeesTheErrorToo)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Cown<void> result = boc::when() << [] { notice::write("", 1); };
    bool refused = false;
    boc::when(result) << [&](auto result) {
        EXPECT_THROW(result.get(), boc::UsageError);
        refused = true;
    };
    runtime.wait();
    EXPECT_TRUE(refused);
}

} // namespace
