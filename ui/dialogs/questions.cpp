// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/questions.h"

#include "ui/dialogs/save_question.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>

namespace cownscope::ui {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cownscope::Questions", text);
}

Decision decide(QWidget *parent, const QString &title, const QString &text, const QString &save,
                const QString &discard)
{
    QMessageBox box{QMessageBox::Question, title, text, QMessageBox::NoButton, parent};
    const auto *saving = box.addButton(save, QMessageBox::AcceptRole);
    const auto *discarding = box.addButton(discard, QMessageBox::DestructiveRole);
    box.setEscapeButton(box.addButton(QMessageBox::Cancel));
    box.exec();
    if (box.clickedButton() == saving)
        return Decision::Save;
    return box.clickedButton() == discarding ? Decision::Discard : Decision::Cancel;
}

// Where something was saved last, or where the program was started.
QString &lastFolder()
{
    static QString folder = QDir::currentPath();
    return folder;
}

// The dialog does not know yet what the file will be called: to replace one is asked afterwards.
QString savePath(QWidget *parent, const SaveQuestion &question, QString *filter)
{
    const QFileInfo proposed{proposedPath(question.name, lastFolder())};
    QFileDialog dialog{parent, question.title, proposed.absolutePath(), question.filters};
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setOption(QFileDialog::DontConfirmOverwrite);
    dialog.selectFile(proposed.fileName());
    // A file of that name, which is selected in the list, would win over what is typed later.
    if (auto *list = dialog.findChild<QListView *>(QStringLiteral("listView")))
        list->clearSelection();
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return {};
    *filter = dialog.selectedNameFilter();
    const QString path = dialog.selectedFiles().constFirst();
    lastFolder() = QFileInfo{path}.absolutePath();
    return path;
}

bool mayReplace(QWidget *parent, const QString &path)
{
    QMessageBox box{QMessageBox::Warning, tr("Replace File"),
                    tr("There is a file %1 already.").arg(path), QMessageBox::Cancel, parent};
    const auto *replacing = box.addButton(tr("Replace It"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == replacing;
}

} // namespace

void tellInDialog(QWidget *parent, const QString &title, const QString &text)
{
    auto *box = new QMessageBox{QMessageBox::Warning, title, text, QMessageBox::Close, parent};
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

Questions askInDialogs(QWidget *parent)
{
    return {
        .decide =
            [parent](const QString &title, const QString &text, const QString &save,
                     const QString &discard) { return decide(parent, title, text, save, discard); },
        .savePath = [parent](const SaveQuestion &question,
                             QString *filter) { return savePath(parent, question, filter); },
        .mayReplace = [parent](const QString &path) { return mayReplace(parent, path); },
        .openPaths =
            [parent] {
                return QFileDialog::getOpenFileNames(parent, tr("Open Results"), lastFolder(),
                                                     tr("Results (*.json);;All files (*)"));
            }};
}

} // namespace cownscope::ui
