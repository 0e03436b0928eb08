// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the window that saves pictures and live measurements.
#include "app/cownscope/main_window.h"
#include "app/cownscope/message.h"
#include "app/cownscope/picture.h"
#include "app/cownscope/save_question.h"

#include "lab/results/result_error.h"
#include "lab/results/result_file.h"
#include "ui/engine/sampler.h"
#include "ui/file_path.h"
#include "ui/views/flock_view.h"
#include "ui/views/ring_view.h"
#include "ui/views/view_host.h"

#include <QStackedWidget>

namespace cownscope {

void MainWindow::askAndSave(const QString &title, const QString &name, const QString &filter,
                            std::optional<QString> (MainWindow::*save)(const QString &))
{
    const QString path =
        askWhereToSave(m_questions, {.title = title, .name = name, .filters = filter});
    if (path.isEmpty())
        return;
    const std::optional<QString> problem = (this->*save)(path);
    tell(problem.value_or(tr("%1 is saved.").arg(path)),
         problem ? MessageKind::Problem : MessageKind::Outcome);
}

std::optional<QString> MainWindow::savePicture(const QString &path)
{
    return cownscope::savePicture(pictureOf(this, {m_flockHost, m_ringHost}), path);
}

std::optional<QString> MainWindow::saveViewPicture(const QString &path)
{
    const auto *host = static_cast<ui::ViewHost *>(m_views->currentWidget());
    const QImage picture = host->view()->picture();
    if (picture.isNull())
        return tr("%1 is not written, since the view has drawn nothing yet: show the page Live.")
            .arg(path);
    return cownscope::savePicture(picture, path);
}

std::optional<QString> MainWindow::exportJson(const QString &path)
{
    try {
        lab::writeResultFile(ui::filePath(path), m_sampler->document());
        return std::nullopt;
    } catch (const lab::ResultError &error) {
        return QString::fromStdString(error.what());
    }
}

} // namespace cownscope
