// SPDX-License-Identifier: GPL-3.0-or-later
// Actions of menus, dialogs and views without enough memory or descriptors: the window shows one
// error message and keeps working, with all measurements.
#include "app/cownscope/experiments_page.h"
#include "app/cownscope/main_window.h"
#include "app/cownscope/notice_bar.h"
#include "app/cownscope/recording.h"
#include "boc/faults/allocations.h"
#include "lab/results/result_file.h"
#include "tests/support/address_space_limit.h"
#include "tests/support/descriptor_limit.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/expected_problems.h"
#include "tests/ui/window_parts.h"
#include "ui/results/result_set.h"
#include "ui/results/results_view.h"
#include "ui/simulation/simulation.h"
#include "ui/workloads/boids/boids_ui.h"
#include "ui/workloads/boids/flock_view.h"

#include <QAction>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <gtest/gtest.h>

#include <memory>
#include <new>
#include <optional>
#include <system_error>

namespace cownscope {
namespace {

using namespace std::chrono_literals;
using End = ui::RecordingResult::End;

class WindowBoundaries : public testing::Test
{
protected:
    WindowBoundaries()
    {
        ProgramOptions options = test::windowOptions();
        options.configuration.workers = 2;
        options.configuration.of(lab::boidsWorkload()).speed.stepPerFrame = true;
        options.size = QSize{900, 600};
        window = std::make_unique<MainWindow>(options);
        ui::Questions questions;
        questions.savePath = [this](const ui::SaveQuestion &, QString *) { return savePath; };
        questions.confirmReplace = [](const QString &) { return true; };
        questions.openPaths = [this] { return QStringList{savePath}; };
        questions.decide = [](const QString &, const QString &, const QString &, const QString &) {
            return ui::Decision::Discard;
        };
        window->setQuestions(questions);
        window->show();
        EXPECT_TRUE(test::spinUntil([this] { return view()->framesPainted() > 5; }));
    }

    ui::FlockView *view() { return window->boids().flockView(); }
    ui::ResultSet &results() { return window->experiments().results(); }

    QAction *action(const QString &text)
    {
        for (QAction *action : window->findChildren<QAction *>()) {
            if (action->text() == text)
                return action;
        }
        ADD_FAILURE() << text.toStdString();
        return nullptr;
    }

    QString sentence() const { return window->findChild<NoticeBar *>()->sentences().join(u'|'); }

    // The view still draws, and the measurement can be exported.
    void expectThatWindowWorks()
    {
        window->showPage(Page::Live);
        const auto before = view()->framesPainted();
        EXPECT_TRUE(test::spinUntil([&] { return view()->framesPainted() > before; }));
        const QString path = folder.filePath("alive.json");
        const Outcome exported = window->exportJson(path);
        EXPECT_TRUE(exported) << exported.reason();
        EXPECT_EQ(lab::readResultFile(path.toStdString()).points.size(), 1u);
        EXPECT_TRUE(window->isVisible());
    }

    QTemporaryDir folder;
    QString savePath = folder.filePath("file.json");
    std::unique_ptr<MainWindow> window;
};

TEST_F(WindowBoundaries, AMenuWithoutDescriptors)
{
    if (!test::runsWithoutDescriptors)
        GTEST_SKIP() << "The sanitizer needs descriptors.";
    test::spin(600ms); // so that something is measured
    for (const char *text :
         {"&Export Live Measurement…", "&Save Picture…", "Save Picture of the &View…"}) {
        {
            const test::DescriptorLimit none;
            action(text)->trigger();
        }
        EXPECT_TRUE(sentence().contains("Too many open files")) << sentence().toStdString();
        test::spin(10ms);
    }
    expectThatWindowWorks();
}

TEST_F(WindowBoundaries, OpeningWithoutDescriptors)
{
    if (!test::runsWithoutDescriptors)
        GTEST_SKIP() << "The sanitizer needs descriptors.";
    test::spin(600ms);
    lab::writeResultFile(savePath.toStdString(), lab::Document{});
    {
        const test::DescriptorLimit none;
        window->openFiles({savePath});
    }
    EXPECT_TRUE(sentence().contains("Too many open files")) << sentence().toStdString();
    expectThatWindowWorks();
    window->openFiles({savePath});
    EXPECT_EQ(results().results().size(), 1u);
}

#ifndef COWNSCOPE_SANITIZED

// A document that does not fit into the address space that the tests leave.
std::shared_ptr<const lab::Document> largeDocument()
{
    auto document = std::make_shared<lab::Document>();
    document->more["padding"] = std::string(std::size_t{96} << 20, 'x');
    document->points.emplace_back();
    return document;
}

TEST_F(WindowBoundaries, SavingAndExportingResultsWithoutMemory)
{
    test::spin(600ms);
    const int id = results().add(largeDocument(), "large", {}, true);
    window->experiments().findChild<ui::ResultsView *>()->selectResult(id);
    window->showPage(Page::Experiments);
    for (const char *text : {"Save &Results As…", "E&xport Results…"}) {
        {
            const test::AddressSpaceLimit little{std::size_t{32} << 20};
            action(text)->trigger();
        }
        EXPECT_TRUE(sentence().contains("memory")) << sentence().toStdString();
        EXPECT_EQ(sentence().count(u'|'), 0);
        test::spin(10ms);
    }
    EXPECT_TRUE(results().find(id)->unsaved);
    EXPECT_FALSE(QFile::exists(savePath));
    expectThatWindowWorks();
    window->showPage(Page::Experiments);
    action("Save &Results As…")->trigger();
    EXPECT_FALSE(results().find(id)->unsaved);
}

TEST_F(WindowBoundaries, OpeningResultsWithoutMemory)
{
    test::spin(600ms);
    lab::writeResultFile(savePath.toStdString(), *largeDocument());
    window->showPage(Page::Experiments);
    {
        const test::AddressSpaceLimit little{std::size_t{32} << 20};
        action("&Open Results…")->trigger();
    }
    EXPECT_TRUE(sentence().contains("memory")) << sentence().toStdString();
    EXPECT_TRUE(sentence().contains(savePath)) << sentence().toStdString();
    EXPECT_TRUE(results().results().empty());
    expectThatWindowWorks();
}
#endif

// Frames are recorded while the view paints.
TEST_F(WindowBoundaries, RecordingWithoutMemory)
{
    test::spin(600ms);
    Recording &recording = window->recording();
    std::optional<ui::RecordingResult> result;
    QObject::connect(&recording, &Recording::ended,
                     [&](const ui::RecordingResult &given) { result = given; });
    window->simulation().setPaused(true);
    ASSERT_TRUE(test::spinUntil([this] { return view()->readyForFrame(); }));
    test::spin(100ms);
    int refused = 0;
    for (int successes = 0; successes < 6; ++successes) {
        result.reset();
        ASSERT_TRUE(recording.begin(folder.filePath("film.mp4")));
        view()->makeCurrent();
        bool isReported = false;
        for (int frames = 0; frames < 2 && !isReported; ++frames) {
            {
                const boctest::OutOfMemory outOfMemory(frames == 0 ? successes : 1000);
                recording.take(*view());
            }
            isReported = recording.state() != Recording::State::Taking;
        }
        view()->doneCurrent();
        if (recording.state() == Recording::State::Taking)
            recording.finish();
        ASSERT_TRUE(test::spinUntil([&] { return result.has_value(); }));
        if (result->end == End::Failed) {
            EXPECT_TRUE(result->problem.contains("memory")) << result->problem.toStdString();
            ++refused;
        }
        for (QMessageBox *box : window->findChildren<QMessageBox *>())
            box->close();
    }
    EXPECT_GT(refused, 0);
    window->simulation().setPaused(false);
    expectThatWindowWorks();
}

// Exceptions that no other code catches (see Application).
TEST_F(WindowBoundaries, AHandlerThatThrowsEndsAlone)
{
#ifdef COWNSCOPE_SANITIZED_ADDRESS
    GTEST_SKIP() << "An exception leaves Qt's functions without their cleanup.";
#endif
    test::spin(600ms);
    test::ExpectedProblems problems;
    QPushButton button{"Throw"};
    button.show();
    int clicks = 0;
    QObject::connect(&button, &QPushButton::clicked, [&clicks] {
        if (++clicks == 1)
            throw std::bad_alloc{};
        if (clicks == 2)
            throw std::system_error{std::make_error_code(std::errc::too_many_files_open)};
        throw 3;
    });
    for (int click = 0; click < 3; ++click)
        QTest::mouseClick(&button, Qt::LeftButton);
    EXPECT_EQ(clicks, 3);
    QTimer::singleShot(0, [] { throw std::bad_alloc{}; });
    QMetaObject::invokeMethod(
        window.get(), [] { throw std::runtime_error{"nobody caught it"}; }, Qt::QueuedConnection);
    ASSERT_TRUE(test::spinUntil([&] { return problems.messages.size() == 5; }));
    EXPECT_TRUE(problems.messages[0].contains("memory")) << problems.messages[0].toStdString();
    EXPECT_TRUE(problems.messages[1].contains("Too many open files"));
    EXPECT_TRUE(problems.messages[2].contains("unknown"));
    EXPECT_TRUE(problems.messages.contains("Something in the window failed: nobody caught it."));
    expectThatWindowWorks();
}

} // namespace
} // namespace cownscope
