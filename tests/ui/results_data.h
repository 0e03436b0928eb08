// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_file.h"
#include "lab/statistics/summary.h"

#include <QString>

#include <memory>

namespace cownscope::test {

inline QString referencePath(const char *name)
{
    return QStringLiteral(COWNSCOPE_LAB_DATA "/") + QString::fromUtf8(name);
}

inline lab::Document reference(const char *name)
{
    return lab::readResultFile(referencePath(name).toStdString());
}

inline lab::Point point(lab::Json inputs, const std::vector<double> &throughputs)
{
    lab::Point result;
    result.inputs = std::move(inputs);
    for (const double throughput : throughputs) {
        lab::Repeat repeat;
        repeat.repeatIndex = static_cast<std::uint32_t>(result.repeats.size());
        repeat.elapsedSeconds = 1;
        repeat.throughput = throughput;
        result.repeats.push_back(repeat);
    }
    lab::summarizeRepeats(result);
    result.throughputCi95.reset(); // computed from random samples, and missing in older files
    return result;
}

// A sweep over workers: 1, 2 and 4 with 100, 180 and 300 a second, give or take 10.
inline lab::Document workerSweep()
{
    lab::Document document;
    document.sweep.axis = "workers";
    document.sweep.values = {1, 2, 4};
    document.points = {point({{"workers", 1}, {"repeats", 3}}, {90, 100, 110}),
                       point({{"workers", 2}, {"repeats", 3}}, {170, 190, 180}),
                       point({{"workers", 4}, {"repeats", 3}}, {300, 290, 310})};
    return document;
}

inline std::shared_ptr<const lab::Document> shared(lab::Document document)
{
    return std::make_shared<const lab::Document>(std::move(document));
}

} // namespace cownscope::test
