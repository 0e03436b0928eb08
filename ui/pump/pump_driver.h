// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/boc.h>

#include <QObject>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

class QSocketNotifier;

namespace cownscope::link {
class Wake;
}

namespace cownscope::ui {

// What the driver has seen since takeRecord() was called last.
struct PumpRecord
{
    std::uint64_t calls = 0;
    std::uint64_t executed = 0;       // pinned behaviors
    std::uint64_t raised = 0;         // of them, those whose bodies threw
    std::chrono::nanoseconds busy{0}; // in pump
    std::chrono::nanoseconds longestCall{0};
    std::size_t deepest = 0;            // pinned behaviors that waited when a call began
    std::chrono::nanoseconds oldest{0}; // longest wait of the front one when a call began
};

// Runs a runtime's pinned behaviors from the Qt event loop of the main thread: the runtime's wake
// hook wakes the loop, the loop pumps for at most `budget`, and while work is left it comes round
// again, with timers, input and paints in between.
//
// pump is never called from inside a paint, nor from inside itself: while a pinned behavior runs an
// event loop of its own (a modal dialog), the rest waits until it is done.
//
// Order of life: make the driver, make a runtime with wakeHook(), attach() it; detach() before the
// runtime goes. The hook may be called at any time, also after the driver is gone.
class PumpDriver : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds Budget{4};

    explicit PumpDriver(QObject *parent = nullptr);
    ~PumpDriver() override;

    std::function<void()> wakeHook() const;

    void attach(boc::Runtime &runtime);
    void detach();

    // True while a pinned behavior runs.
    bool isPumping() const { return m_pumping; }

    PumpRecord takeRecord();

private:
    void woken();
    void pumpOnce();

    std::shared_ptr<link::Wake> m_wake; // the hooks share it
    QSocketNotifier *m_notifier = nullptr;
    boc::Runtime *m_runtime = nullptr;
    bool m_pumping = false;
    bool m_wokenMeanwhile = false;
    PumpRecord m_record;
};

} // namespace cownscope::ui
