// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/file_error.h"
#include "lab/files/new_file.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <fstream>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

using namespace cownscope::lab;
using cownscope::test::TemporaryFolder;

TEST(NewFile, NumbersNamesThatAreTaken)
{
    const TemporaryFolder folder;
    const auto wanted = folder.path() / "new" / "r.json";
    EXPECT_EQ(claimNewFile(wanted), wanted);
    EXPECT_EQ(claimNewFile(wanted), folder.path() / "new" / "r-2.json");
    std::filesystem::create_directory(folder.path() / "new" / "r-3.json");
    EXPECT_EQ(freeName(wanted), folder.path() / "new" / "r-4.json");
    EXPECT_EQ(claimNewFile(wanted), folder.path() / "new" / "r-4.json");
}

TEST(NewFile, TouchesNothingThatHasTheName)
{
    const TemporaryFolder folder;
    const auto wanted = folder.path() / "r.json";
    std::ofstream(wanted) << "somebody's";
    EXPECT_FALSE(claimFile(wanted));
    EXPECT_EQ(std::filesystem::file_size(wanted), 10u);
    const auto link = folder.path() / "link.json"; // which leads nowhere
    std::filesystem::create_symlink("elsewhere", link);
    EXPECT_FALSE(claimFile(link));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "elsewhere"));
    EXPECT_EQ(freeName(link), folder.path() / "link-2.json");
}

TEST(NewFile, IsNobodyElses)
{
    const TemporaryFolder folder;
    std::mutex mutex;
    std::set<std::filesystem::path> names;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            for (int i = 0; i < 25; ++i) {
                const auto name = claimNewFile(folder.path() / "r.json");
                const std::lock_guard lock(mutex);
                names.insert(name);
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_EQ(names.size(), 100u);
}

TEST(NewFile, KeepsNamesAsShortAsTheyMustBe)
{
    const TemporaryFolder folder;
    std::string name;
    while (name.size() < 250)
        name += "ä";
    const auto wanted = folder.path() / (name + ".json"); // 255 bytes
    ASSERT_EQ(claimNewFile(wanted), wanted);
    const auto second = claimNewFile(wanted).filename().string();
    EXPECT_EQ(second, name.substr(0, 248) + "-2.json"); // whole letters
}

TEST(NewFile, SaysWhyItCannotBeMade)
{
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "";
    EXPECT_THROW(claimNewFile(folder.path() / "file" / "r.json"), FileError);
}
