// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/given_file.h"

#include "base/attempt.h"
#include "lab/results/result_error.h"
#include "lab/scenes/file_contents.h"
#include "ui/file_path.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <utility>

namespace cownscope::ui {
namespace {

QString trFile(const char *text)
{
    return QCoreApplication::translate("cownscope::ui::GivenFiles", text);
}

void add(GivenFiles &files, const QString &path, lab::FileContents &&contents)
{
    if (auto *document = std::get_if<lab::Document>(&contents)) {
        files.results.push_back(
            {path, std::make_shared<const lab::Document>(std::move(*document))});
        return;
    }
    if (files.scene) {
        files.problems.append(
            trFile(
                "%1 was not opened: only one scene can be open at a time, and %2 was opened first.")
                .arg(path, files.scene->path));
        return;
    }
    auto &scene = std::get<lab::NamedScene>(contents);
    if (scene.name.empty())
        scene.name = QFileInfo{path}.completeBaseName().toStdString();
    files.scene = GivenScene{path, std::move(scene)};
}

} // namespace

GivenFiles readGivenFiles(const QStringList &paths)
{
    GivenFiles files;
    for (const QString &path : paths) {
        const Outcome read =
            attempt<lab::ResultError>(path.toStdString() + " cannot be opened",
                                      [&] { add(files, path, lab::readContents(filePath(path))); });
        if (!read)
            files.problems.append(QString::fromStdString(read.reason()));
    }
    return files;
}

} // namespace cownscope::ui
