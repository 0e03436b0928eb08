// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/child.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace cownscope::link {

namespace {

using namespace std::chrono_literals;

constexpr auto longestPoll = 1s;
constexpr auto killTimeout = 10s; // for a process that the kernel does not release

// A descriptor and its number in the child. Its number here is above all numbers in the child, so
// that dup2 does not overwrite another one.
struct Place
{
    Descriptor descriptor;
    int number;
};

int firstFree(const std::vector<HandedDescriptor> &handed)
{
    int first = 3;
    for (const HandedDescriptor &one : handed)
        first = std::max(first, one.number + 1);
    return first;
}

std::vector<Place> placesFor(const std::vector<HandedDescriptor> &handed)
{
    std::vector<Place> places;
    for (const auto &[own, number] : handed) {
        places.push_back({Descriptor(::fcntl(own, F_DUPFD_CLOEXEC, firstFree(handed))), number});
        if (!places.back().descriptor.isOpen())
            throw std::system_error(errno, std::generic_category(),
                                    "cannot pass the descriptor " + std::to_string(own));
    }
    return places;
}

// Runs between fork and exec, where only functions without locks may be called: all are
// async-signal-safe except execvp, which uses neither locks nor the heap in glibc. Returns only if
// the program cannot be started, with the reason in errno.
void becomeProgram(char *const *arguments, int parent, const std::vector<Place> &places)
{
    ::setpgid(0, 0);
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        return;
    if (::getppid() != parent) // the parent died before that took effect
        ::_exit(127);
    // Closes descriptors that other code opened without O_CLOEXEC: an inherited pipe end would keep
    // its reader waiting.
    ::syscall(SYS_close_range, 3u, ~0u, 4u /* CLOSE_RANGE_CLOEXEC */);
    for (const Place &place : places) {
        int placed = 0;
        do
            placed = ::dup2(place.descriptor.get(), place.number);
        while (placed < 0 && (errno == EINTR || errno == EBUSY));
        if (placed != place.number)
            return;
    }
    for (int number = 1; number < NSIG; ++number)
        ::signal(number, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execvp(arguments[0], arguments);
}

} // namespace

std::string ExitStatus::clause() const
{
    if (code < 0)
        return "ended, but its exit code is unknown";
    if (signal != 0)
        return "was ended by signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ')';
    return "exited with code " + std::to_string(code);
}

Child::Child(const std::vector<std::string> &command, const std::vector<HandedDescriptor> &handed)
{
    const auto cannotStart = [&](int error) {
        return std::system_error(error, std::generic_category(), "cannot start " + command[0]);
    };
    std::vector<char *> arguments;
    arguments.reserve(command.size() + 1);
    for (const std::string &word : command)
        arguments.push_back(const_cast<char *>(word.c_str()));
    arguments.push_back(nullptr);

    std::vector<Place> places = placesFor(handed);
    for (int stream = 0; stream < 3; ++stream) {
        if (std::ranges::count(handed, stream, &HandedDescriptor::number) > 0)
            continue;
        Pipe pipe(firstFree(handed));
        if (stream == 0)
            std::swap(pipe.reading, pipe.writing);
        makeNonBlocking(pipe.reading); // this end
        m_streams[static_cast<std::size_t>(stream)] = std::move(pipe.reading);
        places.push_back({std::move(pipe.writing), stream});
    }
    Pipe failure(firstFree(handed));
    const int parent = ::getpid();
    m_pid = ::fork();
    if (m_pid < 0)
        throw cannotStart(errno);
    if (m_pid == 0) {
        becomeProgram(arguments.data(), parent, places);
        const int error = errno;
        [[maybe_unused]] const ssize_t written =
            ::write(failure.writing.get(), &error, sizeof error);
        ::_exit(127);
    }
    ::setpgid(m_pid, m_pid); // in both processes, since either may run first
    failure.writing.close();
    int error = 0;
    ssize_t count = 0;
    do
        count = ::read(failure.reading.get(), &error, sizeof error);
    while (count < 0 && errno == EINTR);
    if (count > 0) {
        reap(0);
        throw cannotStart(error);
    }
    m_process = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0u)));
}

Child::~Child()
{
    if (!m_status) {
        kill();
        reap(0);
    }
}

std::string Child::read(Descriptor &stream)
{
    if (!stream.isOpen())
        return {};
    ReadResult result = readSome(stream.get());
    if (result.ended)
        stream.close();
    return std::move(result.bytes);
}

void Child::read(std::string &output, std::string &errors)
{
    std::size_t before = 0;
    do {
        before = output.size() + errors.size();
        output += readOutput();
        errors += readErrors();
    } while (m_status && output.size() + errors.size() > before);
}

Child::Events Child::poll(std::chrono::milliseconds timeout, int wake, bool toWrite) const
{
    std::array<pollfd, 5> events{{
        {.fd = toWrite ? input() : -1, .events = POLLOUT, .revents = 0},
        {.fd = output(), .events = POLLIN, .revents = 0},
        {.fd = errors(), .events = POLLIN, .revents = 0},
        {.fd = ended(), .events = POLLIN, .revents = 0},
        {.fd = wake, .events = POLLIN, .revents = 0},
    }};
    if (::poll(events.data(), events.size(), static_cast<int>(timeout.count())) <= 0)
        return {};
    return {.input = events[0].revents != 0,
            .output = events[1].revents != 0,
            .errors = events[2].revents != 0,
            .ended = events[3].revents != 0,
            .wake = events[4].revents != 0};
}

ChildResult Child::runToEnd(const std::function<bool(const ChildResult &soFar)> &goOn, int wake)
{
    closeInput();
    ChildResult result;
    for (;;) {
        poll(longestPoll, wake);
        result.status = wait(0ms);
        read(result.output, result.errors);
        if (result.status)
            return result;
        if (goOn && !goOn(result)) {
            kill();
            wait(killTimeout);
            return result;
        }
    }
}

void Child::signal(int number) const
{
    if (!m_status) // afterwards the process ID may be reused
        ::kill(m_pid, number);
}

void Child::kill() const
{
    if (!m_status)
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
    if (failed != 0) { // other code has waited for it, so the process ID may be reused
        m_status = ExitStatus{.code = -1, .signal = 0};
        return true;
    }
    kill(); // kills processes it left behind, while the group ID is still its own
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

std::optional<ExitStatus> Child::wait(std::chrono::milliseconds timeout)
{
    const auto end = std::chrono::steady_clock::now() + timeout;
    while (!m_status && !reap(WNOHANG)) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            end - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            return {};
        pollfd ended{.fd = m_process.get(), .events = POLLIN, .revents = 0};
        // Without a pidfd (Linux before 5.3), poll.
        ::poll(&ended, 1, static_cast<int>(m_process.isOpen() ? left.count() : 10));
    }
    return m_status;
}

} // namespace cownscope::link
