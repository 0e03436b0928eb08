// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/result_error.h"
#include "lab/results/result_file.h"
#include "lab/sweep/result_sink.h"
#include "link/descriptor.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>

using namespace cownscope::lab;
using cownscope::test::TemporaryFolder;

namespace {

// Elsewhere is a folder that the test owns, so that nothing is left behind.
class Sink : public testing::Test
{
protected:
    void SetUp() override
    {
        ::setenv("TMPDIR", elsewhere.path().c_str(), 1);
        document.points.emplace_back();
    }
    void TearDown() override { ::unsetenv("TMPDIR"); }

    TemporaryFolder folder;
    TemporaryFolder elsewhere;
    std::vector<std::string> told;
    Document document;
};

} // namespace

TEST_F(Sink, WritesWhereItWasTold)
{
    const auto path = folder.path() / "new" / "r.json";
    ResultSink sink(path, [&](const std::string &sentence) { told.push_back(sentence); });
    sink.open(Document());
    EXPECT_EQ(readResultFile(path).points.size(), 0u);
    EXPECT_TRUE(sink.keep(document));
    EXPECT_EQ(readResultFile(path).points.size(), 1u);
    EXPECT_EQ(sink.path(), path);
    EXPECT_TRUE(told.empty());
}

TEST_F(Sink, ThatCannotBeOpenedSaysSoBeforeAnythingIsMeasured)
{
    ResultSink sink("/dev/null/r.json",
                    [&](const std::string &sentence) { told.push_back(sentence); });
    EXPECT_THROW(sink.open(Document()), ResultError);
}

TEST_F(Sink, GoesElsewhereWhenItsFolderIsGone)
{
    const auto path = folder.path() / "sub" / "r.json";
    ResultSink sink(path, [&](const std::string &sentence) { told.push_back(sentence); });
    sink.open(Document());
    std::filesystem::remove_all(folder.path() / "sub");
    std::ofstream(folder.path() / "sub") << "a file in its place";
    EXPECT_TRUE(sink.keep(document));
    EXPECT_EQ(sink.path(), elsewhere.path() / "r.json");
    EXPECT_EQ(readResultFile(sink.path()).points.size(), 1u);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0],
              "cannot write " + path.string() + ": Not a directory; the results go to "
                  + sink.path().string() + " instead");
    document.points.emplace_back();
    EXPECT_TRUE(sink.keep(document));
    EXPECT_EQ(readResultFile(sink.path()).points.size(), 2u);
    EXPECT_EQ(told.size(), 1u);
}

TEST_F(Sink, OverwritesNothingElsewhere)
{
    const auto path = folder.path() / "sub" / "r.json";
    ResultSink sink(path, [&](const std::string &sentence) { told.push_back(sentence); });
    sink.open(Document());
    std::filesystem::remove_all(folder.path() / "sub");
    std::ofstream(folder.path() / "sub") << "a file in its place";
    std::ofstream(elsewhere.path() / "r.json") << "somebody else's";
    const std::filesystem::path home = folder.path() / "home";
    std::filesystem::create_directory(home);
    ::setenv("HOME", home.c_str(), 1);
    EXPECT_TRUE(sink.keep(document));
    EXPECT_EQ(sink.path(), home / "r.json");
}

TEST_F(Sink, NumbersTheNameElsewhereIfItIsTakenEverywhere)
{
    const auto path = folder.path() / "sub" / "r.json";
    ResultSink sink(path, [&](const std::string &sentence) { told.push_back(sentence); });
    sink.open(Document());
    std::filesystem::remove_all(folder.path() / "sub");
    std::ofstream(folder.path() / "sub") << "a file in its place";
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(elsewhere.path());
    ::setenv("HOME", elsewhere.path().c_str(), 1);
    std::ofstream(elsewhere.path() / "r.json") << "somebody else's";
    EXPECT_TRUE(sink.keep(document));
    std::filesystem::current_path(before);
    EXPECT_EQ(sink.path(), elsewhere.path() / "r-2.json");
    EXPECT_EQ(std::filesystem::file_size(elsewhere.path() / "r.json"), 15u);
}

TEST_F(Sink, ANameThatIsProposedIsNobodyElses)
{
    const auto path = folder.path() / "r.json";
    std::ofstream(path) << "somebody else's";
    ResultSink sink(path, [&](const std::string &sentence) { told.push_back(sentence); });
    sink.openNew(Document());
    EXPECT_TRUE(sink.keep(document));
    EXPECT_TRUE(sink.complete(document));
    EXPECT_EQ(sink.path(), folder.path() / "r-2.json");
    EXPECT_EQ(std::filesystem::file_size(path), 15u);
    EXPECT_EQ(readResultFile(sink.path()).points.size(), 1u);
}

TEST_F(Sink, APipeThatNobodyReadsAtTheEndLosesNothing)
{
    const auto pipe = folder.path() / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0666), 0);
    cownscope::link::Descriptor reader(::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    ResultSink sink(pipe, [&](const std::string &sentence) { told.push_back(sentence); });
    sink.open(Document());
    EXPECT_TRUE(sink.keep(document));
    reader.close();
    EXPECT_TRUE(sink.complete(document));
    EXPECT_EQ(sink.path(), elsewhere.path() / "pipe");
    EXPECT_EQ(readResultFile(sink.path()).points.size(), 1u);
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0],
              "cannot write " + pipe.string() + ": Broken pipe; the results go to "
                  + sink.path().string() + " instead");
}

TEST_F(Sink, WithoutAPathKeepsNothing)
{
    ResultSink sink({}, [&](const std::string &sentence) { told.push_back(sentence); });
    sink.open(Document());
    EXPECT_TRUE(sink.keep(document));
    EXPECT_TRUE(told.empty());
}
