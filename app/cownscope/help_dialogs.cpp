// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/help_dialogs.h"

#include "lab/machine/build_info.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QDialog>
#include <QGridLayout>
#include <QLabel>
#include <QMessageBox>

#include <utility>

namespace cownscope {
namespace {

// All actions of the window and its children.
QList<QAction *> actionsOf(const QWidget &window)
{
    QList<QAction *> actions = window.findChildren<QAction *>();
    for (QAction *action : window.actions()) {
        if (!actions.contains(action))
            actions.append(action);
    }
    return actions;
}

// Keys and their descriptions.
QList<std::pair<QString, QString>> shortcutLines(const QWidget &window)
{
    QList<std::pair<QString, QString>> lines;
    for (const QAction *action : actionsOf(window)) {
        QStringList keys;
        for (const QKeySequence &key : action->shortcuts())
            keys.append(key.toString(QKeySequence::NativeText));
        if (keys.isEmpty())
            continue;
        QString what = action->toolTip();
        if (what.endsWith(u')'))
            what.truncate(what.lastIndexOf(QStringLiteral(" (")));
        lines.append({keys.join(QObject::tr(" or ")), what});
    }
    // Keys that are handled by focused widgets have no actions.
    lines.append({QObject::tr("Arrows"), QObject::tr("Move the world")});
    lines.append({QObject::tr("Enter or Esc"), QObject::tr("Accept or discard a typed number")});
    return lines;
}

} // namespace

void showShortcuts(QWidget *window)
{
    auto *dialog = new QDialog{window};
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QObject::tr("Shortcuts"));
    auto *grid = new QGridLayout{dialog};
    grid->setContentsMargins(20, 16, 20, 16);
    grid->setHorizontalSpacing(24);
    const auto lines = shortcutLines(*window);
    // Two columns, so that it fits on small screens.
    const int rows = static_cast<int>(lines.size() + 1) / 2;
    for (int i = 0; i < lines.size(); ++i) {
        auto *keys = new QLabel{lines[i].first, dialog};
        keys->setFont(ui::boldFont(keys->font()));
        grid->addWidget(keys, i % rows, i / rows * 2);
        grid->addWidget(new QLabel{lines[i].second, dialog}, i % rows, i / rows * 2 + 1);
    }
    dialog->show();
}

void showAbout(const QString &renderer, QWidget *parent)
{
    const lab::BuildInfo build = lab::buildInfo();
    const QString revision = QString::fromStdString(build.gitSha.value_or("unknown"));
    auto *box = new QMessageBox{
        QMessageBox::NoIcon, QObject::tr("About Cownscope"),
        QObject::tr("<h3>Cownscope %1</h3>"
                    "<p>A laboratory for behavior-oriented concurrency. Behaviors on worker "
                    "threads compute the simulation; charts show the work of the scheduler.</p>"
                    "<p>Revision %2, %3, %4<br>Qt %5, OpenGL renderer: %6</p>"
                    "<p>GPL-3.0-or-later; the library runtime/boc is MIT.</p>")
            .arg(QString::fromStdString(build.version), revision,
                 QString::fromStdString(build.compiler).toHtmlEscaped(),
                 QString::fromStdString(build.type), QString::fromLatin1(qVersion()),
                 renderer.isEmpty() ? QObject::tr("none") : renderer.toHtmlEscaped()),
        QMessageBox::Close, parent};
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setModal(false);
    box->show();
}

} // namespace cownscope
