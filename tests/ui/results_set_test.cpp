// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/results_data.h"
#include "ui/results/result_list_model.h"
#include "ui/results/result_set.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QFont>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace cownscope::ui {
namespace {

void write(const QString &path, const QByteArray &contents)
{
    QFile file{path};
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(contents);
}

TEST(ResultSet, OpensAFileOnce)
{
    ResultSet set;
    QSignalSpy added{&set, &ResultSet::added};
    const QString path = test::referencePath("bocpy-chain-ring-null.json");
    EXPECT_TRUE(set.open(path));
    EXPECT_TRUE(set.open(path));
    EXPECT_TRUE(set.open(
        QDir{QStringLiteral(COWNSCOPE_LAB_DATA)}.filePath("../data/bocpy-chain-ring-null.json")))
        << "the same file by another path";
    ASSERT_EQ(set.results().size(), 1u);
    EXPECT_EQ(added.size(), 1);
    const OpenResult &result = set.results().front();
    EXPECT_EQ(result.name, "bocpy-chain-ring-null.json");
    EXPECT_EQ(result.path, path);
    EXPECT_FALSE(result.unsaved || result.running);
    EXPECT_TRUE(result.visible);
    EXPECT_EQ(result.document->points.size(), 2u);

    set.close(result.id);
    EXPECT_TRUE(set.open(path));
    EXPECT_EQ(set.results().size(), 1u) << "what was closed can be opened again";
}

TEST(ResultSet, FilesOfTheSameNameAreNamedWithTheirFolders)
{
    const QTemporaryDir folder;
    for (const char *name : {"a/x", "b/x"})
        QDir{folder.path()}.mkpath(QString::fromUtf8(name));
    ResultSet set;
    for (const char *name : {"a/x/r.json", "b/x/r.json", "b/r.json"}) {
        const QString path = folder.filePath(QString::fromUtf8(name));
        ASSERT_TRUE(QFile::copy(test::referencePath("bocpy-fanout.json"), path));
        ASSERT_TRUE(set.open(path));
    }
    EXPECT_EQ(set.results()[0].name, "r.json");
    EXPECT_EQ(set.results()[1].name, "x/r.json");
    EXPECT_EQ(set.results()[2].name, "b/r.json");
    set.setSaved(set.results()[1].id, folder.filePath("b/x/r.json"));
    EXPECT_EQ(set.results()[1].name, "x/r.json");
}

TEST(ResultSet, RefusesBadFilesWithOneSentenceAndStaysAsItWas)
{
    const QTemporaryDir folder;
    const auto in = [&folder](const char *name) { return folder.filePath(name); };
    write(in("empty.json"), "");
    write(in("cut.json"), R"({"schema_version": 1, "metadata": {)");
    write(in("foreign.json"), R"({"name": "some package", "version": "1.0"})");
    write(in("list.json"), "[1, 2, 3]");
    write(in("newer.json"),
          R"({"schema_version": 99, "metadata": {}, "sweep": {"axis": "none"}, "points": []})");
    write(in("wrong.json"),
          R"({"schema_version": 1, "metadata": {}, "sweep": {"axis": 7}, "points": []})");
    write(in("picture.json"), QByteArray::fromHex("89504e470d0a1a0a000000fffe"));
    QFile large{in("enormous.json")};
    ASSERT_TRUE(large.open(QIODevice::WriteOnly));
    ASSERT_TRUE(large.resize(static_cast<qint64>(lab::LargestResultFile) + 1));
    ASSERT_EQ(::mkfifo(in("pipe.json").toUtf8().constData(), 0600), 0);

    ResultSet set;
    ASSERT_TRUE(set.open(test::referencePath("bocpy-fanout.json")));
    QSignalSpy added{&set, &ResultSet::added};
    QSignalSpy changed{&set, &ResultSet::changed};
    for (const char *name :
         {"empty.json", "cut.json", "foreign.json", "list.json", "newer.json", "wrong.json",
          "picture.json", "enormous.json", "pipe.json", "missing.json", "."}) {
        const Outcome opened = set.open(in(name));
        ASSERT_FALSE(opened) << name << " was opened";
        const QString problem = QString::fromStdString(opened.reason());
        EXPECT_TRUE(problem.contains(in(name))) << qPrintable(problem);
        EXPECT_FALSE(problem.contains('\n')) << qPrintable(problem);
        EXPECT_LT(problem.size(), 400) << qPrintable(problem);
    }
    EXPECT_EQ(set.results().size(), 1u);
    EXPECT_EQ(added.size() + changed.size(), 0);
}

TEST(ResultSet, EveryResultHasItsOwnColorAndId)
{
    ResultSet set;
    std::vector<int> ids;
    for (int i = 0; i < 24; ++i)
        ids.push_back(set.add(test::shared({}), QString::number(i), {}, true));
    for (const OpenResult &one : set.results()) {
        for (const OpenResult &other : set.results()) {
            if (one.id < other.id) {
                EXPECT_NE(one.color, other.color) << one.id << ' ' << other.id;
            }
        }
        const float lightness = one.color.lightnessF();
        EXPECT_GT(lightness, 0.2F);
        EXPECT_LT(lightness, 0.75F);
    }
    const QColor free = set.find(ids[3])->color;
    set.close(ids[3]);
    EXPECT_EQ(set.find(ids[3]), nullptr);
    const int next = set.add(test::shared({}), "next", {}, true);
    EXPECT_GT(next, ids.back()) << "an id came back";
    EXPECT_EQ(set.find(next)->color, free);
}

TEST(ResultSet, TellsWhatChangesAndIgnoresWhatIsClosed)
{
    ResultSet set;
    const int id = set.add(test::shared({}), "Sweep 1", {}, true, true);
    QSignalSpy changed{&set, &ResultSet::changed};
    set.update(id, test::shared(test::workerSweep()));
    set.setRunning(id, false);
    set.setRunning(id, false);
    set.setVisible(id, false);
    set.setVisible(id, false);
    set.setSaved(id, "/somewhere/kept.json");
    EXPECT_EQ(changed.size(), 4);
    const OpenResult &result = *set.find(id);
    EXPECT_EQ(result.document->points.size(), 3u);
    EXPECT_EQ(result.name, "kept.json");
    EXPECT_FALSE(result.unsaved || result.running || result.visible);

    QSignalSpy closed{&set, &ResultSet::closed};
    set.close(id);
    set.close(id);
    EXPECT_EQ(closed.size(), 1);
    changed.clear();
    set.update(id, test::shared({}));
    set.setRunning(id, true);
    set.setVisible(id, true);
    set.setSaved(id, "x");
    EXPECT_EQ(changed.size(), 0);
}

TEST(ResultListModel, IsAProperModelOfTheSet)
{
    ResultSet set;
    ResultListModel model{&set};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    const int first = set.add(test::shared({}), "first.json", "/x/first.json", false);
    const int second = set.add(test::shared({}), "Sweep 1", {}, true, true);
    ASSERT_EQ(model.rowCount(), 2);
    const QModelIndex saved = model.index(model.rowOf(first));
    const QModelIndex running = model.index(model.rowOf(second));
    EXPECT_FALSE(saved.data(Qt::FontRole).value<QFont>().bold());
    EXPECT_TRUE(running.data(Qt::FontRole).value<QFont>().bold());
    EXPECT_TRUE(running.data().toString().contains("running"));
    EXPECT_TRUE(saved.data(Qt::ToolTipRole).toString().startsWith("/x/first.json"));

    EXPECT_TRUE(model.setData(saved, Qt::Unchecked, Qt::CheckStateRole));
    EXPECT_FALSE(set.find(first)->visible);
    set.setRunning(second, false);
    set.setSaved(second, "/x/second.json");
    EXPECT_EQ(running.data().toString(), "second.json");
    EXPECT_FALSE(running.data(Qt::FontRole).value<QFont>().bold());
    lab::Document partial;
    partial.metadata.interrupted = true;
    set.update(second, test::shared(partial));
    EXPECT_EQ(running.data().toString(), QStringLiteral("second.json – interrupted"));
    set.close(first);
    EXPECT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.rowOf(first), -1);
    EXPECT_EQ(model.rowOf(second), 0);
}

} // namespace
} // namespace cownscope::ui
