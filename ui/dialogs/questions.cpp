// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/questions.h"

#include "lab/files/file_error.h"
#include "lab/files/new_file.h"
#include "lab/files/target.h"
#include "ui/file_path.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>

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

// The folder of the last saved file; initially the current directory.
QString &lastFolder()
{
    static QString folder = QDir::currentPath();
    return folder;
}

// The dialog does not ask before it replaces a file, since the final name may get a suffix;
// askWhereToSave() asks.
QString savePath(QWidget *parent, const SaveQuestion &question, QString *filter)
{
    const QFileInfo proposed{proposedPath(question.name, lastFolder())};
    QFileDialog dialog{parent, question.title, proposed.absolutePath(), question.filters};
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setOption(QFileDialog::DontConfirmOverwrite);
    dialog.selectFile(proposed.fileName());
    // If a file of that name stays selected in the list, the dialog prefers it to a name that is
    // typed later.
    if (auto *list = dialog.findChild<QListView *>(QStringLiteral("listView")))
        list->clearSelection();
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return {};
    *filter = dialog.selectedNameFilter();
    const QString path = dialog.selectedFiles().constFirst();
    lastFolder() = QFileInfo{path}.absolutePath();
    return path;
}

bool confirmReplace(QWidget *parent, const QString &path)
{
    QMessageBox box{QMessageBox::Warning, tr("Replace File"),
                    tr("The file %1 already exists.").arg(path), QMessageBox::Cancel, parent};
    const auto *replacing = box.addButton(tr("Replace It"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == replacing;
}

// The suffixes in "Pictures (*.png *.jpg)", without dots.
QStringList suffixesIn(const QString &filters)
{
    static const QRegularExpression pattern{QStringLiteral("\\*\\.(\\w+)")};
    QStringList suffixes;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(filters))
        suffixes.append(match.captured(1).toLower());
    return suffixes;
}

// Writing to a device or a pipe does not replace it. Files that cannot be written are reported
// later.
bool isReplaced(const QString &path)
{
    try {
        return lab::targetOf(filePath(path)).kind == lab::Target::Kind::File;
    } catch (const lab::FileError &) {
        return false;
    }
}

} // namespace

void showProblem(QWidget *parent, const QString &title, const QString &text)
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
        .confirmReplace = [parent](const QString &path) { return confirmReplace(parent, path); },
        .openPaths =
            [parent] {
                return QFileDialog::getOpenFileNames(parent, tr("Open Results"), lastFolder(),
                                                     tr("Results (*.json *.csv);;All files (*)"));
            }};
}

QString withSuffix(const QString &path, const SaveQuestion &question, const QString &chosenFilter)
{
    const QStringList known = suffixesIn(question.filters);
    const QString suffix = QFileInfo{path}.suffix().toLower();
    const bool isFine = known.contains(suffix) || (!suffix.isEmpty() && question.otherSuffixes);
    if (path.isEmpty() || known.isEmpty() || isFine)
        return path;
    const QStringList chosen = suffixesIn(chosenFilter);
    QString whole = path;
    while (whole.endsWith(u'.'))
        whole.chop(1);
    return whole + u'.' + (chosen.isEmpty() ? known : chosen).first();
}

QString proposedPath(const QString &name, const QString &folder)
{
    if (name.contains(u'/'))
        return name;
    return ui::pathText(lab::freeName(filePath(QDir{folder}.absoluteFilePath(name))));
}

QString askWhereToSave(const Questions &questions, SaveQuestion question)
{
    for (;;) {
        QString filter;
        const QString answer = questions.savePath(question, &filter);
        if (answer.isEmpty())
            return {};
        const QString path = withSuffix(answer, question, filter);
        if (!isReplaced(path) || questions.confirmReplace(path))
            return path;
        question.name = path; // includes the folder
    }
}

} // namespace cownscope::ui
