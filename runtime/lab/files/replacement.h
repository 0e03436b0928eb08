// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/descriptor.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace cownscope::lab {

// A file that will replace another one, or take a place where there is none. It gets the mode,
// owner and extended attributes of the file that it replaces. Used only by write_file.cpp, with a
// place from targetOf().
//
// All functions throw std::system_error.
class Replacement
{
public:
    // A new file in the folder of the place; it is removed unless it is placed.
    explicit Replacement(const std::filesystem::path &place);

    // A complete file, which stays where it is unless it is placed.
    Replacement(const std::filesystem::path &made, const std::filesystem::path &place);

    ~Replacement();

    Replacement(const Replacement &) = delete;
    Replacement &operator=(const Replacement &) = delete;

    void write(std::string_view contents);

    // Flushes it to the disk and renames it.
    void place();

private:
    void create();
    void takeRights();

    std::filesystem::path m_place;
    link::Descriptor m_folder; // of the place
    std::string m_name;        // in that folder; empty if there is nothing to remove
    std::filesystem::path m_made;
    link::Descriptor m_file;
};

} // namespace cownscope::lab
