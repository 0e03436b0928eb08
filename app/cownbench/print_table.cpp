// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/print_table.h"

#include "lab/files/standard_output.h"
#include "lab/results/result_file.h"
#include "lab/results/table.h"

namespace cownscope::bench {

void printTable(const std::filesystem::path &path)
{
    const lab::Document document = lab::readResultFile(path);
    lab::print(lab::renderTable(document) + '\n' + lab::errorLines(document));
}

} // namespace cownscope::bench
