// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/file_error.h"
#include "lab/files/read_file.h"
#include "link/descriptor.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <fstream>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

using namespace cownscope::lab;
using cownscope::test::TemporaryFolder;

namespace {

constexpr std::uint64_t MiB = 1u << 20;

std::string refusal(const std::filesystem::path &path)
{
    try {
        readFile(path, MiB);
    } catch (const FileError &error) {
        return error.what();
    }
    return "accepted";
}

} // namespace

TEST(ReadFile, SaysWhyItCannot)
{
    const TemporaryFolder folder;
    const auto missing = folder.path() / "missing.json";
    EXPECT_EQ(refusal(missing), "cannot read " + missing.string() + ": No such file or directory");
    EXPECT_EQ(refusal(folder.path()), "cannot read " + folder.path().string() + ": Is a directory");
}

TEST(ReadFile, RefusesWhatIsNoFileAtOnce)
{
    const TemporaryFolder folder;
    const auto pipe = folder.path() / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0666), 0);
    EXPECT_EQ(refusal(pipe), "cannot read " + pipe.string() + ": it is a pipe, not a file");
    const auto link = folder.path() / "link";
    std::filesystem::create_symlink("pipe", link);
    EXPECT_EQ(refusal(link), "cannot read " + link.string() + ": it is a pipe, not a file");

    const auto place = folder.path() / "socket";
    const cownscope::link::Descriptor socket(::socket(AF_UNIX, SOCK_STREAM, 0));
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    place.string().copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(socket.get(), reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    EXPECT_EQ(refusal(place), "cannot read " + place.string() + ": it is a socket, not a file");

    EXPECT_EQ(refusal("/dev/zero"), "cannot read /dev/zero: it is a device, not a file");
}

TEST(ReadFile, SaysHowLongAFileMayBe)
{
    const TemporaryFolder folder;
    const auto file = folder.path() / "large";
    std::ofstream(file) << std::string(MiB, 'x');
    EXPECT_EQ(readFile(file, MiB).size(), MiB);
    std::filesystem::resize_file(file, MiB + 1);
    const std::string tooLong =
        "cannot read " + file.string() + ": it is larger than the limit of 1 MiB";
    EXPECT_EQ(refusal(file), tooLong);
    std::filesystem::resize_file(file, std::uint64_t(1) << 40); // and would not fit into memory
    EXPECT_EQ(refusal(file), tooLong);
}

// Such a file says that it is empty.
TEST(ReadFile, ReadsWhatTheSystemTells)
{
    EXPECT_FALSE(readFile("/proc/self/status", MiB).empty());
}
