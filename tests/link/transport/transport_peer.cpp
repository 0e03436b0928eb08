// SPDX-License-Identifier: GPL-3.0-or-later
// The other process of the transport tests. Its descriptors begin at number 3.
#include "link/transport/transport.h"
#include "stamp.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include <unistd.h>

using namespace cownscope;
using namespace std::chrono_literals;

namespace {

constexpr int first = 3;
constexpr int endedCode = 3; // the other side has ended

void waitForTheEndOfInput()
{
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) > 0) {
    }
}

// Sends items of so many bytes, each stamped with its generation, which is also its tag.
int send(std::uint64_t count, std::size_t bytes)
{
    const auto sender = link::connectSender(first);
    for (std::uint64_t i = 1; i <= count; ++i) {
        auto space = sender->space(bytes);
        while (!space) {
            if (sender->waitForSpace(bytes, 60s) != link::WaitResult::Ready)
                return endedCode;
            space = sender->space(bytes);
        }
        test::stamp(*space, i);
        if (!sender->send(bytes, i))
            return endedCode;
    }
    waitForTheEndOfInput();
    return 0;
}

int receive(std::uint64_t count, std::size_t bytes)
{
    const auto receiver = link::connectReceiver(first);
    for (std::uint64_t i = 1; i <= count;) {
        const auto item = receiver->take();
        if (!item) {
            if (receiver->wait(60s) == link::WaitResult::Ended)
                return endedCode;
            continue;
        }
        if (item->generation() != i || item->tag() != i || item->bytes().size() != bytes
            || !test::isStamped(item->bytes(), i))
            return 4;
        ++i;
    }
    return 0;
}

int run(const std::string &what, std::uint64_t count, std::size_t bytes)
{
    if (what == "send")
        return send(count, bytes);
    if (what == "receive")
        return receive(count, bytes);
    if (what == "close") { // closes its end and lives on
        link::connectSender(first).reset();
        waitForTheEndOfInput();
        return 0;
    }
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    try {
        return argc == 4
            ? run(argv[1], std::strtoull(argv[2], nullptr, 10), std::strtoull(argv[3], nullptr, 10))
            : 2;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
