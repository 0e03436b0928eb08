// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/window_fit.h"

#include <QEvent>
#include <QScreen>
#include <QTimer>
#include <QWidget>
#include <QWindow>

#include <algorithm>
#include <chrono>

namespace cownscope {
namespace {

using namespace std::chrono_literals;

constexpr auto CheckInterval = 50ms;
constexpr int MostChecks = 100;    // without a window manager there is never a frame
constexpr int MostCorrections = 3; // the window manager may enforce its own geometry

// Deletes itself when the window has its frame and fits.
class FirstFit : public QObject
{
public:
    explicit FirstFit(QWidget *window)
        : QObject(window)
        , m_window(window)
    {
        window->installEventFilter(this);
        m_timer.setInterval(CheckInterval);
        connect(&m_timer, &QTimer::timeout, this, &FirstFit::look);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == m_window && event->type() == QEvent::Show)
            m_timer.start();
        return false;
    }

private:
    void look()
    {
        if (++m_checks > MostChecks || m_corrections > MostCorrections) {
            deleteLater();
            m_timer.stop();
            return;
        }
        const auto free = Qt::WindowMinimized | Qt::WindowMaximized | Qt::WindowFullScreen;
        if (!m_window->isVisible() || m_window->windowState() & free)
            return;
        const QMargins frame = m_window->windowHandle()->frameMargins();
        const QRect fitted =
            fittedOnScreen(m_window->geometry(), frame, m_window->screen()->availableGeometry());
        if (fitted != m_window->geometry()) {
            ++m_corrections;
            m_window->setGeometry(fitted);
        } else if (!frame.isNull()) {
            m_checks = MostChecks; // from now on the user controls the geometry
        }
    }

    QWidget *m_window;
    QTimer m_timer;
    int m_checks = 0;
    int m_corrections = 0;
};

} // namespace

QRect fittedOnScreen(const QRect &window, const QMargins &frame, const QRect &available)
{
    const QRect inside = available.marginsRemoved(frame);
    const QSize size = window.size().boundedTo(inside.size());
    const int left = std::clamp(window.left(), inside.left(), inside.right() + 1 - size.width());
    const int top = std::clamp(window.top(), inside.top(), inside.bottom() + 1 - size.height());
    return {QPoint{left, top}, size};
}

void fitOnScreenWhenShown(QWidget *window)
{
    new FirstFit{window};
}

} // namespace cownscope
