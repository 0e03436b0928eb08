// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/worker_counts.h"

#include "ui/style/quantity_text.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

using lab::Json;

// Timestamps are not counters.
bool isCounter(const std::string &name, const Json &value)
{
    return value.is_number() && name != "worker_index" && name != "last_steal_attempt_ns";
}

// Three significant digits, with an SI prefix from a million on. Smaller whole numbers have all
// their digits.
QString numberText(double value)
{
    if (std::abs(value) >= 1e6)
        return siText(value);
    if (value == std::floor(value) || std::abs(value) >= 100)
        return QString::number(value, 'f', 0);
    const int digits = 2 - static_cast<int>(std::floor(std::log10(std::abs(value))));
    QString text = QString::number(value, 'f', std::min(digits, 6));
    while (text.endsWith(u'0'))
        text.chop(1);
    return text.endsWith(u'.') ? text.chopped(1) : text;
}

QString averageText(const std::vector<double> &values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return numberText(sum / static_cast<double>(values.size()));
}

QString distinctText(std::vector<double> values)
{
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    QStringList texts;
    for (const double value : values)
        texts.append(numberText(value));
    return texts.join(QStringLiteral(", "));
}

// The values of one metric in all repeats: numbers, or lists of numbers.
struct Metric
{
    std::string name;
    std::vector<std::vector<double>> items; // by position in the list, then by repeat
};

void collect(Metric &metric, const Json &value)
{
    const auto append = [&metric](std::size_t place, const Json &number) {
        if (metric.items.size() <= place)
            metric.items.resize(place + 1);
        if (number.is_number())
            metric.items[place].push_back(number.get<double>());
    };
    if (!value.is_array()) {
        append(0, value);
        return;
    }
    for (std::size_t i = 0; i < value.size(); ++i)
        append(i, value[i]);
}

QString textOf(const Metric &metric)
{
    const bool isIndex = metric.name.ends_with("_index");
    QStringList texts;
    for (const std::vector<double> &values : metric.items) {
        if (values.empty())
            texts.append(QStringLiteral("–"));
        else
            texts.append(isIndex ? distinctText(values) : averageText(values));
    }
    return texts.join(QStringLiteral(", "));
}

} // namespace

QStringList workerCounters(const lab::Point &point)
{
    QStringList names;
    for (const lab::Repeat &repeat : point.repeats) {
        if (!repeat.schedulerStats || !repeat.schedulerStats->is_array())
            continue;
        for (const Json &worker : *repeat.schedulerStats) {
            if (!worker.is_object())
                continue;
            for (const auto &[name, value] : worker.items()) {
                const QString text = QString::fromStdString(name);
                if (isCounter(name, value) && !names.contains(text))
                    names.append(text);
            }
        }
    }
    return names;
}

QList<double> workerCounts(const lab::Point &point, const QString &counter, Over over)
{
    const std::string name = counter.toStdString();
    QList<double> counts;
    int repeats = 0;
    for (const lab::Repeat &repeat : point.repeats) {
        if (!repeat.schedulerStats || !repeat.schedulerStats->is_array())
            continue;
        ++repeats;
        const Json &workers = *repeat.schedulerStats;
        counts.resize(std::max(counts.size(), static_cast<qsizetype>(workers.size())));
        for (std::size_t i = 0; i < workers.size(); ++i) {
            const auto found = workers[i].find(name); // end() if it is not an object
            if (found != workers[i].end() && found->is_number())
                counts[static_cast<qsizetype>(i)] += found->get<double>();
        }
    }
    if (over == Over::Average && repeats > 1) {
        for (double &count : counts)
            count /= repeats;
    }
    return counts;
}

QList<std::pair<QString, QString>> derivedMetrics(const lab::Point &point)
{
    std::vector<Metric> metrics;
    for (const lab::Repeat &repeat : point.repeats) {
        if (!repeat.derived || !repeat.derived->is_object())
            continue;
        for (const auto &[name, value] : repeat.derived->items()) {
            auto found = std::ranges::find(metrics, name, &Metric::name);
            if (found == metrics.end())
                found = metrics.insert(found, Metric{name, {}});
            collect(*found, value);
        }
    }
    QList<std::pair<QString, QString>> texts;
    for (const Metric &metric : metrics)
        texts.append({QString::fromStdString(metric.name), textOf(metric)});
    return texts;
}

} // namespace cownscope::ui
