// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <functional>

class QWidget;

namespace cownscope {

enum class Decision { Save, Discard, Cancel };

// What is asked of the user about results; a test puts its own answers here.
struct Questions
{
    // What to do about results that nobody has saved; `title` says what is asked, and what is said
    // by the buttons stands in `save` and `discard`.
    std::function<Decision(const QString &title, const QString &text, const QString &save,
                           const QString &discard)>
        decide;
    // Where to write to; empty: nowhere.
    std::function<QString(const QString &title, const QString &name, const QString &filter)>
        savePath;
    std::function<QStringList()> openPaths;
};

// Says in a dialog over this widget what went wrong, and goes on at once.
void tellInDialog(QWidget *parent, const QString &title, const QString &text);

// As dialogs over this widget, which must outlive them.
Questions askInDialogs(QWidget *parent);

} // namespace cownscope
