// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/counter_names.h"

#include "ui/style/readable_name.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace cownscope::ui {
namespace {

struct Entry
{
    const char *key;
    const char *title;
    const char *explanation;
};

// Counters of a worker are those of boc/statistics.h.
constexpr Entry Entries[] = {
    {"pushed_local", QT_TRANSLATE_NOOP("CounterName", "Local pushes"),
     QT_TRANSLATE_NOOP("CounterName",
                       "Behaviors that the worker made ready and put into its own queue.")},
    {"dispatched_to_pending", QT_TRANSLATE_NOOP("CounterName", "Direct dispatches"),
     QT_TRANSLATE_NOOP("CounterName",
                       "Behaviors that the worker made ready and kept to run next, without its "
                       "queue.")},
    {"pushed_remote", QT_TRANSLATE_NOOP("CounterName", "Remote pushes"),
     QT_TRANSLATE_NOOP("CounterName",
                       "Behaviors that threads other than workers put into the worker's inbox.")},
    {"popped_local", QT_TRANSLATE_NOOP("CounterName", "Local pops"),
     QT_TRANSLATE_NOOP("CounterName",
                       "Behaviors that the worker took from what is its own: the one to run next, "
                       "its queue or its inbox.")},
    {"popped_via_steal", QT_TRANSLATE_NOOP("CounterName", "Steals"),
     QT_TRANSLATE_NOOP("CounterName", "Behaviors that the worker took from another worker.")},
    {"enqueue_cas_retries", QT_TRANSLATE_NOOP("CounterName", "Enqueue retries"),
     QT_TRANSLATE_NOOP("CounterName",
                       "Failed attempts to enter the worker's inbox, by whoever pushed.")},
    {"dequeue_cas_retries", QT_TRANSLATE_NOOP("CounterName", "Dequeue retries"),
     QT_TRANSLATE_NOOP("CounterName", "Races for the head of a queue that the worker has lost.")},
    {"batch_resets", QT_TRANSLATE_NOOP("CounterName", "Batch resets"),
     QT_TRANSLATE_NOOP("CounterName",
                       "Times the worker turned to its queue, since it had run enough behaviors "
                       "without it.")},
    {"steal_attempts", QT_TRANSLATE_NOOP("CounterName", "Steal attempts"),
     QT_TRANSLATE_NOOP("CounterName", "Tries to take behaviors from another worker.")},
    {"steal_failures", QT_TRANSLATE_NOOP("CounterName", "Failed steals"),
     QT_TRANSLATE_NOOP("CounterName",
                       "Tries to take behaviors from another worker that found none.")},
    {"fairness_arm_fires", QT_TRANSLATE_NOOP("CounterName", "Fairness turns"),
     QT_TRANSLATE_NOOP("CounterName",
                       "Times the worker served what had waited in queues before it went on with "
                       "its own work.")},
    {"parked", QT_TRANSLATE_NOOP("CounterName", "Parks"),
     QT_TRANSLATE_NOOP("CounterName", "Times the worker went to sleep for want of work.")},
    {"executed", QT_TRANSLATE_NOOP("CounterName", "Behaviors"),
     QT_TRANSLATE_NOOP("CounterName", "Behaviors that the worker ran.")},
    {"steal_yield", QT_TRANSLATE_NOOP("CounterName", "Steal yield"),
     QT_TRANSLATE_NOOP("CounterName", "Share of the completed behaviors that were stolen.")},
    {"idle_ratio", QT_TRANSLATE_NOOP("CounterName", "Idle ratio"),
     QT_TRANSLATE_NOOP("CounterName",
                       "Share of the tries to steal that found nothing: near 1 where workers want "
                       "for work.")},
    {"fairness_cv", QT_TRANSLATE_NOOP("CounterName", "Fairness, variation"),
     QT_TRANSLATE_NOOP("CounterName",
                       "How unevenly workers took behaviors: standard deviation over mean; 0 is "
                       "even.")},
    {"fairness_gini", QT_TRANSLATE_NOOP("CounterName", "Fairness, Gini"),
     QT_TRANSLATE_NOOP("CounterName",
                       "How unevenly workers took behaviors, as a Gini coefficient; 0 is even.")},
    {"worker_pop_min", QT_TRANSLATE_NOOP("CounterName", "Fewest pops of a worker"),
     QT_TRANSLATE_NOOP("CounterName", "Behaviors taken by the worker that took the fewest.")},
    {"worker_pop_max", QT_TRANSLATE_NOOP("CounterName", "Most pops of a worker"),
     QT_TRANSLATE_NOOP("CounterName", "Behaviors taken by the worker that took the most.")},
    {"worker_pop_mean", QT_TRANSLATE_NOOP("CounterName", "Mean pops of a worker"),
     QT_TRANSLATE_NOOP("CounterName", "Behaviors taken by a worker, on average.")},
    {"worker_pop_counts", QT_TRANSLATE_NOOP("CounterName", "Pops by worker"),
     QT_TRANSLATE_NOOP("CounterName", "Behaviors taken by each worker, local pops and steals.")},
    {"producer_worker_index", QT_TRANSLATE_NOOP("CounterName", "Producing worker"),
     QT_TRANSLATE_NOOP("CounterName",
                       "Index of the worker that made the most behaviors ready; several, if the "
                       "repeats differ.")},
    {"producer_pushed_local", QT_TRANSLATE_NOOP("CounterName", "Its local pushes"),
     QT_TRANSLATE_NOOP("CounterName", "Behaviors that it put into its own queue.")},
    {"producer_dispatched_to_pending", QT_TRANSLATE_NOOP("CounterName", "Its direct dispatches"),
     QT_TRANSLATE_NOOP("CounterName", "Behaviors that it kept to run next, without its queue.")},
    {"producer_enqueue_cas_retries", QT_TRANSLATE_NOOP("CounterName", "Its enqueue retries"),
     QT_TRANSLATE_NOOP("CounterName", "Failed attempts to enter its inbox.")},
    {"enq_retry_ratio", QT_TRANSLATE_NOOP("CounterName", "Enqueue retries a push"),
     QT_TRANSLATE_NOOP("CounterName",
                       "Failed attempts to enter the producer's inbox for each behavior that it "
                       "made ready.")},
};

} // namespace

CounterName counterName(const QString &key)
{
    const auto *found = std::ranges::find_if(
        Entries, [&key](const Entry &entry) { return key == QLatin1String{entry.key}; });
    if (found == std::end(Entries))
        return {readableName(key), {}};
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("CounterName", text);
    };
    return {tr(found->title), tr(found->explanation)};
}

QString counterToolTip(const QString &key)
{
    const QString name =
        QCoreApplication::translate("CounterName", "In result files: %1.").arg(key);
    const QString explanation = counterName(key).explanation;
    return explanation.isEmpty() ? name : explanation + u' ' + name;
}

} // namespace cownscope::ui
