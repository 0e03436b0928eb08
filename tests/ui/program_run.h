// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <gtest/gtest.h>

namespace cownscope::test {

struct ProgramOutcome
{
    int exitCode = -1;
    bool crashed = true;
    QString out;
    QString err;
};

// Runs the program that COWNSCOPE_PROGRAM names to its end.
inline ProgramOutcome
runProgram(const QStringList &arguments,
           const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(COWNSCOPE_PROGRAM), arguments);
    EXPECT_TRUE(process.waitForFinished(120'000)) << "it does not end";
    return {process.exitCode(), process.exitStatus() != QProcess::NormalExit,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace cownscope::test
