// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/questions.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace cownscope {
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
        .savePath =
            [parent](const QString &title, const QString &name, const QString &filter) {
                return QFileDialog::getSaveFileName(parent, title, name, filter);
            },
        .openPaths =
            [parent] {
                return QFileDialog::getOpenFileNames(parent, tr("Open Results"), {},
                                                     tr("Results (*.json);;All files (*)"));
            }};
}

} // namespace cownscope
