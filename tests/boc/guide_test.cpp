// SPDX-License-Identifier: GPL-3.0-or-later

// The code of the guide in runtime/boc/README.md, which has it between the marks below, in the same
// order and without the indentation. The last test compares the two.

// [guide]
#include <boc/boc.h>

struct Account
{
    int balance = 0;
};
// [end]

#include "boc_testing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

template <class T>
T valueOf(boc::Runtime &runtime, const boc::Cown<T> &cown)
{
    T value{};
    runtime.when(cown) << [&](auto cown) { value = *cown; };
    runtime.quiesce();
    return value;
}

BOC_TEST(Guide, Cowns)
{
    // [guide]
    boc::Runtime runtime{{.workers = 4}};
    boc::Cown<Account> alice{100};
    boc::when(alice) << [](auto alice) { alice->balance += 20; };
    // [end]
    EXPECT_EQ(valueOf(runtime, alice).balance, 120);
}

BOC_TEST(Guide, Order)
{
    boc::Runtime runtime{{.workers = 4}};
    // [guide]
    boc::Cown<std::string> text{""};
    boc::when(text) << [](auto text) { *text += "one "; };
    boc::when(text) << [](auto text) { *text += "two "; };
    boc::when(text) << [](auto text) { *text += "three"; };
    // [end]
    EXPECT_EQ(valueOf(runtime, text), "one two three");
}

BOC_TEST(Guide, SeveralCowns)
{
    boc::Runtime runtime{{.workers = 4}};
    boc::Cown<Account> alice{100};
    boc::Cown<Account> bob{0};
    // [guide]
    boc::when(alice, bob) << [](auto from, auto to) {
        from->balance -= 10;
        to->balance += 10;
    };

    std::vector<boc::Cown<Account>> everybody{alice, bob};
    boc::when(everybody) << [](auto accounts) {
        for (const auto &account : accounts)
            account->balance += 1;
    };
    // [end]
    EXPECT_EQ(valueOf(runtime, alice).balance, 91);
    EXPECT_EQ(valueOf(runtime, bob).balance, 11);
}

BOC_TEST(Guide, Sums)
{
    boc::Runtime runtime{{.workers = 4}};
    boc::Cown<Account> alice{100};
    boc::Cown<Account> bob{0};
    // [guide]
    (boc::when(alice) << [](auto alice) { alice->balance *= 2; })
        + (boc::when(bob) << [](auto bob) { bob->balance *= 2; });
    // [end]
    EXPECT_EQ(valueOf(runtime, alice).balance, 200);
}

BOC_TEST(Guide, Reading)
{
    boc::Runtime runtime{{.workers = 4}};
    boc::Cown<Account> alice{100};
    boc::Cown<Account> bob{20};
    // [guide]
    boc::Cown<int> total = boc::when(boc::read(alice), boc::read(bob))
        << [](auto a, auto b) { return a->balance + b->balance; };
    // [end]
    EXPECT_EQ(valueOf(runtime, total), 120);
}

BOC_TEST(Guide, Errors)
{
    boc::Runtime runtime{{.workers = 4}};
    boc::Cown<Account> alice{100};
    // [guide]
    boc::Cown<int> paid = boc::when(alice) << [](auto alice) {
        if (alice->balance < 1000)
            throw std::runtime_error("not enough money");
        alice->balance -= 1000;
        return 1000;
    };
    boc::Cown<std::string> receipt = boc::when(paid) << [](auto paid) {
        try {
            return "paid " + std::to_string(*paid);
        } catch (const std::runtime_error &error) {
            return std::string(error.what());
        }
    };
    // [end]
    EXPECT_EQ(valueOf(runtime, receipt), "not enough money");
}

BOC_TEST(Guide, PinnedCowns)
{
    boc::Runtime runtime{{.workers = 4}};
    boc::Cown<Account> alice{100};
    struct Label
    {
        std::string text;
    };
    // [guide]
    boc::PinnedCown<Label> label;
    boc::when(label, boc::read(alice)) << [](auto label, auto alice) {
        label->text = std::to_string(alice->balance); // on the main thread
    };
    runtime.pump({.deadline = std::chrono::milliseconds(4)}); // what an event loop does
    runtime.quiesce();                                        // pumps, too, while it waits
    // [end]
    EXPECT_EQ(valueOf<Label>(runtime, label).text, "100");
}

BOC_TEST(Guide, TheNoticeboard)
{
    boc::Runtime runtime{{.workers = 4}};
    // [guide]
    runtime.noticeboard().seed("limit", 1000);
    for (int n = 1; n <= 100; ++n) {
        boc::when() << [n] {
            if (n * n > boc::notice::read("limit", 0))
                return;
            boc::notice::update("largest", 0, [n](int largest) { return std::max(largest, n); });
        };
    }
    runtime.quiesce();
    const int largest = runtime.noticeboard().read("largest", 0); // 31
    // [end]
    EXPECT_EQ(largest, 31);
}

BOC_TEST(Guide, Messages)
{
    boc::Runtime runtime{{.workers = 4}};
    // [guide]
    boc::when() << [] { boc::send("progress", 50); };
    boc::when() << [] { boc::send("done", "all of it"); };
    for (bool done = false; !done;) {
        boc::Message message = boc::receive({"progress", "done"});
        done = message.holds<std::string>();
    }
    const int more = boc::receive<int>("progress", std::chrono::milliseconds(1), -1);
    // [end]
    EXPECT_TRUE(more == 50 || more == -1);
}

BOC_TEST(Guide, Stopping)
{
    boc::Runtime runtime{{.workers = 4}};
    // [guide]
    runtime.quiesce(); // nothing is in flight now, and the workers stay
    runtime.stop();    // or wait(), which is quiesce() and stop()
    // [end]
    EXPECT_TRUE(runtime.stopped());
}

/// The lines between two kinds of marks, without their common indentation; a text for each pair.
std::vector<std::string> blocks(const char *file, const std::string &begin, const std::string &end)
{
    std::vector<std::string> result;
    std::ifstream stream(file);
    bool inside = false;
    std::size_t indentation = 0;
    for (std::string line; std::getline(stream, line);) {
        const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
        if (!inside && line.substr(start) == begin) {
            inside = true;
            indentation = start;
            result.emplace_back();
        } else if (inside && line.substr(start) == end) {
            inside = false;
        } else if (inside) {
            result.back() += (line.empty() ? line : line.substr(indentation)) + '\n';
        }
    }
    return result;
}

TEST(Guide, HasTheCodeThatRunsHere)
{
    const std::vector<std::string> shown = blocks(BOC_GUIDE, "```cpp", "```");
    const std::vector<std::string> run = blocks(BOC_GUIDE_CODE, "// [guide]", "// [end]");
    ASSERT_EQ(run.size(), 11u);
    EXPECT_EQ(shown, run);
}

} // namespace
