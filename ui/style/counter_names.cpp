// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/counter_names.h"

#include "ui/style/short_names.h"

#include <QCoreApplication>
#include <QHash>

namespace cownscope::ui {
namespace {

// The counters of a worker are defined in boc/statistics.h.
const QHash<QString, CounterName> &counterNames()
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("CounterName", text);
    };
    static const QHash<QString, CounterName> names{
        {QStringLiteral("pushed_local"),
         {tr("Local pushes"),
          tr("Behaviors that the worker made ready and put into its own queue.")}},
        {QStringLiteral("dispatched_to_pending"),
         {tr("Direct dispatches"),
          tr("Behaviors that the worker made ready and kept to run next, bypassing its queue.")}},
        {QStringLiteral("pushed_remote"),
         {tr("Remote pushes"),
          tr("Behaviors that threads other than workers put into the worker's inbox.")}},
        {QStringLiteral("popped_local"),
         {tr("Local pops"),
          tr("Behaviors that the worker took from its own pending slot, queue or inbox.")}},
        {QStringLiteral("popped_via_steal"),
         {tr("Steals"), tr("Times the worker took behaviors from another worker.")}},
        {QStringLiteral("enqueue_cas_retries"),
         {tr("Enqueue retries"),
          tr("Failed attempts of any thread to lock the worker's inbox for a push.")}},
        {QStringLiteral("dequeue_cas_retries"),
         {tr("Dequeue retries"), tr("Times the worker lost a race for the head of a queue.")}},
        {QStringLiteral("batch_resets"),
         {tr("Batch resets"),
          tr("Times the worker went back to its queue after it had run a full batch of behaviors "
             "directly.")}},
        {QStringLiteral("steal_attempts"),
         {tr("Steal attempts"), tr("Attempts to take behaviors from another worker.")}},
        {QStringLiteral("steal_failures"),
         {tr("Failed steals"),
          tr("Attempts to take behaviors from another worker that found none.")}},
        {QStringLiteral("fairness_arm_fires"),
         {tr("Fairness turns"),
          tr("Times the worker ran behaviors waiting in queues before it continued with its own "
             "work.")}},
        {QStringLiteral("parked"),
         {tr("Parks"), tr("Times the worker went to sleep because there was no work.")}},
        {QStringLiteral("executed"), {tr("Behaviors"), tr("Behaviors that the worker ran.")}},
        {QStringLiteral("steal_yield"),
         {tr("Steal yield"), tr("Steals for each completed behavior.")}},
        {QStringLiteral("idle_ratio"),
         {tr("Idle ratio"),
          tr("Share of the attempts to steal that found nothing. Near 1 if workers lack work.")}},
        {QStringLiteral("fairness_cv"),
         {tr("Fairness, variation"),
          tr("How unevenly workers took behaviors: standard deviation divided by mean; 0 is "
             "even.")}},
        {QStringLiteral("fairness_gini"),
         {tr("Fairness, Gini"),
          tr("How unevenly workers took behaviors, as a Gini coefficient; 0 is even.")}},
        {QStringLiteral("worker_pop_min"),
         {tr("Fewest pops of a worker"),
          tr("Behaviors taken by the worker that took the fewest.")}},
        {QStringLiteral("worker_pop_max"),
         {tr("Most pops of a worker"), tr("Behaviors taken by the worker that took the most.")}},
        {QStringLiteral("worker_pop_mean"),
         {tr("Mean pops of a worker"), tr("Behaviors taken by a worker, on average.")}},
        {QStringLiteral("worker_pop_counts"),
         {tr("Pops by worker"), tr("Behaviors taken by each worker, local pops and steals.")}},
        {QStringLiteral("producer_worker_index"),
         {tr("Producing worker"),
          tr("Index of the worker that made the most behaviors ready; several if the repeats "
             "differ.")}},
        {QStringLiteral("producer_pushed_local"),
         {tr("Its local pushes"), tr("Behaviors that it put into its own queue.")}},
        {QStringLiteral("producer_dispatched_to_pending"),
         {tr("Its direct dispatches"),
          tr("Behaviors that it kept to run next, bypassing its queue.")}},
        {QStringLiteral("producer_enqueue_cas_retries"),
         {tr("Its enqueue retries"), tr("Failed attempts to lock its inbox for a push.")}},
        {QStringLiteral("enq_retry_ratio"),
         {tr("Enqueue retries per push"),
          tr("Failed attempts to lock the producer's inbox per behavior that it made "
             "ready.")}},
    };
    return names;
}

} // namespace

CounterName counterName(const QString &key)
{
    const auto found = counterNames().find(key);
    return found == counterNames().end() ? CounterName{readableName(key), {}} : *found;
}

QString counterToolTip(const QString &key)
{
    const QString name =
        QCoreApplication::translate("CounterName", "In result files: %1.").arg(key);
    const QString explanation = counterName(key).explanation;
    return explanation.isEmpty() ? name : explanation + u' ' + name;
}

} // namespace cownscope::ui
