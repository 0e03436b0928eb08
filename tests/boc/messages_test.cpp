// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;

BOC_TEST(Messages, CarryAnyMovableValue)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::send("n", 1);
    boc::send("text", "a literal");
    boc::send("owner", std::make_unique<int>(2));
    boc::send("cown", boc::Cown<int>{3});
    EXPECT_EQ(boc::receive<int>("n"), 1);
    EXPECT_EQ(boc::receive<std::string>("text"), "a literal");
    EXPECT_EQ(*boc::receive<std::unique_ptr<int>>("owner"), 2);
    int seen = 0;
    boc::when(boc::receive<boc::Cown<int>>("cown")) << [&](auto n) { seen = *n; };
    runtime.quiesce();
    EXPECT_EQ(seen, 3);
}

/// A handle type of somebody else's.
struct NamedCown : boc::Cown<int>
{
    using Cown::Cown;
};

BOC_TEST(Messages, AHandleOfADerivedClassIsAHandle)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::PinnedCown<int> pinned{1};
    for (int i = 0; i < 5; ++i)
        boc::send("cown", pinned);
    EXPECT_EQ(boc::receive<boc::PinnedCown<int>>("cown"), pinned);
    EXPECT_EQ(boc::receive<boc::Cown<int>>("cown"), pinned);
    EXPECT_EQ(boc::receive<boc::Cown<int>>("cown", 0ns), pinned);
    EXPECT_EQ(boc::receive<boc::Cown<int>>("cown", 0ns, boc::Cown<int>::empty()), pinned);
    boc::Message message = boc::receive("cown");
    EXPECT_TRUE(message.holds<boc::PinnedCown<int>>());
    EXPECT_TRUE(message.holds<boc::Cown<int>>());
    EXPECT_FALSE(message.holds<boc::Cown<long>>());
    EXPECT_FALSE(message.holds<NamedCown>());
    EXPECT_EQ(message.value<boc::Cown<int>>(), pinned);
    EXPECT_EQ(message.take<boc::Cown<int>>(), pinned);

    boc::send("cown", NamedCown(2));
    EXPECT_THROW(boc::receive<boc::PinnedCown<int>>("cown"), boc::TypeMismatchError);
    EXPECT_TRUE(boc::receive<boc::Cown<int>>("cown"));
    boc::send("cown", boc::Cown<int>(3));
    EXPECT_THROW(boc::receive<boc::PinnedCown<int>>("cown"), boc::TypeMismatchError);
    EXPECT_TRUE(boc::receive<boc::Cown<int>>("cown"));
}

BOC_TEST(Messages, AWaitingReceiverTakesAHandleOfADerivedClass)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::PinnedCown<int> pinned{1};
    boctest::Thread sender([&] { runtime.messages().send("cown", pinned); });
    EXPECT_EQ(boc::receive<boc::Cown<int>>("cown"), pinned);
    sender.join();
}

BOC_TEST(Messages, OfSeveralTagsTheOneSentFirstIsReceived)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::send("b", 1);
    boc::send("a", 2);
    boc::send("c", 3);
    boc::send("b", 4);
    std::string seen;
    for (int i = 0; i < 3; ++i) {
        boc::Message message = boc::receive({"a", "b"});
        seen += message.tag();
        seen += std::to_string(message.take<int>());
    }
    EXPECT_EQ(seen, "b1a2b4");
    EXPECT_FALSE(boc::receive({"a", "b"}, 0ns));
    const std::vector<std::string> tags{"b", "c"};
    EXPECT_EQ(boc::receive<int>(tags), 3);
}

BOC_TEST(Messages, CanBeLookedAtAndSentOn)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::send("inbox", std::string("letter"));
    boc::Message message = boc::receive("inbox");
    EXPECT_TRUE(message.holds<std::string>());
    EXPECT_FALSE(message.holds<int>());
    EXPECT_THROW(message.take<int>(), boc::TypeMismatchError);
    EXPECT_EQ(message.value<std::string>(), "letter");
    boc::send(std::move(message));
    EXPECT_EQ(boc::receive<std::string>("inbox"), "letter");
}

BOC_TEST(Messages, OfAnotherTypeStayWhereTheyAre)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::send("n", 1);
    boc::send("n", 2.5);
    try {
        boc::receive<double>("n");
        FAIL() << "an int was received as a double";
    } catch (const boc::TypeMismatchError &error) {
        EXPECT_STREQ(error.what(),
                     "the message \"n\" holds a value of type int, but was read as double");
    }
    EXPECT_EQ(boc::receive<int>("n"), 1);
    EXPECT_EQ(boc::receive<double>("n"), 2.5);
}

BOC_TEST(Messages, AfterSaysWhatToDoWhenTheTimeIsUp)
{
    boc::Runtime runtime{{.workers = 1}};
    EXPECT_EQ(boc::receive<int>("n", 0ns), std::nullopt);
    EXPECT_EQ(boc::receive<int>("n", 1ms), std::nullopt);
    EXPECT_EQ(boc::receive<int>("n", 1ms, -1), -1);
    int calls = 0;
    EXPECT_EQ(boc::receive<int>("n", 1ms, [&] { return ++calls; }), 1);
    boc::Message tick = boc::receive({"n", "m"}, 1ms, [] { return boc::Message("tick", 7); });
    EXPECT_EQ(tick.tag(), "tick");
    EXPECT_EQ(tick.take<int>(), 7);
    boc::send("n", 5);
    EXPECT_EQ(boc::receive<int>("n", 1ms, [&] { return ++calls; }), 5);
    boc::send("n", 6);
    EXPECT_EQ(boc::receive("n", -1s)->take<int>(), 6) << "what is there is there";
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(runtime.messages().statistics().size(), 2u) << "tick was never sent";
}

BOC_TEST(Messages, AFullQueueRefuses)
{
    boc::Runtime runtime{{.workers = 1, .messageCapacity = 3}};
    for (int i = 0; i < 3; ++i)
        boc::send("n", i);
    boc::Message fourth("n", 3);
    try {
        boc::send(std::move(fourth));
        FAIL() << "a fourth message was accepted";
    } catch (const boc::QueueFullError &error) {
        EXPECT_STREQ(error.what(),
                     "the queue of the tag \"n\" is full: 3 messages are waiting; "
                     "receive some, or drain it");
    }
    EXPECT_EQ(fourth.value<int>(), 3) << "it is still the sender's";
    boc::send("m", 0);
    EXPECT_EQ(boc::receive<int>("n"), 0);
    boc::send(std::move(fourth));
    for (int i = 1; i <= 3; ++i)
        EXPECT_EQ(boc::receive<int>("n"), i);
    EXPECT_THROW(boc::Runtime({.workers = 1, .messageCapacity = 0}), boc::UsageError);
}

BOC_TEST(Messages, HoldSixteenThousandByDefault)
{
    boc::Runtime runtime{{.workers = 1}};
    for (int i = 0; i < 16384; ++i)
        boc::send("n", i);
    EXPECT_THROW(boc::send("n", 0), boc::QueueFullError);
    EXPECT_EQ(boc::drain("n"), 16384u);
}

BOC_TEST(Messages, DrainEmptiesTheTagsNamed)
{
    boc::Runtime runtime{{.workers = 1}};
    for (int i = 0; i < 3; ++i) {
        boc::send("a", std::make_shared<boctest::Tracked>(i));
        boc::send("b", std::make_shared<boctest::Tracked>(i));
        boc::send("c", std::make_shared<boctest::Tracked>(i));
    }
    EXPECT_EQ(boctest::Tracked::alive, 9);
    EXPECT_EQ(boc::drain({"a", "b", "unknown"}), 6u);
    EXPECT_EQ(boctest::Tracked::alive, 3);
    EXPECT_EQ(boc::drain("a"), 0u);
    EXPECT_FALSE(boc::receive({"a", "b"}, 0ns));
    EXPECT_EQ(boc::receive<std::shared_ptr<boctest::Tracked>>("c")->value, 0);
}

BOC_TEST(Messages, TagsAreFewShortTexts)
{
    boc::Runtime runtime{{.workers = 1}};
    EXPECT_THROW(boc::send("", 1), boc::UsageError);
    EXPECT_THROW(boc::receive(""), boc::UsageError);
    EXPECT_THROW(boc::receive({}), boc::UsageError);
    EXPECT_THROW(boc::drain("\xFF"), boc::UsageError);
    EXPECT_THROW(boc::send(std::string(64, 'x'), 1), boc::UsageError);
    boc::send(std::string(63, 'x'), 1);
    for (int i = 1; i < 16; ++i)
        EXPECT_FALSE(boc::receive(std::to_string(i), 0ns)) << "a receiver may come first";
    EXPECT_THROW(boc::send("a 17th", 1), boc::CapacityError);
    EXPECT_THROW(boc::receive("a 17th", 0ns), boc::CapacityError);
    EXPECT_THROW(boc::receive(std::vector<std::string>(17, "x")), boc::CapacityError);
    boc::send("15", 1);
}

BOC_TEST(Messages, DeclaredTagsAreTheOnlyOnes)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::send("old", 1);
    boc::send("kept", 1);
    boc::setTags({"kept", "new"});
    EXPECT_FALSE(boc::receive("kept", 0ns)) << "queues are emptied";
    EXPECT_THROW(boc::send("old", 1), boc::UsageError);
    EXPECT_THROW(boc::receive({"new", "old"}), boc::UsageError);
    EXPECT_THROW(boc::drain({"new", "old"}), boc::UsageError);
    EXPECT_THROW(boc::setTags({"a", "b", "a"}), boc::UsageError);
    boc::send("new", 2);
    ASSERT_EQ(runtime.messages().statistics().size(), 2u);
    EXPECT_EQ(runtime.messages().statistics()[0].tag, "kept");
    EXPECT_EQ(runtime.messages().statistics()[0].sent, 0u);
    EXPECT_EQ(runtime.messages().statistics()[1].waiting, 1u);
    boc::setTags({});
    boc::send("old", 3);
    EXPECT_EQ(boc::receive<int>("old"), 3);
}

BOC_TEST(Messages, AreCountedExactly)
{
    boc::Runtime runtime{{.workers = 1, .messageCapacity = 4}};
    for (int i = 0; i < 4; ++i)
        boc::send("n", i);
    EXPECT_THROW(boc::send("n", 4), boc::QueueFullError);
    boc::receive("n");
    boc::drain("n");
    boc::send("n", 5);
    // Handed over to one that waits.
    boctest::Thread receiver([&] { runtime.messages().receive("other"); });
    ASSERT_TRUE(boctest::eventually([&] {
        const auto queues = runtime.messages().statistics();
        return queues.size() == 2 && queues[1].receivers == 1;
    }));
    boc::send("other", 1);
    receiver.join();

    const boc::Statistics statistics = runtime.statistics();
    ASSERT_EQ(statistics.messageQueues.size(), 2u);
    const boc::MessageQueueStatistics &n = statistics.messageQueues[0];
    EXPECT_EQ(n.tag, "n");
    EXPECT_EQ(n.sent, 5u);
    EXPECT_EQ(n.received, 1u);
    EXPECT_EQ(n.drained, 3u);
    EXPECT_EQ(n.rejected, 1u);
    EXPECT_EQ(n.waiting, 1u);
    EXPECT_EQ(n.highest, 4u);
    const boc::MessageQueueStatistics &other = statistics.messageQueues[1];
    EXPECT_EQ(other.sent, 1u);
    EXPECT_EQ(other.received, 1u);
    EXPECT_EQ(other.waiting, 0u);
    EXPECT_EQ(other.highest, 0u);
    EXPECT_EQ(other.receivers, 0u);
}

BOC_TEST(Messages, EachRuntimeHasItsOwn)
{
    boc::Runtime first{{.workers = 1}};
    boc::Runtime second{{.workers = 1}};
    first.when() << [] { boc::send("who", 1); };
    second.when() << [] { boc::send("who", 2); };
    EXPECT_EQ(first.messages().receive<int>("who"), 1);
    EXPECT_EQ(boc::receive<int>("who"), 2);
    boctest::Thread([] { EXPECT_THROW(boc::send("who", 3), boc::UsageError); }).join();
}

} // namespace
