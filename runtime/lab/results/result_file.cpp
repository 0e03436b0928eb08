// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/result_file.h"

#include "lab/files/write_file.h"
#include "lab/results/result_json.h"

namespace cownscope::lab {

void writeResultFile(const std::filesystem::path &path, const Document &document)
{
    writeFile(path, toText(document));
}

Document readResultFile(const std::filesystem::path &path)
{
    return readJsonFile(path, documentFromJson);
}

} // namespace cownscope::lab
