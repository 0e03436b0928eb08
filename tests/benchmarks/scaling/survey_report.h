// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchmarks/scaling/survey.h"
#include "lab/results/result_document.h"

#include <filesystem>
#include <string>

namespace cownscope::benchmark {

// For a terminal: for each row and number of workers the median, by one worker's where throughput
// should grow, and ours by each peer's; rows with two states are named below.
std::string tableOf(const SurveyPlan &plan, const Survey &survey);

// All samples with everything observed, and what the table shows. Throws lab::ResultError.
void writeSurvey(const std::filesystem::path &path, const lab::Metadata &metadata,
                 const SurveyPlan &plan, const Survey &survey);

} // namespace cownscope::benchmark
