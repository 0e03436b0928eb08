// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace cownscope::ui {

// Breaks long tool tips into lines, whoever shows them: Qt shows a plain sentence in one line,
// however wide that is. Works for the whole application while it lives.
class ToolTipWrap : public QObject
{
    Q_OBJECT

public:
    static constexpr int Widest = 420; // logical pixels of text

    explicit ToolTipWrap(QObject *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace cownscope::ui
