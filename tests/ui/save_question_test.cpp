// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/main_window.h"
#include "app/cownscope/recording.h"
#include "ui/dialogs/questions.h"
#include "ui/workloads/boids/boids_ui.h"
#include "ui/workloads/boids/scene_menu.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTimer>

#include <gtest/gtest.h>

#include <sys/stat.h>

using namespace cownscope;
using namespace cownscope::ui;

namespace {

const SaveQuestion Pictures{.title = "Save", .name = "a.png", .filters = "Pictures (*.png *.jpg)"};
const SaveQuestion Results{.title = "Save",
                           .name = "r.json",
                           .filters = "Results (*.json);;All files (*)",
                           .otherSuffixes = true};
const SaveQuestion Exports{
    .title = "Export", .name = "r.csv", .filters = "Tables (*.csv);;Pictures (*.png)"};

void put(const QString &path)
{
    QFile file{path};
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("old");
}

// What people do with the dialogs, in the order of the lists, until these are empty.
class Hand : public QObject
{
public:
    Hand()
    {
        connect(&m_timer, &QTimer::timeout, this, &Hand::look);
        m_timer.start(5);
    }

    QStringList toType;         // into file dialogs; cancels when it is empty
    QList<bool> replaces;       // answers to “replace?”; no when it is empty
    QStringList questions = {}; // what was asked about files

private:
    void look()
    {
        QWidget *modal = QApplication::activeModalWidget();
        if (auto *dialog = qobject_cast<QFileDialog *>(modal)) {
            if (toType.isEmpty()) {
                dialog->reject();
                return;
            }
            dialog->findChild<QLineEdit *>("fileNameEdit")->setText(toType.takeFirst());
            QMetaObject::invokeMethod(dialog, "accept");
        } else if (auto *box = qobject_cast<QMessageBox *>(modal)) {
            questions.append(box->text());
            const bool replace = !replaces.isEmpty() && replaces.takeFirst();
            for (QAbstractButton *button : box->buttons()) {
                const bool destructive = box->buttonRole(button) == QMessageBox::DestructiveRole;
                if (destructive == replace)
                    return button->click();
            }
        }
    }

    QTimer m_timer;
};

} // namespace

TEST(SaveQuestion, AddsTheSuffixThatIsMissing)
{
    EXPECT_EQ(withSuffix("/a/res", Results, Results.filters), "/a/res.json");
    EXPECT_EQ(withSuffix("/a/res.", Results, Results.filters), "/a/res.json");
    EXPECT_EQ(withSuffix("/a/res", Results, "All files (*)"), "/a/res.json");
    EXPECT_EQ(withSuffix("/a/res.JSON", Results, {}), "/a/res.JSON");
    EXPECT_EQ(withSuffix("/a/res.txt", Results, {}), "/a/res.txt");
    EXPECT_EQ(withSuffix("/a/flock.v2", Pictures, {}), "/a/flock.v2.png");
    EXPECT_EQ(withSuffix("/a/flock.jpg", Pictures, {}), "/a/flock.jpg");
    EXPECT_EQ(withSuffix("/a.b/flock", Pictures, {}), "/a.b/flock.png");
    EXPECT_EQ(withSuffix("/a/r", Exports, "Pictures (*.png)"), "/a/r.png");
    EXPECT_EQ(withSuffix("/a/r.csv", Exports, "Pictures (*.png)"), "/a/r.csv");
    EXPECT_EQ(withSuffix("", Results, {}), "");
}

TEST(SaveQuestion, ProposesNamesThatNothingHas)
{
    const QTemporaryDir folder;
    EXPECT_EQ(proposedPath("a.png", folder.path()), folder.filePath("a.png"));
    put(folder.filePath("a.png"));
    EXPECT_EQ(proposedPath("a.png", folder.path()), folder.filePath("a-2.png"));
    EXPECT_EQ(proposedPath(folder.filePath("a.png"), "/"), folder.filePath("a.png"));
}

TEST(SaveQuestion, TheSuffixComesBeforeTheQuestion)
{
    const QTemporaryDir folder;
    put(folder.filePath("res.json"));
    Hand hand;
    QWidget parent;
    const Questions questions = askInDialogs(&parent);
    hand.toType = {folder.filePath("res")};
    EXPECT_EQ(askWhereToSave(questions, Results), "");
    EXPECT_EQ(hand.questions,
              QStringList{
                  QStringLiteral("The file %1 already exists.").arg(folder.filePath("res.json"))});

    hand.questions.clear();
    hand.toType = {folder.filePath("res"), folder.filePath("other")};
    EXPECT_EQ(askWhereToSave(questions, Results), folder.filePath("other.json"));
    EXPECT_EQ(hand.questions.size(), 1);

    hand.questions.clear();
    hand.toType = {folder.filePath("res.json")};
    hand.replaces = {true};
    EXPECT_EQ(askWhereToSave(questions, Results), folder.filePath("res.json"));
    EXPECT_EQ(hand.questions.size(), 1) << "once, by us alone";
}

TEST(SaveQuestion, WhatIsWrittenIntoIsNotReplaced)
{
    const QTemporaryDir folder;
    const QString pipe = folder.filePath("pipe.json");
    ASSERT_EQ(::mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
    Hand hand;
    QWidget parent;
    hand.toType = {pipe};
    EXPECT_EQ(askWhereToSave(askInDialogs(&parent), Results), pipe);
    EXPECT_EQ(hand.questions, QStringList{});
}

// Every command of the menus that asks for a file to write, in the real dialogs.
TEST(SaveQuestion, NoCommandWritesOverAFileUnasked)
{
    const QTemporaryDir folder;
    MainWindow window{ProgramOptions{}};
    window.show();
    QStringList saving;
    for (QAction *action : window.actions() + window.boids().scenes()->shortcutActions()) {
        const QString text = action->text();
        if (!text.contains("Save") && !text.contains("Export") && !text.contains("Record"))
            continue;
        for (const char *suffix : {"json", "png", "csv", "mp4"})
            put(folder.filePath(QStringLiteral("old.") + suffix));
        Hand hand;
        hand.toType = {folder.filePath("old")};
        action->trigger();
        if (hand.toType.isEmpty()) {
            saving.append(text);
            EXPECT_EQ(hand.questions.size(), 1) << text.toStdString();
        }
        EXPECT_FALSE(window.recording().isActive());
        for (const QString &file : QDir{folder.path()}.entryList(QDir::Files))
            EXPECT_EQ(QFileInfo{folder.filePath(file)}.size(), 3) << text.toStdString();
        EXPECT_EQ(QDir{folder.path()}.entryList(QDir::Files).size(), 4) << text.toStdString();
    }
    // Results can be saved only if some are shown.
    EXPECT_EQ(saving.size(), 6) << saving.join(' ').toStdString();
}
