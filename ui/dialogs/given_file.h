// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"
#include "lab/scenes/scene_file.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace cownscope::ui {

struct GivenResult
{
    QString path;
    std::shared_ptr<const lab::Document> document; // never null
};

struct GivenScene
{
    QString path;
    lab::NamedScene scene; // which has a name, if only that of its file
};

// Files that somebody gave to the program, on its command line, in a dialog or by dropping them.
// They are told apart by what is in them, and each is read once.
struct GivenFiles
{
    std::vector<GivenResult> results;
    std::optional<GivenScene> scene; // the first
    QStringList problems;            // a sentence for each other file
};

GivenFiles readGivenFiles(const QStringList &paths);

} // namespace cownscope::ui
