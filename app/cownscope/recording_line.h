// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace cownscope {

class Recording;

// How far the recording is, beside a button that drops it; hidden while there is none.
class RecordingLine : public QWidget
{
    Q_OBJECT

public:
    explicit RecordingLine(Recording *recording, QWidget *parent = nullptr);

private:
    void follow();

    Recording *m_recording;
    QLabel *m_text;
};

} // namespace cownscope
