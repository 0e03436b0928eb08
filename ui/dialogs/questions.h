// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QStringList>

#include <functional>

class QWidget;

namespace cownscope::ui {

// The kind of a message decides how long it is shown. A hint disappears after a while. Outcomes and
// problems stay until they are dismissed or replaced.
enum class MessageKind { Hint, Outcome, Problem };

enum class Decision { Save, Discard, Cancel };

// A question for a file to write.
struct SaveQuestion
{
    QString title;
    QString name;    // proposed name; without a folder, it is made unique in the last folder
    QString filters; // "Pictures (*.png);;All files (*)"
    bool otherSuffixes = false; // suffixes that are not in the filters are allowed
};

// The questions to the user about files. Tests replace them by their own answers.
struct Questions
{
    // What to do about unsaved results. `save` and `discard` are the labels of the buttons.
    std::function<Decision(const QString &title, const QString &text, const QString &save,
                           const QString &discard)>
        decide;
    // The path as typed; empty if cancelled. Only askWhereToSave() calls this and confirmReplace.
    std::function<QString(const SaveQuestion &question, QString *chosenFilter)> savePath;
    // Whether the existing file may be replaced.
    std::function<bool(const QString &path)> confirmReplace;
    std::function<QStringList()> openPaths;
};

// Shows an error message in a dialog and returns at once.
void showProblem(QWidget *parent, const QString &title, const QString &text);

// The questions as dialogs. The parent must outlive them.
Questions askInDialogs(QWidget *parent);

// Asks for a file to write. A missing suffix is added first. If the file exists, asks whether to
// replace it; if not, asks for another file. Empty if cancelled.
QString askWhereToSave(const Questions &questions, SaveQuestion question);

// Adds the suffix of the chosen filter if the path needs one.
QString withSuffix(const QString &path, const SaveQuestion &question, const QString &chosenFilter);

// The initial path of a question. A name without a folder is placed in `folder`, with a number if
// that name is taken.
QString proposedPath(const QString &name, const QString &folder);

} // namespace cownscope::ui

Q_DECLARE_METATYPE(cownscope::ui::MessageKind)
