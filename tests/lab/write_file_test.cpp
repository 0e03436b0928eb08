// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/file_error.h"
#include "lab/files/target.h"
#include "lab/files/write_file.h"
#include "link/descriptor.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace cownscope::lab;
using namespace std::chrono_literals;
using cownscope::link::Descriptor;
using cownscope::test::TemporaryFolder;
using std::filesystem::path;

namespace {

std::size_t filesIn(const path &folder)
{
    const std::filesystem::directory_iterator files(folder);
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

std::string contentsOf(const path &file)
{
    std::ostringstream contents;
    contents << std::ifstream(file, std::ios::binary).rdbuf();
    return contents.str();
}

void put(const path &file, const std::string &contents)
{
    std::ofstream(file) << contents;
}

struct stat statusOf(const path &file)
{
    struct stat status
    { };
    EXPECT_EQ(::lstat(file.c_str(), &status), 0) << file;
    return status;
}

template <typename Call>
std::string refusal(Call &&call)
{
    try {
        call();
    } catch (const FileError &error) {
        return error.what();
    }
    return "accepted";
}

std::string refusalOf(const path &file)
{
    return refusal([&] { writeFile(file, "new", 20ms); });
}

// As somebody to whom modes apply, while it exists.
class AsNobody
{
public:
    AsNobody()
    {
        if (m_isRoot) {
            EXPECT_TRUE(::setegid(nobody) == 0 && ::seteuid(nobody) == 0);
        }
    }
    ~AsNobody()
    {
        if (m_isRoot) {
            EXPECT_TRUE(::seteuid(0) == 0 && ::setegid(0) == 0);
        }
    }

    AsNobody(const AsNobody &) = delete;
    AsNobody &operator=(const AsNobody &) = delete;

private:
    static constexpr unsigned nobody = 65534;
    const bool m_isRoot = ::geteuid() == 0;
};

class WriteFile : public testing::Test
{
protected:
    void SetUp() override { ::chmod(folder.path().c_str(), 0777); }

    path at(const std::string &name) const { return folder.path() / name; }

    path fifo() const
    {
        const path pipe = at("pipe");
        EXPECT_EQ(::mkfifo(pipe.c_str(), 0666), 0);
        return pipe;
    }

    TemporaryFolder folder;
};

} // namespace

TEST_F(WriteFile, MakesReplacesAndLeavesNothingBeside)
{
    const path file = at("deep") / "er" / "a.txt";
    writeFile(file, "first");
    EXPECT_EQ(contentsOf(file), "first");
    const std::string large(3'000'000, 'x');
    writeFile(file, large);
    EXPECT_EQ(contentsOf(file), large);
    EXPECT_EQ(filesIn(file.parent_path()), 1u);
}

TEST_F(WriteFile, ReplacingKeepsTheOldFileForThoseWhoReadIt)
{
    writeFile(at("a.txt"), "old");
    std::ifstream reader(at("a.txt"));
    writeFile(at("a.txt"), "newer");
    std::string word;
    reader >> word;
    EXPECT_EQ(word, "old");
}

TEST_F(WriteFile, ANewFileHasTheRightsOfTheUsersOtherFiles)
{
    const mode_t before = ::umask(022);
    writeFile(at("a.txt"), "");
    ::umask(before);
    EXPECT_EQ(statusOf(at("a.txt")).st_mode & 0777u, 0644u);
}

TEST_F(WriteFile, AFileThatIsReplacedKeepsModeAndOwner)
{
    put(at("a"), "old");
    ASSERT_EQ(::chmod(at("a").c_str(), 0604), 0);
    if (::geteuid() == 0) {
        ASSERT_EQ(::chown(at("a").c_str(), 1234, 5678), 0);
    }
    const struct stat before = statusOf(at("a"));
    writeFile(at("a"), "new");
    const struct stat after = statusOf(at("a"));
    EXPECT_EQ(contentsOf(at("a")), "new");
    EXPECT_NE(after.st_ino, before.st_ino); // replaced, not overwritten
    EXPECT_EQ(after.st_mode, before.st_mode);
    EXPECT_EQ(after.st_uid, before.st_uid);
    EXPECT_EQ(after.st_gid, before.st_gid);
}

TEST_F(WriteFile, KeepsExtendedAttributes)
{
    put(at("a"), "old");
    if (::setxattr(at("a").c_str(), "user.note", "mine", 4, 0) != 0)
        GTEST_SKIP() << "this file system has none";
    writeFile(at("a"), "new");
    char value[8] = {};
    EXPECT_EQ(::getxattr(at("a").c_str(), "user.note", value, sizeof value), 4);
    EXPECT_STREQ(value, "mine");
}

TEST_F(WriteFile, AnOwnerThatCannotBeGivenToAnotherFileKeepsTheFile)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "needs files of two users";
    put(at("a"), "the old and longer one");
    ASSERT_EQ(::chmod(at("a").c_str(), 0666), 0);
    const struct stat before = statusOf(at("a"));
    {
        const AsNobody nobody;
        writeFile(at("a"), "new");
    }
    EXPECT_EQ(contentsOf(at("a")), "new");
    EXPECT_EQ(statusOf(at("a")).st_uid, before.st_uid);
    EXPECT_EQ(statusOf(at("a")).st_ino, before.st_ino);
    EXPECT_EQ(filesIn(folder.path()), 1u);
}

TEST_F(WriteFile, AFileInAFolderThatCannotBeWrittenToIsOverwritten)
{
    put(at("a"), "the old and longer one");
    ASSERT_EQ(::chmod(at("a").c_str(), 0666), 0);
    ASSERT_EQ(::chmod(folder.path().c_str(), 0555), 0);
    {
        const AsNobody nobody;
        checkWritable(at("a"));
        EXPECT_EQ(contentsOf(at("a")), "the old and longer one");
        writeFile(at("a"), "new");
        EXPECT_EQ(refusalOf(at("b")), "cannot write " + at("b").string() + ": Permission denied");
        EXPECT_NE(refusal([&] { checkWritable(at("b")); }), "accepted");
    }
    EXPECT_EQ(contentsOf(at("a")), "new");
    ::chmod(folder.path().c_str(), 0777);
}

TEST_F(WriteFile, WhoMayNotWriteAFileMayNotReplaceIt)
{
    put(at("a"), "old");
    ASSERT_EQ(::chmod(at("a").c_str(), 0444), 0);
    {
        const AsNobody nobody;
        EXPECT_EQ(refusalOf(at("a")), "cannot write " + at("a").string() + ": Permission denied");
        EXPECT_NE(refusal([&] { checkWritable(at("a")); }), "accepted");
    }
    EXPECT_EQ(contentsOf(at("a")), "old");
}

TEST_F(WriteFile, WritesWhatALinkLeadsTo)
{
    std::filesystem::create_directory(at("there"));
    put(at("there") / "a", "old");
    std::filesystem::create_symlink("there/a", at("link"));
    std::filesystem::create_symlink("link", at("link to it"));
    writeFile(at("link to it"), "new");
    EXPECT_EQ(contentsOf(at("there") / "a"), "new");
    EXPECT_TRUE(std::filesystem::is_symlink(at("link")));
    EXPECT_TRUE(std::filesystem::is_symlink(at("link to it")));
    EXPECT_EQ(filesIn(at("there")), 1u);
}

TEST_F(WriteFile, ADanglingLinkGetsItsFileButNoFolder)
{
    std::filesystem::create_symlink("later", at("link"));
    writeFile(at("link"), "new");
    EXPECT_EQ(contentsOf(at("later")), "new");
    EXPECT_TRUE(std::filesystem::is_symlink(at("link")));

    std::filesystem::create_symlink("unmounted/disk/a", at("far"));
    EXPECT_EQ(refusalOf(at("far")),
              "cannot write " + at("far").string() + ": No such file or directory");
    EXPECT_FALSE(std::filesystem::exists(at("unmounted")));

    std::filesystem::create_symlink("circle", at("circle"));
    EXPECT_EQ(refusalOf(at("circle")),
              "cannot write " + at("circle").string() + ": Too many levels of symbolic links");
}

TEST_F(WriteFile, AllNamesOfAFileShowWhatWasWritten)
{
    put(at("a"), "the old and longer one");
    std::filesystem::create_hard_link(at("a"), at("b"));
    writeFile(at("a"), "new");
    EXPECT_EQ(contentsOf(at("b")), "new");
    EXPECT_EQ(statusOf(at("a")).st_ino, statusOf(at("b")).st_ino);
}

TEST_F(WriteFile, ADeviceStaysADevice)
{
    // Like /dev/null.
    if (::mknod(at("null").c_str(), S_IFCHR | 0666, makedev(1, 3)) != 0)
        GTEST_SKIP() << "devices cannot be made here";
    writeFile(at("null"), "new");
    EXPECT_TRUE(S_ISCHR(statusOf(at("null")).st_mode));
    std::filesystem::create_symlink("null", at("link"));
    writeFile(at("link"), "new");
    EXPECT_TRUE(S_ISCHR(statusOf(at("null")).st_mode));
    EXPECT_TRUE(std::filesystem::is_symlink(at("link")));

    // Like /dev/full.
    ASSERT_EQ(::mknod(at("full").c_str(), S_IFCHR | 0666, makedev(1, 7)), 0);
    EXPECT_EQ(refusalOf(at("full")),
              "cannot write " + at("full").string() + ": No space left on device");
    EXPECT_TRUE(S_ISCHR(statusOf(at("full")).st_mode));
    EXPECT_EQ(filesIn(folder.path()), 3u);
}

TEST_F(WriteFile, ADiskIsRefused)
{
    // No driver has this number, so nothing would happen even if it were opened.
    if (::mknod(at("disk").c_str(), S_IFBLK | 0666, makedev(0, 0)) != 0)
        GTEST_SKIP() << "devices cannot be made here";
    EXPECT_EQ(refusalOf(at("disk")),
              "cannot write " + at("disk").string() + ": it is a disk; name a file");
    EXPECT_NE(refusal([&] { checkWritable(at("disk")); }), "accepted");
}

TEST_F(WriteFile, WritesIntoATerminal)
{
    const Descriptor master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (!master.isOpen() || ::grantpt(master.get()) != 0 || ::unlockpt(master.get()) != 0)
        GTEST_SKIP() << "there are no terminals here";
    writeFile(::ptsname(master.get()), "to be seen");
    char seen[64] = {};
    EXPECT_EQ(::read(master.get(), seen, sizeof seen - 1), 10);
    EXPECT_STREQ(seen, "to be seen");
}

TEST_F(WriteFile, APipeWithoutAReaderIsRefusedInTime)
{
    const path pipe = fifo();
    EXPECT_EQ(refusalOf(pipe),
              "cannot write " + pipe.string()
                  + ": no program reads from this pipe; start the reader first");
    EXPECT_TRUE(S_ISFIFO(statusOf(pipe).st_mode));
    checkWritable(pipe); // a reader may come until it is written
}

TEST_F(WriteFile, APipeGetsEverythingOnce)
{
    const path pipe = fifo();
    std::string got;
    std::thread reader([&] { got = contentsOf(pipe); }); // opens it at some moment from now
    const std::string large(300'000, 'x');
    writeFile(pipe, large, 10s);
    reader.join();
    EXPECT_EQ(got, large);
    EXPECT_TRUE(S_ISFIFO(statusOf(pipe).st_mode));
}

TEST_F(WriteFile, AReaderThatReadsNothingIsNotWaitedForForEver)
{
    const path pipe = fifo();
    Descriptor reader(::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    const std::string large(300'000, 'x');
    EXPECT_NE(refusal([&] { writeFile(pipe, large, 20ms); }).find("nothing was read from it"),
              std::string::npos);
    std::thread closing([&] {
        std::this_thread::sleep_for(5ms);
        reader.close();
    });
    EXPECT_NE(refusal([&] { writeFile(pipe, large, 10s); }), "accepted"); // and no signal
    closing.join();
}

TEST_F(WriteFile, FoldersAndSocketsAreRefused)
{
    std::filesystem::create_directory(at("folder"));
    EXPECT_EQ(refusalOf(at("folder")),
              "cannot write " + at("folder").string() + ": Is a directory");
    EXPECT_EQ(refusalOf(at("new") / ""),
              "cannot write " + (at("new") / "").string() + ": Is a directory");
    EXPECT_EQ(refusalOf(""), "cannot write : No such file or directory");

    const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM, 0));
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    at("socket").string().copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(socket.get(), reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    EXPECT_EQ(refusalOf(at("socket")),
              "cannot write " + at("socket").string() + ": it is a socket; name a file");
    EXPECT_TRUE(S_ISSOCK(statusOf(at("socket")).st_mode));

    put(at("file"), "");
    EXPECT_EQ(refusalOf(at("file") / "a"),
              "cannot write " + (at("file") / "a").string() + ": Not a directory");
    EXPECT_EQ(filesIn(folder.path()), 3u);
}

TEST_F(WriteFile, WhatThisProcessHasOpenIsWrittenOn)
{
    put(at("log"), "before\n");
    const Descriptor log(::open(at("log").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
    const path name = "/proc/self/fd/" + std::to_string(log.get());
    std::filesystem::create_symlink(name, at("out")); // as /dev/stdout is one
    writeFile(at("out"), "new\n");
    writeFile(name, "newer\n");
    EXPECT_EQ(contentsOf(at("log")), "before\nnew\nnewer\n");

    int pair[2] = {};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
    const Descriptor reading(pair[0]);
    const Descriptor writing(pair[1]);
    writeFile("/proc/self/fd/" + std::to_string(writing.get()), "new");
    char got[8] = {};
    EXPECT_EQ(::read(reading.get(), got, sizeof got), 3);
}

TEST_F(WriteFile, TakesNamesOfAnyLength)
{
    for (const std::size_t length : {200u, 245u, 250u, 255u}) {
        const path file = at(std::string(length, 'n'));
        checkWritable(file);
        writeFile(file, "first");
        writeFile(file, "second");
        EXPECT_EQ(contentsOf(file), "second");
    }
    const path longer = at(std::string(256, 'n'));
    EXPECT_EQ(refusalOf(longer), "cannot write " + longer.string() + ": File name too long");
}

TEST_F(WriteFile, AFailureLeavesTheOldFile)
{
    put(at("a"), "old");
    put(at("b"), "old");
    std::filesystem::create_hard_link(at("b"), at("c"));
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{.rlim_cur = 1000, .rlim_max = before.rlim_max};
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &small);
    const std::string large(10'000, 'x');
    const std::string replaced = refusal([&] { writeFile(at("a"), large); });
    const std::string overwritten = refusal([&] { writeFile(at("b"), large); });
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_EQ(replaced, "cannot write " + at("a").string() + ": File too large");
    EXPECT_EQ(overwritten, "cannot write " + at("b").string() + ": File too large");
    EXPECT_EQ(contentsOf(at("a")), "old");
    EXPECT_EQ(contentsOf(at("b")), "old");
    EXPECT_EQ(filesIn(folder.path()), 3u);
}

TEST_F(WriteFile, ManyAtOnceLeaveOneWholeFile)
{
    std::vector<std::thread> threads;
    for (char letter = 'a'; letter < 'e'; ++letter)
        threads.emplace_back([this, letter] {
            for (int i = 0; i < 20; ++i)
                writeFile(at("a"), std::string(100'000, letter));
        });
    for (std::thread &thread : threads)
        thread.join();
    const std::string contents = contentsOf(at("a"));
    EXPECT_EQ(contents, std::string(100'000, contents.at(0)));
    EXPECT_EQ(filesIn(folder.path()), 1u);
}

TEST_F(WriteFile, ACompleteFileTakesThePlaceOfAnother)
{
    put(at("made"), "new");
    placeFile(at("made"), at("a"));
    EXPECT_EQ(contentsOf(at("a")), "new");

    put(at("made"), "newer");
    ASSERT_EQ(::chmod(at("a").c_str(), 0604), 0);
    std::filesystem::create_symlink("a", at("link"));
    placeFile(at("made"), at("link"));
    EXPECT_EQ(contentsOf(at("a")), "newer");
    EXPECT_EQ(statusOf(at("a")).st_mode & 0777u, 0604u);
    EXPECT_TRUE(std::filesystem::is_symlink(at("link")));

    put(at("made"), "newest");
    std::filesystem::create_hard_link(at("a"), at("b"));
    placeFile(at("made"), at("a"));
    EXPECT_EQ(contentsOf(at("b")), "newest");
    EXPECT_FALSE(std::filesystem::exists(at("made")));

    put(at("made"), "not lost");
    const path pipe = fifo();
    EXPECT_EQ(refusal([&] { placeFile(at("made"), pipe); }),
              "cannot write " + pipe.string() + ": it is not a regular file");
    EXPECT_EQ(contentsOf(at("made")), "not lost");
}
