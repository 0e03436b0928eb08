// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "link/descriptor.h"

namespace cownscope::lab {

// A file that is to take the place of another one, or a place where there is none; it has the mode,
// the owner and the extended attributes of what it replaces. For writeFile and its like alone: the
// place is one that targetOf() has found.
//
// All functions throw std::system_error.
class Replacement
{
public:
    // A new file beside the place; it is removed again unless it is placed.
    explicit Replacement(const std::filesystem::path &place);

    // A file that is complete, and that stays where it is unless it is placed.
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
    std::string m_name;        // in the folder of the place, while it is to be removed
    std::filesystem::path m_made;
    link::Descriptor m_file;
};

} // namespace cownscope::lab
