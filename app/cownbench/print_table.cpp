// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/print_table.h"

#include "lab/files/standard_output.h"
#include "lab/results/result_file.h"
#include "lab/results/table.h"
#include "lab/statistics/summary.h"

namespace cownscope::bench {

void printTable(const std::filesystem::path &path)
{
    lab::Document document = lab::readResultFile(path);
    lab::summarizeWhereMissing(document);
    lab::print(lab::renderTable(document) + '\n' + lab::errorLines(document));
}

} // namespace cownscope::bench
