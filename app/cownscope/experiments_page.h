// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/given_file.h"
#include "ui/dialogs/message.h"
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

// Experiments are described and run on the left, and their results, with others from files, are
// looked at on the right. What is measured is in an autosave file until it is saved or discarded.
class ExperimentsPage : public QWidget
{
    Q_OBJECT

public:
    // `live` gives what runs on the other page.
    explicit ExperimentsPage(ui::SweepForm::Live live, QWidget *parent = nullptr);
    ~ExperimentsPage() override; // ends what runs; its autosave file stays

    ui::SweepRunner &runner() { return *m_runner; }
    ui::ResultSet &results() { return *m_results; }
    ui::SweepPanel &panel() { return *m_panel; }

    void setQuestions(ui::Questions questions) { m_questions = std::move(questions); }

    void open(const std::vector<ui::GivenResult> &results);
    void askAndOpen(); // filesChosen() follows
    void askAndSave(); // what is selected
    void askAndExport();

    // True if the program may end now. Asks about what would be lost; if the answer is that a sweep
    // is to come to its end first, this gives false and closeReady() follows.
    bool mayClose();
    void stayOpen(); // it does not end after all: what is measured from now on is asked about

Q_SIGNALS:
    void opened(); // at least one file
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
    QString askPathFor(const ui::OpenResult &result);
    bool store(int id, const QString &path);
    void discard(int id);
    void discardAll();
    bool saveAllAndClose();
    std::vector<int> unsaved() const;

    std::unique_ptr<ui::SweepRunner> m_runner;
    std::unique_ptr<ui::ResultSet> m_results;
    QWidget *m_content; // of which everything uses the two above
    ui::SweepPanel *m_panel;
    ui::ResultsView *m_view;
    ui::Questions m_questions;
    std::map<int, ui::Autosave> m_autosaves; // of the unsaved results, by their ids
    std::optional<ui::Autosave> m_begun;     // of a sweep that has no result yet
    int m_running = 0;                       // the result of the sweep that runs, or 0
    QString m_runningName;                   // for people
    QString m_saveAtEnd;                     // where the sweep that runs is to be saved
    bool m_closeAtEnd = false;               // its result, too
    enum class Ending { None, Saving, Discarding } m_ending = Ending::None; // of the program
};

} // namespace cownscope
