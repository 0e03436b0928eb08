// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/given_file.h"

#include "base/attempt.h"
#include "lab/files/read_file.h"
#include "lab/results/json_text.h"
#include "lab/results/result_error.h"
#include "lab/results/result_file.h"
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

void addScene(GivenFiles &files, const QString &path, lab::NamedScene &&scene)
{
    if (files.scene) {
        files.problems.append(
            trFile(
                "%1 was not opened: only one scene can be open at a time, and %2 was opened first.")
                .arg(path, files.scene->path));
        return;
    }
    if (scene.name.empty())
        scene.name = QFileInfo{path}.completeBaseName().toStdString();
    files.scene = GivenScene{path, std::move(scene)};
}

void addTransports(GivenFiles &files, const QString &path, lab::transport::TransportFile &&file)
{
    files.results.push_back(
        {.path = path,
         .transports = std::make_shared<const lab::transport::TransportFile>(std::move(file))});
}

void addContents(GivenFiles &files, const QString &path, const std::string &text)
{
    if (lab::transport::looksLikeCsv(text)) {
        addTransports(files, path, lab::transport::transportFileFromCsv(text));
        return;
    }
    lab::Json json = lab::parseJson(text);
    if (lab::transport::isTransportResult(json)) {
        addTransports(files, path, lab::transport::transportFileFromJson(std::move(json)));
        return;
    }
    lab::FileContents contents = lab::contentsFromJson(json, text.size());
    if (auto *scene = std::get_if<lab::NamedScene>(&contents))
        addScene(files, path, std::move(*scene));
    else
        files.results.push_back({.path = path,
                                 .document = std::make_shared<const lab::Document>(
                                     std::get<lab::Document>(std::move(contents)))});
}

void add(GivenFiles &files, const QString &path)
{
    const std::string text = lab::readFile(filePath(path), lab::LargestResultFile);
    try {
        addContents(files, path, text);
    } catch (const lab::ResultError &error) {
        throw lab::ResultError(filePath(path).string() + ": " + error.what());
    }
}

} // namespace

GivenFiles readGivenFiles(const QStringList &paths)
{
    GivenFiles files;
    for (const QString &path : paths) {
        const Outcome read = attempt<lab::ResultError>(path.toStdString() + " cannot be opened",
                                                       [&] { add(files, path); });
        if (!read)
            files.problems.append(QString::fromStdString(read.reason()));
    }
    return files;
}

} // namespace cownscope::ui
