// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/child.h"
#include "link/descriptor.h"
#include "link/wake.h"
#include "support/descriptor_limit.h"
#include "support/program.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>

using namespace cownscope::link;
using namespace std::chrono_literals;
using cownscope::test::isAlive;
using cownscope::test::isGoneSoon;
using cownscope::test::TemporaryFolder;

namespace {

std::string readToEnd(int descriptor)
{
    std::string text;
    for (;;) {
        pollfd event{.fd = descriptor, .events = POLLIN, .revents = 0};
        ::poll(&event, 1, 60'000);
        const ReadResult result = readSome(descriptor);
        text += result.bytes;
        if (result.ended)
            return text;
    }
}

int openDescriptors()
{
    int count = 0;
    for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator("/proc/self/fd"))
        ++count;
    return count;
}

// A number that a shell script has written to a file.
pid_t pidIn(const std::filesystem::path &path)
{
    for (int i = 0; i < 3000; ++i) {
        pid_t pid = 0;
        if (std::ifstream(path) >> pid && pid > 0)
            return pid;
        std::this_thread::sleep_for(10ms);
    }
    return 0;
}

} // namespace

TEST(Child, HasThreeStreams)
{
    Child child({"sh", "-c", "read line; echo \"got $line\"; echo problem >&2"});
    ASSERT_TRUE(writeAll(child.input(), "it\n"));
    EXPECT_EQ(readToEnd(child.output()), "got it\n");
    EXPECT_EQ(readToEnd(child.errors()), "problem\n");
    const auto status = child.wait(60s);
    ASSERT_TRUE(status);
    EXPECT_TRUE(status->isSuccess());
}

TEST(Child, ReadsToTheEndOfAnInputThatIsClosed)
{
    Child child({"sh", "-c", "wc -c; echo end"});
    ASSERT_TRUE(writeAll(child.input(), "twelve bytes"));
    child.closeInput();
    EXPECT_EQ(child.input(), -1);
    EXPECT_EQ(readToEnd(child.output()), "12\nend\n");
}

TEST(Child, TellsHowItEnded)
{
    Child exits({"sh", "-c", "exit 3"});
    EXPECT_EQ(exits.wait(60s).value_or(ExitStatus()).clause(), "exited with code 3");
    Child dies({"sh", "-c", "kill -SEGV $$"});
    EXPECT_EQ(dies.wait(60s).value_or(ExitStatus()).clause(),
              "was ended by signal 11 (Segmentation fault)");
}

TEST(Child, ThatCannotBeStartedIsASentence)
{
    try {
        Child child({"no-such-program-here"});
        FAIL();
    } catch (const std::system_error &error) {
        EXPECT_STREQ(error.what(), "cannot start no-such-program-here: No such file or directory");
    }
}

// Wherever descriptors run out: all of them are there, or it says that they are not. Standard input
// is closed, as a service may have it, so that ends of pipes have to move out of its place.
TEST(Child, WithoutDescriptorsIsASentence)
{
    if (!cownscope::test::runsWithoutDescriptors)
        GTEST_SKIP() << "The sanitizer needs descriptors.";
    const int input = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    ::close(STDIN_FILENO);
    int refused = 0;
    int started = 0;
    const int open = openDescriptors();
    for (int limit = 3; limit < 64; ++limit) {
        const cownscope::test::DescriptorLimit few(limit);
        try {
            Child child({"/bin/true"});
            ++started;
            for (const int end : {child.input(), child.output(), child.errors()})
                EXPECT_GE(end, 3) << limit;
        } catch (const std::runtime_error &error) {
            ++refused;
            EXPECT_STREQ(error.what(), "cannot make a pipe: Too many open files");
        }
    }
    EXPECT_EQ(openDescriptors(), open);
    ::dup2(input, STDIN_FILENO);
    ::close(input);
    EXPECT_GT(refused, 4);
    EXPECT_GT(started, 0);
}

TEST(Child, WaitingEndsWhenPatienceDoes)
{
    Child child({"sleep", "1000"});
    EXPECT_FALSE(child.wait(50ms));
    child.kill();
    EXPECT_EQ(child.wait(60s).value_or(ExitStatus()).signal, SIGKILL);
}

TEST(Child, IsReadableWhenItHasEnded)
{
    Child child({"true"});
    pollfd event{.fd = child.ended(), .events = POLLIN, .revents = 0};
    EXPECT_EQ(::poll(&event, 1, 60'000), 1);
}

TEST(Child, TakesItsOwnChildrenWithIt)
{
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "pid").string();
    pid_t grandchild = 0;
    {
        Child child({"sh", "-c", "sleep 1000 & echo $! > " + path + "; wait"});
        grandchild = pidIn(path);
        ASSERT_GT(grandchild, 0);
        EXPECT_TRUE(isAlive(grandchild));
    }
    EXPECT_TRUE(isGoneSoon(grandchild));
}

TEST(Child, ThatEndsFirstLeavesNobodyBehind)
{
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "pid").string();
    Child child({"sh", "-c", "sleep 1000 & echo $! > " + path});
    const pid_t grandchild = pidIn(path);
    ASSERT_GT(grandchild, 0);
    EXPECT_TRUE(child.wait(60s));
    EXPECT_TRUE(isGoneSoon(grandchild));
}

TEST(Child, DiesWithAParentThatIsKilled)
{
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "pid").string();
    const pid_t parent = ::fork(); // runs what follows, which no program does
    if (parent == 0) {
        // It neither reads its input nor minds any signal that can be minded.
        const Child child(
            {"sh", "-c",
             "trap '' TERM INT HUP; echo $$ > " + path + "; while :; do sleep 1; done"});
        ::pause();
        ::_exit(0);
    }
    const pid_t child = pidIn(path);
    ASSERT_GT(child, 0);
    EXPECT_TRUE(isAlive(child));
    ::kill(parent, SIGKILL);
    ::waitpid(parent, nullptr, 0);
    EXPECT_TRUE(isGoneSoon(child));
}

TEST(Child, HasTheDescriptorsThatItIsHanded)
{
    const TemporaryFolder folder;
    const auto open = [&folder](const char *name) {
        return Descriptor(
            ::open((folder.path() / name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    };
    const Descriptor one = open("one");
    const Descriptor other = open("other");
    // Also under numbers that these files, their copies and the pipes have here.
    std::vector<HandedDescriptor> handed;
    std::string links;
    std::string expected;
    for (int number = 19; number >= 3; --number) {
        const bool odd = number % 2 != 0;
        handed.push_back({odd ? one.get() : other.get(), number});
        links += " /proc/self/fd/" + std::to_string(number);
        expected += (folder.path() / (odd ? "one" : "other")).string() + '\n';
    }
    Child child({"sh", "-c", "readlink" + links + "; echo written >&9"}, handed);
    const ChildResult result = child.runToEnd();
    EXPECT_EQ(result.output, expected);
    EXPECT_EQ(result.errors, "");
    std::ifstream written(folder.path() / "one");
    std::string word;
    written >> word;
    EXPECT_EQ(word, "written");
}

TEST(Child, HasNoPipeWhereADescriptorIsHanded)
{
    Pipe pipe;
    Child child({"sh", "-c", "echo out; echo err >&2"}, {{pipe.writing.get(), STDERR_FILENO}});
    EXPECT_EQ(child.errors(), -1);
    pipe.writing.close();
    EXPECT_EQ(child.runToEnd().output, "out\n");
    EXPECT_EQ(readToEnd(pipe.reading.get()), "err\n");
}

TEST(Child, WithADescriptorThatIsNoneIsASentence)
{
    try {
        Child child({"true"}, {{1000, 3}});
        FAIL();
    } catch (const std::system_error &error) {
        EXPECT_STREQ(error.what(), "cannot pass the descriptor 1000: Bad file descriptor");
    }
}

TEST(Child, RunsToItsEndWhoeverKeepsItsPipes)
{
    // More than a pipe holds.
    const ChildResult result =
        Child({"sh", "-c", "sleep 1000 & yes | head -c 300000; echo problem >&2; exit 7"})
            .runToEnd();
    EXPECT_EQ(result.output.size(), 300'000u);
    EXPECT_EQ(result.errors, "problem\n");
    ASSERT_TRUE(result.status);
    EXPECT_EQ(result.status->shellCode(), 7);
    EXPECT_EQ((ExitStatus{.code = 0, .signal = SIGTERM}.shellCode()), 143);
}

TEST(Child, IsKilledWhereItIsNotToGoOn)
{
    Wake wake;
    wake.ring();
    Child silent({"sleep", "1000"});
    EXPECT_FALSE(
        silent.runToEnd([](const ChildResult &) { return false; }, wake.descriptor()).status);
    EXPECT_EQ(silent.wait(0ms).value_or(ExitStatus()).signal, SIGKILL);

    Child talkative({"sh", "-c", "echo begun; exec sleep 1000"});
    const ChildResult result =
        talkative.runToEnd([](const ChildResult &soFar) { return soFar.output.empty(); });
    EXPECT_FALSE(result.status);
    EXPECT_EQ(result.output, "begun\n");
}

TEST(Child, TakesASignalAloneOfItsGroup)
{
    Child child({"sh", "-c", "sleep 1000 & trap 'kill -0 $!; echo $?; exit 5' USR1; echo; wait"});
    const ChildResult result = child.runToEnd([&child](const ChildResult &soFar) {
        if (soFar.output == "\n")
            child.signal(SIGUSR1);
        return true;
    });
    EXPECT_EQ(result.output, "\n0\n");
    EXPECT_EQ(result.status.value_or(ExitStatus()).code, 5);
}

TEST(Child, InheritsNothingElse)
{
    const int leaked = ::open("/dev/null", O_RDONLY); // without O_CLOEXEC
    ASSERT_GE(leaked, 3);
    Child child({"sh", "-c", "ls /proc/$$/fd"});
    EXPECT_EQ(readToEnd(child.output()).find('\n' + std::to_string(leaked) + '\n'),
              std::string::npos);
    ::close(leaked);
}
