// SPDX-License-Identifier: GPL-3.0-or-later
// A calculator that is controlled by messages. It runs on its own thread, outside the runtime; its
// clients are the main thread and some behaviors.
#include <boc/boc.h>

#include <array>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>

namespace {

struct Request
{
    int left;
    char operation;
    int right;
};

int calculate(const Request &request)
{
    switch (request.operation) {
    case '+':
        return request.left + request.right;
    case '*':
        return request.left * request.right;
    case '/':
        if (request.right != 0)
            return request.left / request.right;
        throw std::domain_error("cannot divide by zero");
    default:
        throw std::domain_error("cannot do that");
    }
}

// Serves three tags, oldest message first, until it receives "quit".
void serve(boc::Messages &messages)
{
    int memory = 0;
    for (;;) {
        boc::Message message = messages.receive({"calculate", "add to memory", "quit"});
        if (message.tag() == "quit") {
            messages.send("memory", memory);
            return;
        }
        if (message.tag() == "add to memory") {
            memory += message.take<int>();
            continue;
        }
        try {
            messages.send("answer", std::to_string(calculate(message.take<Request>())));
        } catch (const std::domain_error &error) {
            messages.send("answer", std::string(error.what()));
        }
    }
}

} // namespace

int main()
{
    boc::Runtime runtime;
    std::thread server([&messages = runtime.messages()] { serve(messages); });

    // Answers come in the order of the requests.
    constexpr std::array requests{Request{6, '+', 7}, Request{6, '*', 7}, Request{6, '/', 0}};
    for (const Request &request : requests)
        boc::send("calculate", request);
    for (const auto &[left, operation, right] : requests) {
        std::cout << left << ' ' << operation << ' ' << right << ": "
                  << boc::receive<std::string>("answer") << '\n';
    }

    // Behaviors send messages, too, in the order in which they run.
    for (int n = 1; n <= 100; ++n)
        boc::when() << [n] { boc::send("add to memory", n); };
    runtime.quiesce();

    boc::send("quit", "thank you");
    std::cout << "memory: " << boc::receive<int>("memory") << '\n';
    server.join();
}
