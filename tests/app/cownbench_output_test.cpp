// SPDX-License-Identifier: GPL-3.0-or-later
// Where results and what is printed go, and that nothing of it is lost unnoticed.
#include "cownbench_run.h"
#include "lab/results/result_file.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

#include <sys/stat.h>
#include <sys/sysmacros.h>

using namespace cownscope;
using test::cownbench;
using test::TemporaryFolder;

namespace {

// Runs lines of a shell in which $0 is the program and "short" a measurement.
test::ProgramResult shell(const std::string &script, const TemporaryFolder &folder)
{
    return test::runProgram("/bin/sh",
                            {"-c",
                             "short() { \"$cownbench\" boids --workers 1 --steps 1 --boids 50 "
                             "--quiet \"$@\"; }; cownbench=$0; "
                                 + script,
                             COWNSCOPE_COWNBENCH},
                            {.folder = folder.path()});
}

std::size_t wholeResultsIn(const std::filesystem::path &folder)
{
    std::size_t count = 0;
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
        EXPECT_EQ(lab::readResultFile(entry.path()).points.size(), 1u) << entry.path();
        ++count;
    }
    return count;
}

} // namespace

TEST(CownbenchOutput, NamesThatNobodyGaveAreNeverUsedAgain)
{
    const TemporaryFolder folder;
    const auto result = shell("short; short; short; short & short & short & wait", folder);
    EXPECT_EQ(result.errors, "");
    EXPECT_EQ(wholeResultsIn(folder.path() / "results"), 6u);
}

TEST(CownbenchOutput, ADeviceStaysADevice)
{
    const TemporaryFolder folder;
    const auto null = folder.path() / "null";
    if (::mknod(null.c_str(), S_IFCHR | 0666, makedev(1, 3)) != 0)
        GTEST_SKIP() << "devices cannot be made here";
    const auto result = shell("short --output null", folder);
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    EXPECT_TRUE(std::filesystem::is_character_file(null));
}

TEST(CownbenchOutput, APipeGetsTheResultOnce)
{
    const TemporaryFolder folder;
    const auto result =
        shell("mkfifo p; cat p > r.json & short --output p --repeats 3; "
              "echo \"exit code $?\"; wait; short --output /dev/stdout | cat > s.json",
              folder);
    EXPECT_EQ(result.output, "exit code 0\n") << result.errors;
    EXPECT_TRUE(std::filesystem::is_fifo(folder.path() / "p"));
    const auto document = lab::readResultFile(folder.path() / "r.json");
    EXPECT_EQ(document.points.at(0).repeats.size(), 3u);
    EXPECT_EQ(lab::readResultFile(folder.path() / "s.json").points.size(), 1u);
}

TEST(CownbenchOutput, APipeThatNobodyReadsIsToldBeforeAnythingIsMeasured)
{
    const TemporaryFolder folder;
    const auto result = shell("mkfifo p; short --output p; echo \"exit code $?\"", folder);
    EXPECT_EQ(result.output, "exit code 2\n");
    EXPECT_EQ(result.errors,
              "cownbench: cannot write " + (folder.path() / "p").string()
                  + ": no program reads from this pipe; start the reader first\n");
}

TEST(CownbenchOutput, PipesAreNotRead)
{
    const TemporaryFolder folder;
    for (const char *command : {"table p", "table --csv p", "compare p p", "boids --print-table p",
                                "boids --scene p --steps 1"}) {
        const auto result =
            shell(std::string("mkfifo p; timeout 20 \"$cownbench\" ") + command + "; rm p", folder);
        EXPECT_NE(result.errors.find("cannot read p: it is a pipe, not a file\n"),
                  std::string::npos)
            << command << ": " << result.errors;
    }
}

TEST(CownbenchOutput, TakesAResultFileWithALongName)
{
    const TemporaryFolder folder;
    const std::string name = std::string(250, 'n') + ".json";
    const auto result = shell("short --repeats 2 --output " + name, folder);
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    EXPECT_EQ(wholeResultsIn(folder.path()), 1u);
}

// A file that must not grow is like a full disk.
TEST(CownbenchOutput, WhatCannotBePrintedIsSaid)
{
    const TemporaryFolder folder;
    ASSERT_EQ(shell("short --output r.json", folder).exitCode, 0);
    for (const std::string command :
         {"--help", "--version", "chain-ring --help", "table r.json", "table --statistics r.json",
          "table --csv r.json", "compare r.json r.json", "boids --print-table r.json",
          "boids --workers 1 --steps 1 --json-stdout"}) {
#ifndef COWNSCOPE_SANITIZED_THREAD // which itself writes a file before main()
        const auto full = shell("(ulimit -f 0; \"$cownbench\" " + command
                                    + " 2>&1 >full; echo \"exit code $?\") | cat",
                                folder);
        EXPECT_EQ(full.output,
                  "cownbench: cannot write to standard output: File too large\nexit code 1\n")
            << command;
#endif
        const auto closed = shell("\"$cownbench\" " + command + " >&-", folder);
        EXPECT_EQ(closed.errors, "cownbench: cannot write to standard output: it is closed\n")
            << command;
        EXPECT_EQ(closed.exitCode, 1) << command;
    }
}

TEST(CownbenchOutput, ATableThatCannotBePrintedFailsButLeavesTheResult)
{
    const TemporaryFolder folder;
    const auto result = shell("\"$cownbench\" boids --workers 1 --steps 1 --boids 50 --table "
                              "--output r.json >&-; echo \"exit code $?\" >&2",
                              folder);
    EXPECT_NE(result.errors.find("cownbench: cannot write to standard output: it is closed\n"),
              std::string::npos)
        << result.errors;
    EXPECT_NE(result.errors.find("exit code 1\n"), std::string::npos) << result.errors;
    EXPECT_EQ(wholeResultsIn(folder.path()), 1u);
}

// script is a terminal that writes down what it gets.
TEST(CownbenchOutput, ATerminalIsAskedForNothingButLines)
{
    const TemporaryFolder folder;
    const auto shown = [&](const std::string &environment) {
        return shell(
                   "script -qec \"" + environment
                       + " '$cownbench' boids --workers 1 --steps 20 --boids 50 --output r.json\" "
                         "/dev/null",
                   folder)
            .output;
    };
    for (const char *environment : {"TERM=xterm", "TERM=xterm NO_COLOR=1"}) {
        const std::string bar = shown(environment);
        EXPECT_NE(bar.find("\r[...."), std::string::npos) << bar;
        EXPECT_EQ(bar.find('\x1b'), std::string::npos) << environment << bar;
    }
    for (const char *environment : {"TERM=dumb", "TERM= "}) {
        const std::string lines = shown(environment);
        EXPECT_EQ(lines.find("\r["), std::string::npos) << lines;
        EXPECT_EQ(lines.find('\x1b'), std::string::npos) << environment << lines;
        EXPECT_NE(lines.find("\npoint boids repeat 1/1\r\n"), std::string::npos) << lines;
    }
}

TEST(CownbenchOutput, AReaderThatHasEnoughEndsNothing)
{
    const TemporaryFolder folder;
    ASSERT_EQ(shell("short --output r.json", folder).exitCode, 0);
    // The reader is gone before anything is written.
    const auto unread = [&](const std::string &command) {
        return shell("mkfifo go; { read -r go <go; " + command
                         + "; echo \"exit code $?\" >&2; } | { exec <&-; echo >go; }; rm go",
                     folder);
    };
    for (const char *arguments : {"--help", "table r.json", "compare r.json r.json"}) {
        const auto result = unread(std::string("\"$cownbench\" ") + arguments);
        EXPECT_EQ(result.errors, "exit code 0\n") << arguments;
    }
    // But results that are written nowhere else are lost.
    EXPECT_EQ(
        unread("short --json").errors,
        "cownbench: cannot write the result to standard output: the reader has closed the pipe\n"
        "exit code 1\n");
    // A sweep does not end either if nobody reads its messages.
    const auto unheard = unread("\"$cownbench\" boids --workers 1 --steps 1 --boids 50 --repeats 2 "
                                "--output s.json 2>&1");
    EXPECT_EQ(unheard.errors, "exit code 0\n");
    EXPECT_EQ(lab::readResultFile(folder.path() / "s.json").points.at(0).repeats.size(), 2u);
}
