// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <functional>

class QWidget;

namespace cownscope::ui {

enum class Decision { Save, Discard, Cancel };

// Where to write to.
struct SaveQuestion
{
    QString title;
    QString name;               // proposed; without a folder: one that nothing in the folder has
    QString filters;            // "Pictures (*.png);;All files (*)"
    bool otherSuffixes = false; // than those of the filters say nothing about what is written
};

// What is asked of the user about files; a test puts its own answers here.
struct Questions
{
    // What to do about results that nobody has saved; `title` says what is asked, and what is said
    // by the buttons stands in `save` and `discard`.
    std::function<Decision(const QString &title, const QString &text, const QString &save,
                           const QString &discard)>
        decide;
    // As it was typed; empty: nowhere. Only askWhereToSave() calls this and the next one.
    std::function<QString(const SaveQuestion &question, QString *chosenFilter)> savePath;
    // Whether what is there may be written over.
    std::function<bool(const QString &path)> mayReplace;
    std::function<QStringList()> openPaths;
};

// Says in a dialog over this widget what went wrong, and goes on at once.
void tellInDialog(QWidget *parent, const QString &title, const QString &text);

// As dialogs over this widget, which must outlive them.
Questions askInDialogs(QWidget *parent);

} // namespace cownscope::ui
