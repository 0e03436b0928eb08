// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as a result file. A document that is accepted can be printed in every way, compared with
// itself, and comes back from its own text as it was.
#include "fuzz_target.h"
#include "lab/comparison/comparison_table.h"
#include "lab/results/csv.h"
#include "lab/results/result_error.h"
#include "lab/results/result_json.h"
#include "lab/results/statistics_table.h"
#include "lab/results/table.h"
#include "lab/sweep/quietness.h"

#include <cstdlib>
#include <string_view>

using namespace cownscope::lab;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    try {
        const Document document = documentFromText({reinterpret_cast<const char *>(data), size});
        const std::string text = toText(document);
        if (toText(documentFromText(text)) != text)
            std::abort();
        renderTable(document);
        renderStatisticsTable(document);
        toCsv(document);
        noiseOf(document);
        renderComparison(compare(document, document, {.resamples = 10}));
    } catch (const ResultError &) {
        return 0;
    }
    return 0;
}
