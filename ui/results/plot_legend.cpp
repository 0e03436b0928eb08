// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/plot_legend.h"

#include "ui/style/short_names.h"

#include <QPainter>

#include <algorithm>

namespace cownscope::ui {
namespace {

constexpr int Sample = 20; // width of the piece of line
constexpr int Gap = 6;
constexpr int Between = 16;
constexpr int ShortestName = 60;

} // namespace

void paintLegend(QPainter &painter, const QRect &area, const QList<LegendEntry> &entries,
                 const QColor &text)
{
    if (entries.isEmpty())
        return;
    const QFontMetrics metrics = painter.fontMetrics();
    const int frame = Sample + Gap + Between;
    const int more = metrics.horizontalAdvance(QStringLiteral("+99"));
    int shown = static_cast<int>(entries.size());
    const auto roomForName = [&] {
        const int rest = shown < entries.size() ? more : 0;
        return (area.width() - rest) / std::max(shown, 1) - frame;
    };
    while (shown > 0 && roomForName() < ShortestName)
        --shown;

    // Names that need less than their share leave the rest to the others.
    QList<int> widths;
    for (int i = 0; i < shown; ++i)
        widths.append(metrics.horizontalAdvance(entries[i].name) + 1);
    int most = 0;
    if (shown > 0) {
        int free = area.width() - (shown < entries.size() ? more : 0) - shown * frame;
        QList<int> sorted = widths;
        std::ranges::sort(sorted);
        for (int i = 0; i < shown; ++i) {
            most = free / (shown - i);
            if (sorted[i] > most)
                break;
            free -= sorted[i];
            most = sorted[i];
        }
    }

    QStringList names;
    for (int i = 0; i < shown; ++i)
        names.append(entries[i].name);
    names = shortNames(names, metrics, most);

    int total = shown < entries.size() ? more : 0;
    for (int &width : widths) {
        width = std::min(width, most);
        total += width + frame;
    }
    int x = area.right() - total + Between;
    for (int i = 0; i < shown; ++i) {
        const int y = area.center().y() + 1;
        painter.setPen(QPen{entries[i].color, 2.4, entries[i].style});
        painter.drawLine(x, y, x + Sample, y);
        x += Sample + Gap;
        painter.setPen(text);
        painter.drawText(QRect{x, area.top(), widths[i] + 1, area.height()},
                         Qt::AlignVCenter | Qt::AlignLeft, names[i]);
        x += widths[i] + Between;
    }
    if (shown < entries.size())
        painter.drawText(QRect{x - Between + Gap, area.top(), more, area.height()},
                         Qt::AlignVCenter | Qt::AlignLeft,
                         QStringLiteral("+%1").arg(entries.size() - shown));
}

} // namespace cownscope::ui
