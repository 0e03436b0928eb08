// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "link/descriptor.h"

namespace cownscope::link {

// How a process ended.
struct ExitStatus
{
    int code = 0;   // if no signal ended it; -1 if it cannot be known
    int signal = 0; // 0: none

    bool isSuccess() const { return code == 0 && signal == 0; }
    int shellCode() const { return signal != 0 ? 128 + signal : code; } // as a shell has it
    std::string clause() const; // "exited with code 3", "was ended by signal 9 (Killed)"
};

// A descriptor of this process that a child gets under a number of its choice.
struct HandedDescriptor
{
    int own;
    int number;
};

// What a child printed to its pipes, and how it ended; nothing if it was killed before that.
struct ChildResult
{
    std::string output = {};
    std::string errors = {};
    std::optional<ExitStatus> status = {};
};

// The one way to start a process: in a process group of its own, so that a Ctrl-C at the terminal
// is the parent's alone and that its own children go with it, with the usual signal handling, and
// with no descriptors but those that it is handed. Its standard input, output and error are pipes,
// unless descriptors are handed to it under the numbers 0, 1 and 2.
//
// It never outlives its parent: the destructor kills the group, and if the parent dies in any other
// way, or only the thread that made it ends, the kernel kills the process itself
// (PR_SET_PDEATHSIG), while its standard input comes to its end for all behind it.
//
// Used from one thread, which must not end before this object. The pipes do not block here.
class Child
{
public:
    // The command begins with the program, which is searched for in PATH, or with the words of a
    // launcher that becomes or starts it. Throws std::system_error, whose what() is a sentence, if
    // it cannot be started.
    explicit Child(const std::vector<std::string> &command,
                   const std::vector<HandedDescriptor> &handed = {});
    ~Child();
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    // The pipes; -1 where there is none, or it is closed.
    int input() const { return m_streams[0].get(); }
    int output() const { return m_streams[1].get(); }
    int errors() const { return m_streams[2].get(); }
    int ended() const { return m_process.get(); } // readable once it has ended; -1 before Linux 5.3

    void closeInput() { m_streams[0].close(); } // what it reads comes to its end

    // What has come, one piece at a time; empty if there is nothing. Closes a pipe at its end.
    std::string readOutput() { return read(m_streams[1]); }
    std::string readErrors() { return read(m_streams[2]); }
    // The same for both, added to what these hold; all of it once wait() has told of its end.
    void read(std::string &output, std::string &errors);

    struct Events
    {
        bool input = false; // there is room in it
        bool output = false;
        bool errors = false;
        bool ended = false;
        bool wake = false;
    };

    // Waits until something of this happens: the wake descriptor, if there is one, is readable; the
    // input is looked at only if there is something to write. All false if nothing did in time.
    Events poll(std::chrono::milliseconds patience, int wake = -1, bool toWrite = false) const;

    // Closes its input and takes in what it prints until it has ended. `goOn` is asked when
    // something came, when the wake descriptor is readable, which it may clear, and at least once a
    // second; the group is killed if it says no.
    [[nodiscard]] ChildResult
    runToEnd(const std::function<bool(const ChildResult &soFar)> &goOn = {}, int wake = -1);

    void signal(int number) const; // to the process alone
    void kill() const;             // the whole group

    // How it ended, once it has; within the time given. What it left behind is killed then.
    std::optional<ExitStatus> wait(std::chrono::milliseconds patience);

private:
    static std::string read(Descriptor &stream);
    bool reap(int options);

    std::array<Descriptor, 3> m_streams; // this end of its standard streams
    Descriptor m_process;                // a pidfd
    int m_pid = -1;
    std::optional<ExitStatus> m_status;
};

} // namespace cownscope::link
