// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/program.h"
#include "support/temporary_folder.h"

#include <QImage>
#include <QString>

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace cownscope::test {

struct PictureRun
{
    QImage picture; // null if there is none
    std::string output;
};

// Runs a program that has a window with --snapshot; it must end well and without a complaint.
inline PictureRun runForPicture(const char *program, std::vector<std::string> arguments)
{
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "picture.png").string();
    arguments.insert(arguments.end(), {"--snapshot", file});
    const ProgramResult result = runProgram(program, arguments);
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.errors, "");
    return {QImage(QString::fromStdString(file)), result.output};
}

// Each must be refused with one sentence, which has this in it, and 2.
inline void expectRefusal(const char *program, const std::vector<std::string> &arguments,
                          const std::string &words, const ProgramOptions &options = {})
{
    const ProgramResult result = runProgram(program, arguments, options);
    EXPECT_EQ(result.exitCode, 2) << words;
    EXPECT_EQ(result.output, "");
    EXPECT_NE(result.errors.find(words), std::string::npos) << result.errors;
    EXPECT_EQ(result.errors.find('\n'), result.errors.size() - 1) << result.errors;
}

// Where no window can be opened.
inline ProgramOptions nowhere()
{
    ProgramOptions options;
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        options.environment.emplace_back(name, std::nullopt);
    return options;
}

} // namespace cownscope::test
