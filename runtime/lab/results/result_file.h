// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/files/read_file.h"
#include "lab/results/json_text.h"
#include "lab/results/result_document.h"
#include "lab/results/result_error.h"

#include <cstdint>
#include <filesystem>
#include <utility>

namespace cownscope::lab {

// Bytes. A sweep of 1,000 repeats with 64 workers' counters takes about 30 MB.
inline constexpr std::uint64_t LargestResultFile = 256u << 20;

// The file is complete and valid at every moment: see writeFile. Throws ResultError.
void writeResultFile(const std::filesystem::path &path, const Document &document);

// Throws ResultError, with a text that begins with the path.
Document readResultFile(const std::filesystem::path &path);

// Reads a JSON file and returns fromJson(its contents). Each ResultError gets a text that begins
// with the path.
template <typename Function>
auto readJsonFile(const std::filesystem::path &path, Function &&fromJson)
{
    const std::string text = readFile(path, LargestResultFile);
    try {
        return std::forward<Function>(fromJson)(parseJson(text));
    } catch (const ResultError &error) {
        throw ResultError(path.string() + ": " + error.what());
    }
}

} // namespace cownscope::lab
