// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/recording_line.h"

#include "app/cownscope/recording.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace cownscope {

RecordingLine::RecordingLine(Recording *recording, QWidget *parent)
    : QWidget(parent)
    , m_recording(recording)
    , m_text(new QLabel{this})
{
    auto *drop = new QToolButton{this};
    drop->setText(tr("Drop"));
    drop->setToolTip(tr("End the recording and keep no file"));
    drop->setAutoRaise(true);
    drop->setMaximumHeight(m_text->sizeHint().height()); // the bar is no higher for it
    drop->setFocusPolicy(Qt::TabFocus);
    auto *row = new QHBoxLayout{this};
    row->setContentsMargins(4, 0, 4, 0);
    row->setSpacing(6);
    row->addWidget(m_text);
    row->addWidget(drop);
    connect(drop, &QToolButton::clicked, recording, &Recording::cancel);
    connect(recording, &Recording::changed, this, &RecordingLine::follow);
    follow();
}

void RecordingLine::follow()
{
    setVisible(m_recording->isActive());
    m_text->setText(m_recording->text());
    m_text->setToolTip(m_recording->file());
}

} // namespace cownscope
