// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/descriptor.h"

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::link {

// How a process ended.
struct ExitStatus
{
    int code = 0;   // if no signal ended it; -1 if unknown
    int signal = 0; // 0: none

    bool isSuccess() const { return code == 0 && signal == 0; }
    int shellCode() const { return signal != 0 ? 128 + signal : code; } // as in a shell
    std::string clause() const; // "exited with code 3", "was ended by signal 9 (Killed)"
};

// A descriptor of this process that is passed to a child, and the number that it gets there.
struct HandedDescriptor
{
    int own;
    int number;
};

// The output of a child, and its exit status; no status if it was killed.
struct ChildResult
{
    std::string output = {};
    std::string errors = {};
    std::optional<ExitStatus> status = {};
};

// A child process. It runs in its own process group, so that only the parent gets a Ctrl-C from the
// terminal, and so that its own children can be killed with it. It has default signal handling and
// no descriptors except those passed to it. Its standard input, output and error are pipes, unless
// descriptors are passed under the numbers 0, 1 and 2.
//
// It never outlives its parent: the destructor kills the group. If the parent dies in any other
// way, or the thread that made the child ends, the kernel kills the process (PR_SET_PDEATHSIG), and
// processes that it started see the end of their standard input.
//
// Used from one thread, which must not end before this object. The pipe ends here are non-blocking.
class Child
{
public:
    // The command begins with the program, which is searched for in PATH, or with a launcher that
    // executes or starts it. Throws std::system_error, whose what() is a sentence, if it cannot be
    // started.
    explicit Child(const std::vector<std::string> &command,
                   const std::vector<HandedDescriptor> &handed = {});
    ~Child();
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    // The pipes; -1 if there is none, or if it is closed.
    int input() const { return m_streams[0].get(); }
    int output() const { return m_streams[1].get(); }
    int errors() const { return m_streams[2].get(); }
    int processId() const { return m_pid; }
    int ended() const { return m_process.get(); } // readable once it has ended; -1 before Linux 5.3

    void closeInput() { m_streams[0].close(); } // the child sees the end of its input

    // Reads available output, one piece at a time; empty if there is none. Closes a pipe at its
    // end.
    std::string readOutput() { return read(m_streams[1]); }
    std::string readErrors() { return read(m_streams[2]); }
    // The same for both pipes, appended to the strings. Reads everything once wait() has returned a
    // status.
    void read(std::string &output, std::string &errors);

    struct Events
    {
        bool input = false; // writable
        bool output = false;
        bool errors = false;
        bool ended = false;
        bool wake = false;
    };

    // Waits for any of these events. `wake`: the wake descriptor, if any, is readable. The input is
    // polled only if `toWrite`. All false on timeout.
    Events poll(std::chrono::milliseconds timeout, int wake = -1, bool toWrite = false) const;

    // Closes its input and collects its output until it has ended. `goOn` is called for new output,
    // when the wake descriptor is readable (it may clear it), and at least once a second; if it
    // returns false, the group is killed.
    [[nodiscard]] ChildResult
    runToEnd(const std::function<bool(const ChildResult &soFar)> &goOn = {}, int wake = -1);

    void signal(int number) const; // to the process only
    void kill() const;             // kills the whole group

    // Waits for its end, at most this time. Once it has ended, kills the processes that it left
    // behind and returns its status.
    std::optional<ExitStatus> wait(std::chrono::milliseconds timeout);

private:
    static std::string read(Descriptor &stream);
    bool reap(int options);

    std::array<Descriptor, 3> m_streams; // this end of its standard streams
    Descriptor m_process;                // a pidfd
    int m_pid = -1;
    std::optional<ExitStatus> m_status;
};

} // namespace cownscope::link
