// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/experiments_page.h"

#include "app/cownscope/recent_files.h"
#include "app/cownscope/window_fit.h"
#include "base/attempt.h"
#include "lab/machine/machine.h"
#include "lab/results/result_error.h"
#include "lab/results/result_file.h"
#include "ui/dialogs/questions.h"
#include "ui/file_path.h"
#include "ui/results/comparison_view.h"
#include "ui/results/result_export.h"
#include "ui/results/result_set.h"
#include "ui/results/results_view.h"
#include "ui/sweeps/sweep_panel.h"
#include "ui/sweeps/sweep_runner.h"
#include "ui/widgets.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QSplitter>
#include <QTime>
#include <QVBoxLayout>

namespace cownscope {
namespace {

// Compares the current contents of two results in a separate window, or shows an error message if
// they cannot be compared.
void showComparison(const ui::OpenResult &base, const ui::OpenResult &other, QWidget *parent)
{
    ui::ComparisonView *view = nullptr;
    const Outcome compared = attempt<lab::ResultError>("The results cannot be compared", [&] {
        view = new ui::ComparisonView{base.name, other.name,
                                      lab::compare(*base.document, *other.document)};
    });
    if (!compared) {
        ui::showProblem(parent, QObject::tr("Compare"), QString::fromStdString(compared.reason()));
        return;
    }
    auto *dialog = new QDialog{parent};
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QObject::tr("%1 compared with %2").arg(other.name, base.name));
    auto *column = new QVBoxLayout{dialog};
    column->addWidget(view, 1);
    auto *buttons = new QDialogButtonBox{QDialogButtonBox::Close};
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    column->addWidget(buttons);
    dialog->resize(960, 420);
    fitOnScreenWhenShown(dialog);
    dialog->show();
}

QString nameOf(const lab::SweepPlan &plan)
{
    const QString workload = QString::fromStdString(plan.base.workload->about().name);
    const QString time = QTime::currentTime().toString(QStringLiteral("HH:mm:ss"));
    if (plan.axis == lab::NoAxis)
        return ExperimentsPage::tr("%1, %2").arg(workload, time);
    return ExperimentsPage::tr("%1 over %2, %3")
        .arg(workload, QString::fromStdString(plan.axis), time);
}

QString suggestedFile(const lab::Document &document)
{
    const lab::Json &fixed = document.sweep.fixed;
    const auto workload = fixed.find("workload");
    const std::string name =
        workload != fixed.end() && workload->is_string() ? workload->get<std::string>() : "results";
    return QString::fromStdString(lab::defaultResultPath(name).filename().string());
}

// The formats that a result can be saved in: a CSV file lacks a part of what a JSON file has.
QString filtersFor(const ui::OpenResult &result)
{
    if (result.document)
        return ExperimentsPage::tr("Results (*.json);;All files (*)");
    return result.transports->json
        ? ExperimentsPage::tr("Results (*.json);;Tables (*.csv);;All files (*)")
        : ExperimentsPage::tr("Tables (*.csv);;All files (*)");
}

} // namespace

ExperimentsPage::ExperimentsPage(ui::SweepForm::Live live, QWidget *parent)
    : QWidget(parent)
    , m_runner(std::make_unique<ui::SweepRunner>())
    , m_results(std::make_unique<ui::ResultSet>())
    , m_questions(ui::askInDialogs(this))
{
    auto *splitter = new QSplitter{this};
    m_content = splitter;
    m_panel = new ui::SweepPanel{m_runner.get(), std::move(live)};
    m_view = new ui::ResultsView{m_results.get()};
    splitter->addWidget(m_panel);
    splitter->addWidget(m_view);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false); // the user could not show them again
    ui::columnIn(this, {splitter});

    connect(m_panel, &ui::SweepPanel::runRequested, this, &ExperimentsPage::run);
    connect(m_runner.get(), &ui::SweepRunner::documentChanged, this, &ExperimentsPage::take);
    connect(m_runner.get(), &ui::SweepRunner::ended, this, &ExperimentsPage::end);
    connect(m_view, &ui::ResultsView::openRequested, this, &ExperimentsPage::askAndOpen);
    connect(m_view, &ui::ResultsView::saveRequested, this, &ExperimentsPage::save);
    connect(m_view, &ui::ResultsView::closeRequested, this, &ExperimentsPage::requestClose);
    connect(m_view, &ui::ResultsView::compareRequested, this, [this](int id, int second) {
        const ui::OpenResult *result = m_results->find(id);
        const ui::OpenResult *base = m_results->find(second);
        if (base && result)
            showComparison(*base, *result, this);
    });
    recover();
}

ExperimentsPage::~ExperimentsPage()
{
    delete m_content;
}

void ExperimentsPage::recover()
{
    for (ui::Autosave &autosave : ui::Autosave::recover()) {
        // If a file cannot be read, it is kept for manual recovery.
        static_cast<void>(attempt("The results cannot be recovered", [&] {
            auto document = std::make_shared<const lab::Document>(
                lab::readResultFile(ui::filePath(autosave.path())));
            if (document->points.empty()) {
                autosave.remove();
                return;
            }
            const QString name =
                tr("Recovered: %1").arg(QFileInfo{autosave.path()}.completeBaseName());
            const int id = m_results->add(std::move(document), name, {}, true);
            m_autosaves.emplace(id, std::move(autosave));
        }));
    }
}

void ExperimentsPage::run(const lab::SweepPlan &plan)
{
    QString name;
    std::optional<ui::Autosave> autosave;
    Outcome started = attempt("The experiment cannot be started", [&] {
        name = nameOf(plan);
        autosave = ui::Autosave::create(QString::fromStdString(plan.base.workload->about().name));
    });
    if (started)
        started = m_runner->start(plan, autosave->path());
    if (!started) {
        if (autosave)
            autosave->remove();
        m_panel->form()->setProblem(QString::fromStdString(started.reason()));
        return;
    }
    m_begun = std::move(autosave);
    m_runningName = name;
}

void ExperimentsPage::take(const std::shared_ptr<const lab::Document> &document)
{
    if (m_running != 0) {
        m_results->update(m_running, document);
        return;
    }
    m_running = m_results->add(document, m_runningName, {}, true, true);
    m_autosaves.emplace(m_running, std::move(*m_begun));
    m_begun.reset();
    m_view->selectResult(m_running);
}

void ExperimentsPage::end()
{
    const int id = std::exchange(m_running, 0);
    const QString path = std::exchange(m_saveAtEnd, {});
    m_begun.reset();
    if (const auto autosave = m_autosaves.find(id); autosave != m_autosaves.end())
        autosave->second.moved(m_runner->file());
    m_results->setRunning(id, false);
    const ui::OpenResult *result = m_results->find(id);
    if (!result || result->document->points.empty()) // closed meanwhile, or without any result
        discard(id);
    const bool stored = path.isEmpty() || !m_results->find(id) || store(id, path);
    if (std::exchange(m_closeAtEnd, false) && stored)
        m_results->close(id);
    const Ending ending = m_ending;
    if (ending == Ending::Discarding)
        discardAll();
    if (!stored)
        m_ending = Ending::None;
    else if (ending != Ending::None)
        Q_EMIT closeReady();
}

void ExperimentsPage::open(const std::vector<ui::GivenResult> &results)
{
    for (const ui::GivenResult &result : results) {
        if (result.document)
            m_results->open(result.path, result.document);
        else
            m_results->open(result.path, result.transports);
        RecentFiles::add(result.path);
    }
    if (!results.empty())
        Q_EMIT opened();
}

void ExperimentsPage::askAndOpen()
{
    if (const QStringList paths = m_questions.openPaths(); !paths.isEmpty())
        Q_EMIT filesChosen(paths);
}

void ExperimentsPage::askAndSave()
{
    if (const int selected = m_view->selectedResult())
        save(selected);
    else
        Q_EMIT message(tr("No result is selected."), ui::MessageKind::Problem);
}

void ExperimentsPage::askAndExport()
{
    const QString path = ui::askWhereToSave(
        m_questions,
        {.title = tr("Export Results"),
         .name = QStringLiteral("results.csv"),
         .filters = tr("Tables (*.csv);;Results (*.json);;Pictures (*.png);;Drawings (*.svg)")});
    if (path.isEmpty())
        return;
    if (const Outcome exported = m_view->exportTo(path))
        Q_EMIT message(tr("%1 is saved.").arg(path), ui::MessageKind::Outcome);
    else
        Q_EMIT message(QString::fromStdString(exported.reason()), ui::MessageKind::Problem);
}

QString ExperimentsPage::askPathFor(const ui::OpenResult &result)
{
    return ui::askWhereToSave(m_questions,
                              {.title = tr("Save “%1” As").arg(result.name),
                               .name = result.path.isEmpty()
                                   ? suggestedFile(*result.document)
                                   : QFileInfo{result.path}.absoluteFilePath(),
                               .filters = filtersFor(result),
                               .otherSuffixes = true});
}

void ExperimentsPage::save(int id)
{
    const ui::OpenResult *result = m_results->find(id);
    if (!result)
        return;
    const QString path = askPathFor(*result);
    if (path.isEmpty())
        return;
    if (id == m_running) { // checked now, since the sweep may have ended during the dialog
        m_saveAtEnd = path;
        Q_EMIT message(tr("The results will be saved when the experiment is complete."),
                       ui::MessageKind::Outcome);
    } else {
        store(id, path);
    }
}

bool ExperimentsPage::store(int id, const QString &path)
{
    const ui::OpenResult *result = m_results->find(id);
    if (!result)
        return false;
    const Outcome written = attempt<lab::ResultError>("The results cannot be saved",
                                                      [&] { ui::writeResult(*result, path); });
    if (!written) {
        Q_EMIT message(QString::fromStdString(written.reason()), ui::MessageKind::Problem);
        return false;
    }
    m_results->setSaved(id, path);
    if (auto autosave = m_autosaves.extract(id))
        autosave.mapped().remove();
    RecentFiles::add(path);
    Q_EMIT message(tr("%1 is saved.").arg(path), ui::MessageKind::Outcome);
    return true;
}

void ExperimentsPage::discard(int id)
{
    m_results->close(id);
    if (id == m_running)
        return; // its file is removed when the sweep has ended
    if (auto autosave = m_autosaves.extract(id))
        autosave.mapped().remove();
}

void ExperimentsPage::discardAll()
{
    for (const int id : unsaved())
        discard(id);
}

std::vector<int> ExperimentsPage::unsaved() const
{
    std::vector<int> ids;
    for (const ui::OpenResult &result : m_results->results()) {
        if (result.unsaved)
            ids.push_back(result.id);
    }
    return ids;
}

ui::Decision ExperimentsPage::decide(bool running, const QString &text)
{
    if (running)
        return m_questions.decide(tr("Stop the Experiment?"), text, tr("Stop It and Save…"),
                                  tr("Stop It and Discard"));
    return m_questions.decide(tr("Save the Results?"), text, tr("Save…"), tr("Discard"));
}

void ExperimentsPage::requestClose(int id)
{
    const ui::OpenResult *result = m_results->find(id);
    if (!result)
        return;
    if (!result->unsaved) {
        m_results->close(id);
        return;
    }
    const bool running = id == m_running;
    const ui::Decision decision =
        decide(running,
               running ? tr("“%1” is still being measured.").arg(result->name)
                       : tr("“%1” has not been saved.").arg(result->name));
    if (decision == ui::Decision::Cancel)
        return;
    if (decision == ui::Decision::Save)
        save(id);
    else
        discard(id);
    const bool goes = decision == ui::Decision::Discard || !m_saveAtEnd.isEmpty();
    if (id == m_running && goes) {
        m_closeAtEnd = true;
        m_runner->stop();
    } else if (result = m_results->find(id); result && !result->unsaved) {
        m_results->close(id);
    }
}

bool ExperimentsPage::canClose()
{
    if (m_ending != Ending::None)
        return !m_runner->isRunning();
    const bool running = m_runner->isRunning();
    const auto count = unsaved().size();
    if (!running && count == 0)
        return true;
    const QString text = running ? tr("An experiment is still running.")
        : count == 1             ? tr("The results of an experiment have not been saved.")
                     : tr("The results of %1 experiments have not been saved.").arg(count);
    switch (decide(running, text)) {
    case ui::Decision::Cancel:
        return false;
    case ui::Decision::Save:
        return saveAllAndClose();
    case ui::Decision::Discard:
        break;
    }
    m_ending = Ending::Discarding;
    m_runner->stop();
    if (m_runner->isRunning()) // checked again, since the sweep may have ended during the dialog
        return false;
    discardAll();
    return true;
}

bool ExperimentsPage::saveAllAndClose()
{
    for (const int id : unsaved())
        save(id);
    if (m_running != 0 && !m_saveAtEnd.isEmpty() && unsaved() == std::vector{m_running}) {
        m_ending = Ending::Saving;
        m_runner->stop();
        return false;
    }
    return unsaved().empty() && !m_runner->isRunning();
}

} // namespace cownscope
