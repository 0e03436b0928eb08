// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/program.h"

#include <QString>
#include <QStringList>

#include <gtest/gtest.h>

namespace cownscope::test {

struct ProgramOutcome
{
    int exitCode = -1;
    QString out;
    QString err;
};

// Runs the program that COWNSCOPE_PROGRAM names to its end, which must be no crash and come in
// time.
inline ProgramOutcome runCownscope(const QStringList &arguments,
                                   const Environment &environment = {},
                                   std::chrono::seconds patience = std::chrono::seconds{60})
{
    std::vector<std::string> words;
    for (const QString &argument : arguments)
        words.push_back(argument.toStdString());
    const ProgramResult result =
        runProgram(COWNSCOPE_PROGRAM, words, {.environment = environment, .patience = patience});
    EXPECT_NE(result.exitCode, -1) << "it does not end";
    EXPECT_LT(result.exitCode, 128) << "a signal ended it";
    return {result.exitCode, QString::fromStdString(result.output),
            QString::fromStdString(result.errors)};
}

} // namespace cownscope::test
