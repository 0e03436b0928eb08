// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recording/fragments.h"

#include "link/descriptor.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace cownscope::ui {
namespace {

// A box begins with its size, 4 bytes of a type, and 8 more bytes of a size if the first says 1.
struct Box
{
    std::uint64_t size = 0; // 0: there is none
    bool describes = false; // what is in the box after it
};

std::uint64_t bigEndian(const unsigned char *bytes, int count)
{
    std::uint64_t number = 0;
    for (int i = 0; i < count; ++i)
        number = number << 8 | bytes[i];
    return number;
}

Box boxAt(int descriptor, std::uint64_t place)
{
    std::array<unsigned char, 16> head{};
    const ssize_t count = ::pread(descriptor, head.data(), head.size(), static_cast<off_t>(place));
    if (count < 8)
        return {};
    const std::string_view type{reinterpret_cast<const char *>(head.data()) + 4, 4};
    std::uint64_t size = bigEndian(head.data(), 4);
    if (size == 1 && count == static_cast<ssize_t>(head.size()))
        size = bigEndian(head.data() + 8, 8);
    if (size < 8)
        return {};
    return {size, type == "moof"};
}

} // namespace

void keepWholeFragments(const std::filesystem::path &file)
{
    const link::Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!descriptor.isOpen())
        throw std::system_error{errno, std::generic_category(), file.string()};
    const std::uint64_t all = std::filesystem::file_size(file);
    std::uint64_t whole =
        0; // up to the end of the last box that is complete with what it describes
    std::uint64_t place = 0;
    for (Box box = boxAt(descriptor.get(), 0); box.size > 0 && box.size <= all - place;
         box = boxAt(descriptor.get(), place)) {
        place += box.size;
        if (!box.describes)
            whole = place;
    }
    if (whole > 0 && whole < all)
        std::filesystem::resize_file(file, whole);
}

} // namespace cownscope::ui
