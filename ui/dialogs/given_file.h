// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"
#include "lab/scenes/scene_file.h"
#include "lab/transport/transport_file.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace cownscope::ui {

struct GivenResult
{
    QString path;
    // One of them: a result of a sweep, or one of transports.
    std::shared_ptr<const lab::Document> document = {};
    std::shared_ptr<const lab::transport::TransportFile> transports = {};
};

struct GivenScene
{
    QString path;
    lab::NamedScene scene; // always has a name; by default that of its file
};

// Files that the user has given to the program, on the command line, in a dialog or by drag and
// drop. Results of sweeps, results of transports and scenes are distinguished by their contents.
// Each file is read once.
struct GivenFiles
{
    std::vector<GivenResult> results;
    std::optional<GivenScene> scene; // the first
    QStringList problems;            // one error message for each other file
};

GivenFiles readGivenFiles(const QStringList &paths);

} // namespace cownscope::ui
