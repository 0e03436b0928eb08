// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/experiments_page.h"
#include "app/cownscope/main_window.h"
#include "app/cownscope/notice_bar.h"
#include "app/cownscope/recording.h"
#include "tests/support/descriptor_limit.h"
#include "tests/ui/recording_fixture.h"
#include "tests/ui/window_parts.h"
#include "ui/results/result_set.h"
#include "ui/simulation/local_simulation.h"
#include "ui/workloads/boids/flock_view.h"

#include <QAction>
#include <QMessageBox>
#include <QToolButton>

#include <unistd.h>

namespace cownscope {
namespace {

using namespace std::chrono_literals;
using End = ui::RecordingResult::End;

class WindowRecording : public testing::Test
{
protected:
    void open()
    {
        ProgramOptions options = test::windowOptions();
        options.configuration.workers = 2;
        options.configuration.of(lab::boidsWorkload()).speed.stepPerFrame = true;
        options.size = QSize{900, 600};
        window = std::make_unique<MainWindow>(options);
        window->show();
        QObject::connect(&recording(), &Recording::ended,
                         [this](const ui::RecordingResult &given) { result = given; });
        ASSERT_TRUE(test::spinUntil([this] { return flockView()->framesPainted() > 5; }));
    }

    ui::FlockView *flockView() { return window->boids().flockView(); }
    ui::RingView *ringView() { return test::ringViewOf(*window); }

    Recording &recording() { return window->recording(); }
    QString path(const QString &name) const { return folder.filePath(name); }

    void record(const QString &name, std::uint64_t frames)
    {
        ASSERT_TRUE(recording().begin(path(name)));
        drawMore(frames);
    }

    void drawMore(std::uint64_t frames)
    {
        const auto before = flockView()->framesPainted();
        ASSERT_TRUE(
            test::spinUntil([&] { return flockView()->framesPainted() >= before + frames; }));
    }

    QAction *action(const QString &text)
    {
        for (QAction *action : window->findChildren<QAction *>()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }

    bool ends()
    {
        return test::spinUntil([this] { return result.has_value(); });
    }

    QTemporaryDir folder;
    std::optional<ui::RecordingResult> result;
    std::unique_ptr<MainWindow> window;
};

TEST_F(WindowRecording, TheActionAsksOnceAndNumbersTheNext)
{
    open();
    QStringList asked;
    ui::Questions questions;
    questions.savePath = [&](const ui::SaveQuestion &question, QString *) {
        asked.append(question.name);
        return path("film");
    };
    recording().setQuestions(std::move(questions));
    auto *line = window->findChild<RecordingLine *>();
    ASSERT_TRUE(line);
    EXPECT_FALSE(line->isVisible());
    for (const QString name : {"film.mp4", "film-2.mp4", "film-3.mp4"}) {
        result.reset();
        recording().toggle();
        EXPECT_EQ(recording().file(), path(name));
        EXPECT_TRUE(line->isVisible());
        ASSERT_TRUE(test::spinUntil([&] { return recording().text().contains("frames"); }));
        recording().toggle();
        ASSERT_TRUE(ends());
        EXPECT_EQ(result->end, End::Complete) << result->problem.toStdString();
        EXPECT_TRUE(QFile::exists(path(name)));
        EXPECT_FALSE(line->isVisible());
    }
    EXPECT_EQ(asked.size(), 1);
}

TEST_F(WindowRecording, AFileIsNotWrittenOverUnasked)
{
    open();
    QFile old{path("film.mp4")};
    ASSERT_TRUE(old.open(QIODevice::WriteOnly));
    old.write("from long ago");
    old.close();
    QStringList answers{path("film"), {}};
    QStringList asked;
    ui::Questions questions;
    questions.savePath = [&](const ui::SaveQuestion &, QString *) { return answers.takeFirst(); };
    questions.confirmReplace = [&](const QString &file) {
        asked.append(file);
        return false;
    };
    recording().setQuestions(std::move(questions));
    recording().toggle();
    EXPECT_EQ(asked, QStringList{path("film.mp4")});
    EXPECT_FALSE(recording().isActive());
    EXPECT_EQ(old.size(), 13);
}

TEST_F(WindowRecording, TheNextNameIsNobodyElsesAndGoesIfNothingIsRecorded)
{
    open();
    ui::Questions questions;
    questions.savePath = [this](const ui::SaveQuestion &, QString *) { return path("film"); };
    recording().setQuestions(std::move(questions));
    recording().toggle();
    recording().cancel();
    ASSERT_TRUE(ends());
    QFile old{path("film.mp4")};
    ASSERT_TRUE(old.open(QIODevice::WriteOnly));
    ASSERT_TRUE(QFile::link("nowhere", path("film-2.mp4")));
    result.reset();
    recording().toggle();
    EXPECT_EQ(recording().file(), path("film-3.mp4"));
    EXPECT_TRUE(QFile::exists(path("film-3.mp4")));
    recording().cancel();
    ASSERT_TRUE(ends());
    EXPECT_FALSE(QFile::exists(path("film-3.mp4")));
}

TEST_F(WindowRecording, NothingBeginsWhileOneIsBeingFinished)
{
    open();
    QAction *toggle = action("&Record…");
    ASSERT_TRUE(toggle);
    EXPECT_TRUE(toggle->isEnabled());
    record("film.mp4", 20);
    EXPECT_TRUE(toggle->isEnabled());
    recording().finish();
    EXPECT_FALSE(toggle->isEnabled());
    ASSERT_TRUE(ends());
    EXPECT_TRUE(toggle->isEnabled());
}

TEST_F(WindowRecording, OtherSizesAndWorkloadsGoIntoTheSameVideo)
{
    open();
    record("film.mp4", 10);
    const QSize first = flockView()->size();
    window->resize(1100, 800);
    ASSERT_TRUE(test::spinUntil([&] { return flockView()->size() != first; }));
    drawMore(10);
    ui::LiveConfiguration configuration = window->simulation().configuration();
    configuration.setWorkload(lab::chainRingWorkload());
    ASSERT_TRUE(window->simulation().apply(configuration));
    ASSERT_TRUE(test::spinUntil([&] { return ringView()->framesPainted() > 5; }));
    recording().finish();
    ASSERT_TRUE(ends());
    ASSERT_EQ(result->end, End::Complete) << result->problem.toStdString();
    const auto facts = test::probe(path("film.mp4"));
    EXPECT_EQ(facts.value("nb_read_frames").toULongLong(), result->progress.written);
    EXPECT_EQ(facts.value("width").toInt(), first.width() & ~1);
    EXPECT_EQ(facts.value("height").toInt(), first.height() & ~1);
}

TEST_F(WindowRecording, PausedItRecordsWhatIsShownAndEachStep)
{
    open();
    window->simulation().setPaused(true);
    ASSERT_TRUE(test::standsStill(*window));
    ASSERT_TRUE(test::spinUntil([this] { return flockView()->readyForFrame(); }));
    const auto painted = flockView()->framesPainted();
    const auto isPainted = [&](std::uint64_t frames) {
        return test::spinUntil([&] { return flockView()->framesPainted() == painted + frames; });
    };
    ASSERT_TRUE(recording().begin(path("film.mp4")));
    ASSERT_TRUE(isPainted(1));
    for (std::uint64_t step = 1; step <= 3; ++step) {
        window->simulation().step();
        ASSERT_TRUE(isPainted(1 + step));
    }
    test::spin(100ms);
    recording().finish();
    ASSERT_TRUE(ends());
    EXPECT_EQ(result->end, End::Complete) << result->problem.toStdString();
    EXPECT_EQ(result->progress.written, 4u);
}

TEST_F(WindowRecording, ClosingTheWindowFinishesTheVideo)
{
    open();
    record("film.mp4", 20);
    EXPECT_FALSE(window->close());
    EXPECT_TRUE(window->isVisible());
    ASSERT_TRUE(test::spinUntil([this] { return !window->isVisible(); }));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->end, End::Complete) << result->problem.toStdString();
    EXPECT_EQ(test::probe(path("film.mp4")).value("nb_read_frames").toULongLong(),
              result->progress.written);
}

TEST_F(WindowRecording, ClosingItTwiceDropsTheVideo)
{
    open();
    record("film.mp4", 20);
    EXPECT_FALSE(window->close());
    window->close();
    ASSERT_TRUE(test::spinUntil([this] { return !window->isVisible(); }));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->end, End::Cancelled);
    EXPECT_FALSE(QFile::exists(path("film.mp4")));
    EXPECT_FALSE(QFile::exists(ui::partOf(path("film.mp4"))));
}

// Nobody would learn of a failure whose window goes.
TEST_F(WindowRecording, ClosingTheWindowStopsAtAVideoThatFails)
{
    open();
    QStringList asked;
    ui::Questions questions;
    questions.decide = [&](const QString &, const QString &text, const QString &, const QString &) {
        asked.append(text);
        return ui::Decision::Discard;
    };
    window->experiments().setQuestions(std::move(questions));
    const auto leaveResults = [this] {
        window->experiments().results().add(std::make_shared<const lab::Document>(), "results", {},
                                            true);
    };
    leaveResults();
    const QByteArray places = qgetenv("PATH");
    test::writeScript(path("ffmpeg"),
                      "case \"$*\" in *-encoders) exit;; esac\ncat > /dev/null; exit 3");
    qputenv("PATH", QFile::encodeName(folder.path()) + ':' + places);
    record("film.mp4", 1);
    EXPECT_FALSE(window->close());
    EXPECT_EQ(asked.size(), 1);
    ASSERT_TRUE(ends());
    ASSERT_EQ(result->end, End::Failed);
    qputenv("PATH", places);
    test::spin(200ms);
    ASSERT_TRUE(window->isVisible());
    const auto *box = window->findChild<QMessageBox *>();
    ASSERT_TRUE(box);
    EXPECT_EQ(box->text(), result->problem);

    leaveResults(); // the user continues to work
    result.reset();
    record("other.mp4", 1);
    recording().finish();
    ASSERT_TRUE(ends());
    test::spin(100ms);
    EXPECT_TRUE(window->isVisible()) << "closed by the end of another recording";
    EXPECT_TRUE(window->close());
    EXPECT_EQ(asked.size(), 2) << "later results are gone without a question";
}

// As where a limit on threads or descriptors is reached.
TEST_F(WindowRecording, WithoutWhatItNeedsOfTheSystemItIsRefusedAndTheRestGoesOn)
{
    if (!test::runsWithoutDescriptors)
        GTEST_SKIP() << "The sanitizer needs descriptors.";
    open();
    ASSERT_TRUE(recording().begin(path("film.mp4")));
    auto none = std::make_unique<test::DescriptorLimit>(); // before the first frame
    // Ends before the dialog is painted: without a descriptor, the display library waits forever.
    QObject::connect(&recording(), &Recording::ended, window.get(), [&none] { none.reset(); });
    ASSERT_TRUE(ends());
    EXPECT_EQ(result->end, End::Failed);
    EXPECT_TRUE(result->problem.contains("out of resources")) << result->problem.toStdString();
    drawMore(3);
    result.reset();
    record("film.mp4", 3);
    recording().finish();
    ASSERT_TRUE(ends());
    EXPECT_EQ(result->end, End::Complete) << result->problem.toStdString();
}

TEST_F(WindowRecording, DestroyedMeanwhileItLeavesNothing)
{
    open();
    record("film.mp4", 20);
    window.reset();
    EXPECT_FALSE(QFile::exists(path("film.mp4")));
    EXPECT_FALSE(QFile::exists(ui::partOf(path("film.mp4"))));
}

TEST_F(WindowRecording, TheButtonBesideTheProgressDropsIt)
{
    open();
    record("film.mp4", 5);
    window->findChild<RecordingLine *>()->findChild<QToolButton *>()->click();
    ASSERT_TRUE(ends());
    EXPECT_EQ(result->end, End::Cancelled);
    const QStringList said = window->findChild<NoticeBar *>()->sentences();
    ASSERT_EQ(said.size(), 1);
    EXPECT_TRUE(said[0].contains("dropped")) << said[0].toStdString();
    EXPECT_FALSE(QFile::exists(path("film.mp4")));
}

TEST_F(WindowRecording, ThePictureOfTheViewIsSaved)
{
    open();
    ASSERT_TRUE(window->saveViewPicture(path("view.png")));
    EXPECT_EQ(QImage{path("view.png")}.size(), flockView()->size());
    EXPECT_FALSE(window->saveViewPicture("/nowhere/at/all.png"));
}

} // namespace
} // namespace cownscope
