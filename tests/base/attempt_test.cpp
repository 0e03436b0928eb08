// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/attempt.h"
#include "boc/faults/allocations.h"

#include <gtest/gtest.h>

#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

using namespace cownscope;

namespace {

struct OwnSentence : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

struct OfOwnSentence : OwnSentence
{
    using OwnSentence::OwnSentence;
};

constexpr const char *what = "The picture cannot be saved";

std::string reasonOf(void (*function)())
{
    return attempt<OwnSentence>(what, function).reason();
}

} // namespace

TEST(Attempt, OfWhatWorksIsASuccess)
{
    bool called = false;
    EXPECT_TRUE(attempt(what, [&] { called = true; }));
    EXPECT_TRUE(called);
}

TEST(Attempt, GivesTheOutcomeOfWhatItCalls)
{
    EXPECT_TRUE(attempt(what, [] { return Outcome(); }));
    EXPECT_EQ(attempt(what, [] { return Outcome::failure("No."); }).reason(), "No.");
}

TEST(Attempt, MakesASentenceOfWhateverIsThrown)
{
    EXPECT_EQ(reasonOf([] { throw std::bad_alloc(); }),
              "The picture cannot be saved: there is not enough memory.");
    EXPECT_EQ(reasonOf([] { throw std::bad_array_new_length(); }),
              "The picture cannot be saved: there is not enough memory.");
    EXPECT_EQ(reasonOf([] {
                  throw std::system_error(std::make_error_code(std::errc::too_many_files_open));
              }),
              "The picture cannot be saved: Too many open files.");
    EXPECT_EQ(reasonOf([] { throw std::runtime_error("it has no colors."); }),
              "The picture cannot be saved: it has no colors.");
    EXPECT_EQ(reasonOf([] { throw std::runtime_error(""); }),
              "The picture cannot be saved: the reason is unknown.");
    EXPECT_EQ(reasonOf([] { throw 1; }), "The picture cannot be saved: the reason is unknown.");
}

TEST(Attempt, LeavesASentenceAsItIs)
{
    EXPECT_EQ(reasonOf([] { throw OwnSentence("cannot write /a: it is a folder"); }),
              "cannot write /a: it is a folder");
    EXPECT_EQ(reasonOf([] { throw OfOwnSentence("cannot write /b"); }), "cannot write /b");
    EXPECT_EQ(attempt(what, [] { throw OwnSentence("it is a folder"); }).reason(),
              "The picture cannot be saved: it is a folder.");
}

// Of the sentence, too.
TEST(Attempt, NeedsNoMemoryToFail)
{
    for (int successes = 0; successes < 5; ++successes) {
        Outcome outcome;
        {
            const boctest::OutOfMemory outOfMemory(successes);
            outcome = attempt(what, [] {
                for (;;)
                    static_cast<void>(std::string(100, 'x'));
            });
        }
        EXPECT_FALSE(outcome) << "after " << successes;
        EXPECT_NE(outcome.reason().find("memory"), std::string::npos) << outcome.reason();
    }
}
