// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"
#include "faults/allocations.h"

#include <gtest/gtest.h>

#include <new>
#include <stdexcept>

/// \file
/// Out of memory where it is too late to tell the caller: what was to be stored is std::bad_alloc
/// then, and nothing hangs or ends the program.
namespace {

struct Failed
{ };

struct CountedReports
{
    boctest::Atomic<int> reported{0};
    boctest::Atomic<int> reportedFailed{0};
    boc::Runtime runtime{{.workers = 1, .unhandledException = [this](std::exception_ptr e) {
                              ++reported;
                              try {
                                  std::rethrow_exception(e);
                              } catch (const Failed &) {
                                  ++reportedFailed;
                              } catch (...) {
                              }
                          }}};

    /// The result holds std::bad_alloc, and nothing else.
    template <class R>
    bool holdsBadAlloc(const boc::Cown<R> &result)
    {
        bool bad = false;
        runtime.when(result) << [&](auto r) {
            boctest::setMemoryBack();
            try {
                if (r.exception())
                    std::rethrow_exception(r.exception());
            } catch (const std::bad_alloc &) {
                bad = true;
            } catch (...) {
            }
        };
        runtime.quiesce();
        return bad;
    }
};

TEST(FaultResults, AnExceptionThatCannotBeStored)
{
    CountedReports s;
    const boc::Cown<int> result = s.runtime.when() << []() -> int {
        boctest::takeMemoryAfter(0);
        throw Failed();
    };
    EXPECT_TRUE(s.holdsBadAlloc(result));
    EXPECT_EQ(s.reportedFailed, 1) << "nobody can read it any more";
    EXPECT_EQ(s.reported, 1);
}

TEST(FaultResults, AValueThatCannotBeCopied)
{
    CountedReports s;
    const std::string text(100, 'x');
    const boc::Cown<std::string> result = s.runtime.when() << [&]() -> const std::string & {
        boctest::takeMemoryAfter(0);
        return text;
    };
    EXPECT_TRUE(s.holdsBadAlloc(result));
}

TEST(FaultResults, AStoppedBehavior)
{
    CountedReports s;
    boc::Cown<int> gate{0};
    boctest::Gate entered;
    boctest::Gate stopped;
    s.runtime.when(gate) << [&](auto) {
        entered.open();
        stopped.pass();
        boctest::takeMemoryAfter(0);
    };
    boc::Cown<int> result = s.runtime.when(gate) << [](auto) { return 1; };
    entered.pass();
    s.runtime.requestStop();
    stopped.open();
    s.runtime.stop();
    boc::Runtime other{{.workers = 1}};
    bool bad = false;
    other.when(result) << [&](auto r) {
        try {
            static_cast<void>(*r);
        } catch (const std::bad_alloc &) {
            bad = true;
        }
    };
    other.quiesce();
    EXPECT_TRUE(bad);
}

TEST(FaultResults, ACancelledBehavior)
{
    CountedReports s;
    boc::Scope scope(s.runtime);
    boc::Cown<int> gate{0};
    boc::Cown<int> result = boc::Cown<int>::empty();
    boctest::Gate cancelled;
    s.runtime.when(gate) << [&](auto) {
        cancelled.pass();
        boctest::takeMemoryAfter(0);
    };
    result = scope.when(gate) << [](auto) { return 1; };
    scope.cancel();
    cancelled.open();
    EXPECT_TRUE(s.holdsBadAlloc(result));
}

TEST(FaultResults, APromiseThatIsFailed)
{
    CountedReports s;
    boc::Promise<int> promise(s.runtime);
    const std::exception_ptr exception = std::make_exception_ptr(Failed());
    {
        const boctest::OutOfMemory outOfMemory;
        EXPECT_THROW(promise.fail(exception), std::bad_alloc);
    }
    EXPECT_TRUE(promise.fulfill(1)) << "it stayed open";
}

TEST(FaultResults, APromiseThatIsDroppedOrStopped)
{
    CountedReports s;
    boc::Cown<int> dropped = boc::Cown<int>::empty();
    {
        const boc::Promise<int> promise(s.runtime);
        dropped = promise.cown();
        boctest::takeMemoryAfter(0);
    }
    boctest::setMemoryBack();
    EXPECT_TRUE(s.holdsBadAlloc(dropped));
    EXPECT_EQ(s.reported, 1);

    const boc::Promise<int> open(s.runtime);
    {
        const boctest::OutOfMemory outOfMemory;
        s.runtime.requestStop();
    }
    EXPECT_FALSE(open.fulfill(1));
}

TEST(FaultResults, AFailureThatNobodyReads)
{
    CountedReports s;
    {
        const boc::Cown<int> result = s.runtime.when() << []() -> int {
            boctest::takeMemoryAfter(0);
            throw Failed();
        };
        s.runtime.quiesce();
    }
    EXPECT_EQ(s.reportedFailed, 1) << "once, when it could not be stored";
    EXPECT_EQ(s.reported, 1);
}

} // namespace
