// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/short_names.h"

#include <QHash>
#include <QList>

#include <algorithm>

namespace cownscope::ui {
namespace {

class Shortener
{
public:
    Shortener(const QStringList &names, const QFontMetrics &metrics, int width)
        : m_names(names)
        , m_texts(names)
        , m_metrics(metrics)
        , m_width(width)
    {
        QList<qsizetype> all;
        for (qsizetype i = 0; i < names.size(); ++i) {
            m_texts[i] = metrics.elidedText(names[i], Qt::ElideMiddle, width);
            all.append(i);
        }
        tellApart(all, 0);
    }

    const QStringList &texts() const { return m_texts; }

private:
    // Shortens members whose texts look alike. All members omit their first `leftOut` characters.
    void tellApart(const QList<qsizetype> &members, qsizetype leftOut)
    {
        QHash<QString, QList<qsizetype>> alike;
        for (const qsizetype i : members)
            alike[m_texts[i]].append(i);
        for (const QList<qsizetype> &group : alike) {
            const qsizetype common = commonBeginning(group);
            if (group.size() < 2 || common <= leftOut)
                continue;
            for (const qsizetype i : group) {
                if (common < m_names[i].size()) // otherwise the name is a prefix of the others
                    m_texts[i] = m_metrics.elidedText(QChar{0x2026} + m_names[i].mid(common),
                                                      Qt::ElideRight, m_width);
            }
            tellApart(group, common);
        }
    }

    qsizetype commonBeginning(const QList<qsizetype> &group) const
    {
        const QString &first = m_names[group.first()];
        qsizetype common = first.size();
        bool differ = false;
        for (const qsizetype i : group) {
            const QString &name = m_names[i];
            const auto end =
                std::mismatch(first.begin(), first.begin() + std::min(common, name.size()),
                              name.begin())
                    .first;
            common = end - first.begin();
            differ = differ || name != first;
        }
        return differ ? common : 0;
    }

    QStringList m_names;
    QStringList m_texts;
    QFontMetrics m_metrics;
    int m_width;
};

} // namespace

QStringList shortNames(const QStringList &names, const QFontMetrics &metrics, int width)
{
    return Shortener{names, metrics, width}.texts();
}

QString readableName(QString name)
{
    for (const char separator : {'-', '_'})
        name.replace(QLatin1Char{separator}, QLatin1Char{' '});
    return name.left(1).toUpper() + name.mid(1);
}

} // namespace cownscope::ui
