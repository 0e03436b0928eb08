// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStatusBar>

class QLabel;

namespace cownscope {

namespace ui {
class Engine;
struct Sample;
} // namespace ui

// Below everything: messages on the left, where the run stands on the right.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void show(const ui::Engine &engine, const ui::Sample &sample);
    using QStatusBar::show;

private:
    QLabel *m_state;
    QLabel *m_rates;
};

} // namespace cownscope
