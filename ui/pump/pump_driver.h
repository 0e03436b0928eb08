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

// Statistics of the driver since the last takeRecord().
struct PumpRecord
{
    std::uint64_t calls = 0;
    std::uint64_t executed = 0;       // pinned behaviors
    std::uint64_t raised = 0;         // pinned behaviors that threw
    std::chrono::nanoseconds busy{0}; // time in pump()
    std::chrono::nanoseconds longestCall{0};
    std::size_t deepest = 0; // largest number of waiting behaviors at the start of a call
    std::chrono::nanoseconds oldest{0}; // longest wait of the front behavior at the start of a call
};

// Runs the pinned behaviors of a runtime in the Qt event loop of the main thread. The wake hook of
// the runtime wakes the loop, which pumps for at most `Budget`. If work is left, it pumps again
// later, so that timers, input and paint events are handled in between.
//
// pump() is never called during painting, and never recursively: while a pinned behavior runs a
// nested event loop (such as a modal dialog), the others wait.
//
// Usage: create the driver, create a runtime with wakeHook(), attach() the runtime, and detach() it
// before it is destroyed. The hook may be called at any time, even after the driver is destroyed.
class PumpDriver : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds Budget{4};

    explicit PumpDriver(QObject *parent = nullptr);
    ~PumpDriver() override;

    std::function<void()> wakeHook() const;

    void attach(boc::Runtime &runtime);
    void detach() { m_runtime = nullptr; }

    // True while a pinned behavior runs.
    bool isPumping() const { return m_pumping; }

    PumpRecord takeRecord() { return std::exchange(m_record, {}); }

private:
    void woken();
    void pumpOnce();

    std::shared_ptr<link::Wake> m_wake; // shared with the hooks
    QSocketNotifier *m_notifier = nullptr;
    boc::Runtime *m_runtime = nullptr;
    bool m_pumping = false;
    bool m_wokenMeanwhile = false;
    PumpRecord m_record;
};

} // namespace cownscope::ui
