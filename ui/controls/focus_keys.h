// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace cownscope::ui {

// Keys that the control with the keyboard uses for itself are no shortcuts meanwhile: Space on a
// button or a check box, Home and End on a slider. Works for the whole application while it lives.
class FocusKeys : public QObject
{
    Q_OBJECT

public:
    explicit FocusKeys(QObject *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace cownscope::ui
