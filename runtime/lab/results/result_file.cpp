// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/result_file.h"

#include "lab/files/read_file.h"
#include "lab/files/write_file.h"
#include "lab/results/result_error.h"
#include "lab/results/result_json.h"

namespace cownscope::lab {

void writeResultFile(const std::filesystem::path &path, const Document &document)
{
    writeFile(path, toText(document));
}

Document readResultFile(const std::filesystem::path &path)
{
    const std::string text = readFile(path, LargestResultFile);
    try {
        return documentFromText(text);
    } catch (const ResultError &error) {
        throw ResultError(path.string() + ": " + error.what());
    }
}

} // namespace cownscope::lab
