// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the window that records.
#include "app/cownscope/experiments_page.h"
#include "app/cownscope/main_actions.h"
#include "app/cownscope/main_window.h"
#include "app/cownscope/questions.h"
#include "app/cownscope/recording.h"
#include "app/cownscope/recording_line.h"
#include "app/cownscope/status_line.h"

#include "ui/engine/engine.h"
#include "ui/views/flock_view.h"
#include "ui/views/ring_view.h"

#include <QTimer>

#include <array>
#include <utility>

namespace cownscope {

void MainWindow::connectRecording()
{
    m_recording->setRate(m_options.recordRate);
    m_status->insertPermanentWidget(1, new RecordingLine{m_recording}); // after what is on the left
    m_actions->showRecording(false);
    connect(m_actions->record, &QAction::triggered, m_recording, &Recording::toggle);
    connect(m_recording, &Recording::changed, this, [this] {
        m_actions->showRecording(m_recording->state() == Recording::State::Taking);
        m_actions->record->setEnabled(m_recording->state() != Recording::State::Finishing);
    });
    connect(m_recording, &Recording::refused, this, [this](const QString &problem) {
        tellInDialog(this, tr("Recording Cannot Begin"), problem);
    });
    connect(m_recording, &Recording::ended, this,
            [this](const ui::RecordingResult &result, const QString &sentence) {
                const bool closing = std::exchange(m_closing, false);
                if (result.end == ui::RecordingResult::End::Failed) {
                    tellInDialog(this, tr("Recording Failed"),
                                 sentence); // nobody would see it elsewhere
                    if (closing)
                        m_experiments->stayOpen();
                } else if (closing) {
                    QTimer::singleShot(0, this, &QWidget::close);
                } else {
                    tell(sentence, MessageKind::Outcome);
                }
            });
    connect(m_recording, &Recording::begun, m_engine.get(), &ui::Engine::requestFrame);
    connect(m_recording, &Recording::roomMade, m_engine.get(), &ui::Engine::goOnDrawing);
    const std::array<ui::GlView *, 2> views{m_flockView, m_ringView};
    for (ui::GlView *view : views)
        connect(view, &ui::GlView::framePainted, this, [this, view] {
            m_recording->take(*view); // first, so that its room is known
            m_engine->goOnDrawing();
        });
}

// What is being recorded is finished first; who closes once more drops it. The window stays if it
// fails.
bool MainWindow::mayCloseRecording()
{
    if (!m_recording->isActive())
        return true;
    if (std::exchange(m_closing, true)) {
        m_recording->cancel();
    } else {
        m_status->showMessage(tr("The window closes when the recording is complete; closing it "
                                 "once more drops the recording."));
        m_recording->finish();
    }
    return false;
}

} // namespace cownscope
