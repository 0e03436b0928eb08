// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/driver/child.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cownscope::benchmark {

namespace {

using Clock = std::chrono::steady_clock;

std::atomic<bool> flag = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler must not take a lock");

void setFlag(int)
{
    flag = true;
}

sigset_t interrupts()
{
    sigset_t set;
    ::sigemptyset(&set);
    ::sigaddset(&set, SIGINT);
    ::sigaddset(&set, SIGTERM);
    return set;
}

void check(int error, const std::string &what)
{
    if (error != 0)
        throw std::system_error(error, std::generic_category(), what);
}

class Pipe
{
public:
    Pipe() { check(::pipe2(m_ends.data(), O_CLOEXEC) == 0 ? 0 : errno, "pipe"); }
    ~Pipe()
    {
        closeWriting();
        ::close(m_ends[0]);
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;

    int reading() const { return m_ends[0]; }
    int writing() const { return m_ends[1]; }
    void closeWriting()
    {
        if (m_ends[1] >= 0)
            ::close(m_ends[1]);
        m_ends[1] = -1;
    }

private:
    std::array<int, 2> m_ends{-1, -1};
};

// A process group of its own, so that whatever the child starts ends with it.
pid_t spawn(const std::vector<std::string> &words, const Pipe &output, const Pipe &errors)
{
    posix_spawn_file_actions_t actions;
    check(::posix_spawn_file_actions_init(&actions), "posix_spawn");
    const std::unique_ptr<posix_spawn_file_actions_t, int (*)(posix_spawn_file_actions_t *)>
        actionsEnd(&actions, ::posix_spawn_file_actions_destroy);
    check(::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0), "posix_spawn");
    check(::posix_spawn_file_actions_adddup2(&actions, output.writing(), 1), "posix_spawn");
    check(::posix_spawn_file_actions_adddup2(&actions, errors.writing(), 2), "posix_spawn");

    posix_spawnattr_t attributes;
    check(::posix_spawnattr_init(&attributes), "posix_spawn");
    const std::unique_ptr<posix_spawnattr_t, int (*)(posix_spawnattr_t *)> attributesEnd(
        &attributes, ::posix_spawnattr_destroy);
    sigset_t none;
    ::sigemptyset(&none);
    const sigset_t usual = interrupts();
    check(::posix_spawnattr_setsigmask(&attributes, &none), "posix_spawn");
    check(::posix_spawnattr_setsigdefault(&attributes, &usual), "posix_spawn");
    check(::posix_spawnattr_setpgroup(&attributes, 0), "posix_spawn");
    check(::posix_spawnattr_setflags(
              &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP),
          "posix_spawn");

    std::vector<char *> arguments;
    for (const std::string &word : words)
        arguments.push_back(const_cast<char *>(word.c_str()));
    arguments.push_back(nullptr);
    pid_t child = -1;
    check(::posix_spawnp(&child, arguments[0], &actions, &attributes, arguments.data(), environ),
          "cannot start " + words.front());
    return child;
}

// False at the end of what there is to read.
bool readSome(int descriptor, std::string &text)
{
    std::array<char, 4096> buffer;
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count > 0)
        text.append(buffer.data(), static_cast<std::size_t>(count));
    return count > 0 || (count < 0 && errno == EINTR);
}

// Reads until the child has closed both. False if it is to be ended before.
bool readAll(Pipe &output, Pipe &errors, Clock::time_point end, ChildResult &result)
{
    std::array<pollfd, 2> descriptors{
        {{output.reading(), POLLIN, 0}, {errors.reading(), POLLIN, 0}}};
    const std::array<std::string *, 2> texts{&result.output, &result.errors};
    sigset_t none;
    ::sigemptyset(&none);
    while (descriptors[0].fd >= 0 || descriptors[1].fd >= 0) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(end - Clock::now());
        result.late = left.count() <= 0;
        if (result.late || interrupted())
            return false;
        // Signals get through only while nothing else is done, so that none can be missed.
        const timespec patience{.tv_sec = left.count(), .tv_nsec = 0};
        if (::ppoll(descriptors.data(), descriptors.size(), &patience, &none) <= 0)
            continue;
        for (std::size_t i = 0; i < descriptors.size(); ++i) {
            if (descriptors[i].revents != 0 && !readSome(descriptors[i].fd, *texts[i]))
                descriptors[i].fd = -1; // poll passes over it
        }
    }
    return true;
}

} // namespace

void catchInterrupts()
{
    struct sigaction action = {};
    action.sa_handler = setFlag;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    const sigset_t set = interrupts();
    ::sigprocmask(SIG_BLOCK, &set, nullptr);
}

bool interrupted()
{
    return flag;
}

ChildResult runChild(const std::vector<std::string> &words, std::chrono::seconds limit)
{
    Pipe output;
    Pipe errors;
    const pid_t child = spawn(words, output, errors);
    output.closeWriting();
    errors.closeWriting();

    ChildResult result;
    if (!readAll(output, errors, Clock::now() + limit, result))
        ::kill(-child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

} // namespace cownscope::benchmark
