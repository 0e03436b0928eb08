// SPDX-License-Identifier: GPL-3.0-or-later
// A child, or what a launcher makes of one, that misbehaves in the way its first argument names.
// Arguments behind it are the real child's command.
#include "lab/children/child_protocol.h"
#include "lab/machine/build_info.h"
#include "link/descriptor.h"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <thread>

#include <unistd.h>

using namespace cownscope;
using namespace cownscope::lab;

namespace {

void say(const std::string &bytes)
{
    if (!link::writeAll(STDOUT_FILENO, bytes))
        ::_exit(0); // its parent has had enough
}

void say(MessageType type, const std::string &payload)
{
    say(link::encode({static_cast<std::uint16_t>(type), payload}));
}

void greet()
{
    say(MessageType::Hello, Json{{"build", buildText()}}.dump());
}

const std::string result =
    R"({"repeat_index":3,"elapsed_s":1,"throughput":5,"wall_clock_ns_start":1})";

[[noreturn]] void hang()
{
    for (;;)
        ::pause();
}

[[noreturn]] void flood(int descriptor, const std::string &text)
{
    for (;;) {
        if (!link::writeAll(descriptor, text))
            ::_exit(0);
    }
}

const std::map<std::string, void (*)()> behaviors{
    {"exit",
     [] {
         std::cerr << "out of luck" << std::endl;
         std::exit(3);
     }},
    {"be-killed", [] { ::raise(SIGKILL); }},
    {"hang", [] { hang(); }},
    {"greet-and-hang",
     [] {
         greet();
         hang();
     }},
    {"ignore-stop",
     [] {
         std::signal(SIGTERM, SIG_IGN);
         std::signal(SIGINT, SIG_IGN);
         greet();
         hang();
     }},
    {"flood-output", [] { flood(STDOUT_FILENO, std::string(4096, 'o') + '\n'); }},
    {"flood-errors", [] { flood(STDERR_FILENO, std::string(4096, 'e') + '\n'); }},
    {"flood-messages",
     [] {
         const std::string report = "{\"phase\":\"" + std::string(1 << 16, 'p') + "\"}";
         for (;;)
             say(MessageType::Progress, report);
     }},
    {"half-message",
     [] {
         say(link::encode({4, result}).substr(0, 40));
     }},
    {"wrong-version",
     [] {
         std::string message = link::encode({1, "{}"});
         message[4] = 99;
         say(message);
         hang();
     }},
    {"wrong-checksum",
     [] {
         std::string message = link::encode({4, result});
         message.back() = ' ';
         say(message);
         hang();
     }},
    {"unknown-type",
     [] {
         say(link::encode({77, "{}"}));
         hang();
     }},
    {"no-json",
     [] {
         say(MessageType::Result, "throughput: 5");
         hang();
     }},
    {"missing-field",
     [] {
         say(MessageType::Result, R"({"elapsed_s":1})");
         hang();
     }},
    {"wrong-field",
     [] {
         say(MessageType::Progress, R"({"phase":"measuring","executed":-1})");
         hang();
     }},
    {"nothing", [] { greet(); }},
    {"result-and-crash",
     [] {
         say(MessageType::Result, result);
         std::abort();
     }},
    {"result-and-hang",
     [] {
         say(MessageType::Result, result);
         hang();
     }},
    {"result-and-chatter",
     [] {
         say(MessageType::Result, result);
         std::cerr << std::string(300'000, 'c') << std::endl; // more than fits into a pipe
     }},
    {"hello-twice",
     [] {
         greet();
         greet();
         hang();
     }},
    {"another-build",
     [] {
         say(MessageType::Hello, R"({"build":"0.0.1"})");
         hang();
     }},
    {"another-repeat",
     [] {
         say(MessageType::Result, R"({"repeat_index":7,"elapsed_s":1,"throughput":5})");
         hang();
     }},
    {"failure",
     [] {
         say(MessageType::Failure, R"({"message":"no threads left"})");
         hang();
     }},
    {"close-output",
     [] {
         ::close(STDOUT_FILENO);
         hang();
     }},
    {"background",
     [] {
         if (::fork() == 0)
             hang(); // keeps the output open
         std::exit(4);
     }},
};

} // namespace

int main(int argc, char **argv)
{
    const std::string behavior = argc > 1 ? argv[1] : "";
    if (behavior == "chatter") { // a launcher that prints before it becomes the real child
        std::cout << "Welcome!\n\xff"
                     "CW not a message\n"
                  << std::flush;
        ::execv(argv[2], argv + 2);
        return 127;
    }
    behaviors.at(behavior)();
    return 0;
}
