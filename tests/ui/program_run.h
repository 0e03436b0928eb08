// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <gtest/gtest.h>

#include <chrono>

namespace cownscope::test {

struct ProgramOutcome
{
    int exitCode = -1;
    QString out;
    QString err;
};

// Runs the program that COWNSCOPE_PROGRAM names to its end, which must be no crash and come in
// time.
inline ProgramOutcome
runProgram(const QStringList &arguments,
           const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment(),
           std::chrono::milliseconds patience = std::chrono::seconds{60})
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(COWNSCOPE_PROGRAM), arguments);
    EXPECT_TRUE(process.waitForFinished(static_cast<int>(patience.count()))) << "it does not end";
    EXPECT_EQ(process.exitStatus(), QProcess::NormalExit);
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace cownscope::test
