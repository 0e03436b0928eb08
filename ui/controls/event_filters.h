// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace cownscope::ui {

// Gives keys to the focused control that would otherwise trigger a shortcut: Space on a button or a
// check box, Home and End on a slider. Applies to the whole application while the object exists.
class FocusKeys : public QObject
{
    Q_OBJECT

public:
    explicit FocusKeys(QObject *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

// Wraps long tool tips, which Qt shows in one line if they are plain text. Applies to the whole
// application while the object exists.
class ToolTipWrap : public QObject
{
    Q_OBJECT

public:
    static constexpr int Widest = 420; // width of the text in logical pixels

    explicit ToolTipWrap(QObject *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace cownscope::ui
