// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/child.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace cownscope::link {

namespace {

bool placeStream(int descriptor, int stream)
{
    int placed = 0;
    do
        placed = ::dup2(descriptor, stream);
    while (placed < 0 && (errno == EINTR || errno == EBUSY));
    return placed == stream;
}

// Between fork and exec, where only what takes no lock may be called: all here is safe in a signal
// handler, but for execvp, which glibc keeps free of locks and of the heap. Returns only if the
// program cannot be started, with the reason in errno.
void becomeProgram(char *const *arguments, int parent, const std::array<int, 3> &streams)
{
    ::setpgid(0, 0);
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        return;
    if (::getppid() != parent) // it died before that took effect
        ::_exit(127);
    for (int stream = 0; stream < 3; ++stream) {
        if (!placeStream(streams[static_cast<std::size_t>(stream)], stream))
            return;
    }
    for (int number = 1; number < NSIG; ++number)
        ::signal(number, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    // Whatever others have opened without O_CLOEXEC: a pipe kept open would keep its reader
    // waiting.
    ::syscall(SYS_close_range, 3u, ~0u, 4u /* CLOSE_RANGE_CLOEXEC */);
    ::execvp(arguments[0], arguments);
}

} // namespace

std::string ExitStatus::clause() const
{
    if (code < 0)
        return "ended, and somebody else has taken its exit code";
    if (signal != 0)
        return "was ended by signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ')';
    return "exited with code " + std::to_string(code);
}

Child::Child(const std::vector<std::string> &arguments)
{
    std::vector<char *> pointers;
    for (const std::string &argument : arguments)
        pointers.push_back(const_cast<char *>(argument.c_str()));
    pointers.push_back(nullptr);

    Pipe input, output, errors, failure;
    for (const Descriptor *own : {&input.writing, &output.reading, &errors.reading})
        makeNonBlocking(*own);
    const std::array<int, 3> streams{input.reading.get(), output.writing.get(),
                                     errors.writing.get()};
    const int parent = ::getpid();
    m_pid = ::fork();
    if (m_pid < 0)
        throw std::runtime_error("cannot start " + arguments[0] + ": "
                                 + std::generic_category().message(errno));
    if (m_pid == 0) {
        becomeProgram(pointers.data(), parent, streams);
        const int error = errno;
        [[maybe_unused]] const ssize_t told = ::write(failure.writing.get(), &error, sizeof error);
        ::_exit(127);
    }
    ::setpgid(m_pid, m_pid); // here too: whoever comes first
    failure.writing.close();
    int error = 0;
    ssize_t told = 0;
    do
        told = ::read(failure.reading.get(), &error, sizeof error);
    while (told < 0 && errno == EINTR);
    if (told > 0) {
        reap(0);
        throw std::runtime_error("cannot start " + arguments[0] + ": "
                                 + std::generic_category().message(error));
    }
    m_process = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0u)));
    m_input = std::move(input.writing);
    m_output = std::move(output.reading);
    m_errors = std::move(errors.reading);
}

Child::~Child()
{
    if (!m_status) {
        kill();
        reap(0);
    }
}

void Child::kill()
{
    if (!m_status) // afterwards the number may be that of somebody else
        ::kill(-m_pid, SIGKILL);
}

bool Child::reap(int options)
{
    siginfo_t information{};
    int failed = 0;
    do
        failed =
            ::waitid(P_PID, static_cast<id_t>(m_pid), &information, WEXITED | WNOWAIT | options);
    while (failed != 0 && errno == EINTR);
    if (failed == 0 && information.si_pid == 0)
        return false;
    if (failed != 0) { // somebody else has waited for it: its number may be another's by now
        m_status = ExitStatus{.code = -1, .signal = 0};
        return true;
    }
    kill(); // what it left behind, while its number is still its own
    int status = 0;
    while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
    }
    m_status.emplace();
    if (WIFSIGNALED(status))
        m_status->signal = WTERMSIG(status);
    else
        m_status->code = WEXITSTATUS(status);
    return true;
}

std::optional<ExitStatus> Child::wait(std::chrono::milliseconds patience)
{
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!m_status && !reap(WNOHANG)) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            end - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            return {};
        pollfd ended{.fd = m_process.get(), .events = POLLIN, .revents = 0};
        // Without a pidfd (Linux before 5.3) look now and then.
        ::poll(&ended, 1, static_cast<int>(m_process.isOpen() ? left.count() : 10));
    }
    return m_status;
}

} // namespace cownscope::link
