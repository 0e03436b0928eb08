// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recording/recorder.h"

#include "base/attempt.h"
#include "link/thread.h"

namespace cownscope::ui {

Recorder::Recorder(const RecordingOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_queue(options.queueCapacity)
    , m_thread(link::startThread("cown recorder", [this] { work(); }))
{ }

Recorder::~Recorder()
{
    m_queue.cancel();
    m_thread.join();
}

void Recorder::work()
{
    const auto later = [this](auto &&what) {
        QMetaObject::invokeMethod(this, std::forward<decltype(what)>(what), Qt::QueuedConnection);
    };
    RecordingResult result;
    const Outcome encoded = attempt("The recording stopped early", [&] {
        result = encode(
            m_options, m_queue, [this, &later] { later([this] { Q_EMIT spaceAvailable(); }); },
            [this, &later](const RecordingProgress &progress) {
                later([this, progress] {
                    m_progress = progress;
                    Q_EMIT progressed();
                });
            });
    });
    if (!encoded)
        result.problem = QString::fromStdString(encoded.reason());
    untilThereIsMemory([&] {
        later([this, result] {
            m_progress = result.progress;
            m_ended = true;
            Q_EMIT ended(result);
        });
    });
}

void Recorder::add(VideoFrame frame)
{
    if (!isTaking())
        return;
    ++m_added;
    m_queue.add(std::move(frame));
}

} // namespace cownscope::ui
