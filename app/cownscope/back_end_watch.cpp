// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/back_end_watch.h"

#include "base/attempt.h"
#include "lab/files/file_error.h"
#include "lab/files/write_file.h"
#include "ui/back_end/back_end_bar.h"
#include "ui/back_end/back_end_report.h"
#include "ui/back_end/simulation_proxy.h"
#include "ui/file_path.h"
#include "ui/views/gl_view.h"

#include <QToolButton>

#include <utility>

namespace cownscope {

using State = ui::IsolatedSimulation::State;

BackEndWatch::BackEndWatch(ui::SimulationProxy *simulation, QWidget *over,
                           QList<ui::GlView *> views, const std::optional<PlannedCrash> &crash,
                           QObject *parent)
    : QObject(parent)
    , m_simulation(simulation)
    , m_bar(new ui::BackEndBar{over})
    , m_crash(crash)
{
    connect(m_bar, &ui::BackEndBar::dimmingChanged, this, [views = std::move(views)](bool dimming) {
        for (ui::GlView *view : views)
            view->setDimmed(dimming);
    });
    connect(m_bar, &ui::BackEndBar::problemArose, this, [this](const QString &sentence) {
        Q_EMIT message(sentence, ui::MessageKind::Problem);
    });
    connect(m_bar->saveReport(), &QToolButton::clicked, this, &BackEndWatch::saveReport);
    m_crashTime.setSingleShot(true);
    connect(&m_crashTime, &QTimer::timeout, this, [this] {
        if (m_simulation->isolated())
            m_simulation->isolated()->crashBackEnd(m_crash->kind);
    });
    connect(m_simulation, &ui::SimulationProxy::placeChanged, this, &BackEndWatch::follow);
    follow();
}

void BackEndWatch::follow()
{
    ui::IsolatedSimulation *isolated = m_simulation->isolated();
    m_bar->follow(isolated);
    m_crashTime.stop();
    if (!isolated)
        return;
    connect(isolated, &ui::IsolatedSimulation::backEndChanged, this, &BackEndWatch::backEndChanged);
    backEndChanged();
}

void BackEndWatch::backEndChanged()
{
    const ui::IsolatedSimulation &isolated = *m_simulation->isolated();
    if (isolated.state() == State::Ended) {
        m_crashTime.stop();
        Q_EMIT ended(isolated.lastEnding()->sentence());
    } else if (isolated.state() == State::Running && m_crash && !m_crashTime.isActive()) {
        m_crashTime.start(static_cast<int>(m_crash->afterSeconds * 1000));
    }
}

void BackEndWatch::saveReport()
{
    if (!m_simulation->isolated())
        return;
    const std::string report = ui::backEndReport(*m_simulation->isolated());
    const QString path = ui::askWhereToSave(m_questions,
                                            {.title = tr("Save Report"),
                                             .name = QStringLiteral("cownscope-report.txt"),
                                             .filters = tr("Text (*.txt)")});
    if (path.isEmpty())
        return;
    const Outcome saved = attempt<lab::FileError>(
        "The report cannot be saved", [&] { lab::writeFile(ui::filePath(path), report); });
    if (saved)
        Q_EMIT message(tr("The report was saved to %1.").arg(path), ui::MessageKind::Outcome);
    else
        Q_EMIT message(QString::fromStdString(saved.reason()), ui::MessageKind::Problem);
}

} // namespace cownscope
