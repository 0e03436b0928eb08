// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/given_file.h"
#include "ui/dialogs/questions.h"
#include "ui/sweeps/autosave.h"
#include "ui/sweeps/sweep_form.h"

#include <QWidget>

#include <map>
#include <memory>
#include <optional>

namespace cownscope {

namespace ui {
struct OpenResult;
class ResultSet;
class ResultsView;
class SweepPanel;
class SweepRunner;
} // namespace ui

// The page Experiments: the form and the monitor of sweeps on the left, results of sweeps and files
// on the right. New results are in an autosave file until they are saved or discarded.
class ExperimentsPage : public QWidget
{
    Q_OBJECT

public:
    // `live` returns the configuration of the page Live.
    explicit ExperimentsPage(ui::SweepForm::Live live, QWidget *parent = nullptr);
    ~ExperimentsPage() override; // stops a running sweep; its autosave file is kept

    ui::SweepRunner &runner() { return *m_runner; }
    ui::ResultSet &results() { return *m_results; }
    ui::SweepPanel &panel() { return *m_panel; }

    void setQuestions(ui::Questions questions) { m_questions = std::move(questions); }

    void open(const std::vector<ui::GivenResult> &results);
    void askAndOpen(); // emits filesChosen()
    void askAndSave(); // saves the selected result
    void askAndExport();

    // Asks about unsaved results and returns whether the program may end now. If a running sweep
    // must be stopped first, returns false, and closeReady() follows.
    bool canClose();
    // To be called when closing was cancelled, so that canClose() asks again.
    void cancelClose() { m_ending = Ending::None; }

Q_SIGNALS:
    void opened(); // at least one file was opened
    void filesChosen(const QStringList &paths);
    void message(const QString &text, cownscope::ui::MessageKind kind);
    void closeReady();

private:
    void recover();
    void run(const lab::SweepPlan &plan);
    void take(const std::shared_ptr<const lab::Document> &document);
    void end();
    void save(int id);
    void requestClose(int id);
    ui::Decision decide(bool running, const QString &text);
    QString askPathFor(const ui::OpenResult &result);
    bool store(int id, const QString &path);
    void discard(int id);
    void discardAll();
    bool saveAllAndClose();
    std::vector<int> unsaved() const;

    std::unique_ptr<ui::SweepRunner> m_runner;
    std::unique_ptr<ui::ResultSet> m_results;
    QWidget *m_content; // its widgets use the two members above
    ui::SweepPanel *m_panel;
    ui::ResultsView *m_view;
    ui::Questions m_questions;
    std::map<int, ui::Autosave> m_autosaves; // of unsaved results, by id
    std::optional<ui::Autosave> m_begun;     // of a started sweep without a result
    int m_running = 0;                       // id of the result of the running sweep, or 0
    QString m_runningName;                   // name for display
    QString m_saveAtEnd;                     // file to save the running sweep to
    bool m_closeAtEnd = false;               // close the result when the sweep has ended
    // State while the program ends.
    enum class Ending { None, Saving, Discarding } m_ending = Ending::None;
};

} // namespace cownscope
