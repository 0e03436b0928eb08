// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/short_names.h"

#include <QFont>

#include <gtest/gtest.h>

#include <set>

namespace cownscope::ui {
namespace {

std::size_t different(const QStringList &texts)
{
    return std::set<QString>{texts.begin(), texts.end()}.size();
}

TEST(ShortNames, StayDifferentAtAnyUsableWidth)
{
    const QFontMetrics metrics{QFont{}};
    const QList<QStringList> sets{
        {"chain-ring-20261127-091012.json", "chain-ring-20261127-091112.json",
         "chain-ring-20261127-091113.json", "chain-ring-20261128-091113.json"},
        {"chain-ring-null-before.json", "chain-ring-null-after.json", "chain-ring-full.json"},
        {"the same beginning", "the same beginning and more", "the same beginning and most"},
        {"fanout.json", "boids.json"},
        {QString(200, 'a') + "1" + QString(200, 'b'), QString(200, 'a') + "2" + QString(200, 'b')}};
    for (const QStringList &names : sets) {
        for (int width = metrics.horizontalAdvance("mmmmm"); width < 600; width += 7) {
            const QStringList texts = shortNames(names, metrics, width);
            ASSERT_EQ(texts.size(), names.size());
            EXPECT_EQ(different(texts), static_cast<std::size_t>(names.size()))
                << texts.join(" | ").toStdString() << " at " << width;
            for (const QString &text : texts)
                EXPECT_LE(metrics.horizontalAdvance(text), width) << text.toStdString();
        }
    }
}

TEST(ShortNames, AreWholeWhereThereIsRoom)
{
    const QFontMetrics metrics{QFont{}};
    const QStringList names{"a-long-name-1.json", "a-long-name-2.json", "a-long-name-1.json", ""};
    EXPECT_EQ(shortNames(names, metrics, 1000), names);
    const QStringList narrow = shortNames(names, metrics, metrics.horizontalAdvance("mmmm"));
    EXPECT_EQ(narrow[0], narrow[2]) << "the same name has the same text";
    EXPECT_NE(narrow[0], narrow[1]);
    EXPECT_TRUE(narrow[3].isEmpty());
}

} // namespace
} // namespace cownscope::ui
