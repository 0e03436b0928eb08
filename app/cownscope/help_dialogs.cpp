// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/help_dialogs.h"

#include "lab/machine/build_info.h"

#include <QAction>
#include <QDialog>
#include <QGridLayout>
#include <QLabel>
#include <QMessageBox>

namespace cownscope {

void showShortcuts(const QList<QAction *> &actions, QWidget *parent)
{
    auto *dialog = new QDialog{parent};
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QObject::tr("Shortcuts"));
    auto *grid = new QGridLayout{dialog};
    grid->setContentsMargins(20, 16, 20, 16);
    grid->setHorizontalSpacing(24);
    QList<QAction *> listed = actions;
    listed.removeIf([](const QAction *action) { return action->shortcuts().isEmpty(); });
    const int rows = static_cast<int>(listed.size() + 1) / 2; // in two columns, for low screens
    for (int i = 0; i < listed.size(); ++i) {
        const QAction *action = listed[i];
        QStringList keys;
        for (const QKeySequence &key : action->shortcuts())
            keys.append(key.toString(QKeySequence::NativeText));
        auto *keyLabel = new QLabel{keys.join(QObject::tr(" or ")), dialog};
        QFont bold = keyLabel->font();
        bold.setBold(true);
        keyLabel->setFont(bold);
        QString what = action->toolTip();
        if (what.endsWith(u')'))
            what.truncate(what.lastIndexOf(QStringLiteral(" (")));
        grid->addWidget(keyLabel, i % rows, i / rows * 2);
        grid->addWidget(new QLabel{what, dialog}, i % rows, i / rows * 2 + 1);
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
                    "<p>A laboratory for behavior-oriented concurrency: behaviors on worker "
                    "threads move what you see, and the charts show how.</p>"
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
