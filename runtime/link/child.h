// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
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
    std::string clause() const; // "exited with code 3", "was ended by signal 9 (Killed)"
};

// A process with pipes at its standard input, output and error, in a process group of its own, so
// that a Ctrl-C at the terminal is the parent's alone and that its own children go with it.
//
// It never outlives its parent: the destructor kills the group, and if the parent dies in any other
// way, or only the thread that made it ends, the kernel kills the process itself
// (PR_SET_PDEATHSIG), while its standard input comes to its end for all behind it.
//
// Used from one thread, which must not end before this object. The descriptors do not block.
class Child
{
public:
    // Arguments begin with the program, which is searched for in PATH. Throws std::runtime_error
    // with a sentence if it cannot be started.
    explicit Child(const std::vector<std::string> &arguments);
    ~Child();
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    int input() const { return m_input.get(); } // -1 once it is closed
    void closeInput() { m_input.close(); }      // what it reads comes to its end
    int output() const { return m_output.get(); }
    int errors() const { return m_errors.get(); }
    int ended() const { return m_process.get(); } // readable once it has ended; -1 before Linux 5.3

    void kill(); // the whole group

    // How it ended, once it has; within the time given.
    std::optional<ExitStatus> wait(std::chrono::milliseconds patience);

private:
    bool reap(int options);

    Descriptor m_input, m_output, m_errors;
    Descriptor m_process; // a pidfd: readable when it has ended
    int m_pid = -1;
    std::optional<ExitStatus> m_status;
};

} // namespace cownscope::link
