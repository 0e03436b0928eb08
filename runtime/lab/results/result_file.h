// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <cstdint>
#include <filesystem>

namespace cownscope::lab {

// Bytes. A sweep of 1,000 repeats with 64 workers' counters takes about 30 MB.
inline constexpr std::uint64_t LargestResultFile = 256u << 20;

// The file is complete and valid at every moment: see writeFile. Throws ResultError.
void writeResultFile(const std::filesystem::path &path, const Document &document);

// Throws ResultError, with a text that begins with the path.
Document readResultFile(const std::filesystem::path &path);

} // namespace cownscope::lab
