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

constexpr auto LookInterval = 50ms;
constexpr int MostLooks = 100;     // where there is no frame, none comes
constexpr int MostCorrections = 3; // a window manager that knows better has the last word

// Lives until the window has its frame and fits.
class FirstFit : public QObject
{
public:
    explicit FirstFit(QWidget *window)
        : QObject(window)
        , m_window(window)
    {
        window->installEventFilter(this);
        m_timer.setInterval(LookInterval);
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
        if (++m_looks > MostLooks || m_corrections > MostCorrections) {
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
            m_looks = MostLooks; // what people do with it now is their will
        }
    }

    QWidget *m_window;
    QTimer m_timer;
    int m_looks = 0;
    int m_corrections = 0;
};

} // namespace

QRect fittedOnScreen(const QRect &window, const QMargins &frame, const QRect &available)
{
    const QRect room = available.marginsRemoved(frame);
    const QSize size = window.size().boundedTo(room.size());
    const int left = std::clamp(window.left(), room.left(), room.right() + 1 - size.width());
    const int top = std::clamp(window.top(), room.top(), room.bottom() + 1 - size.height());
    return {QPoint{left, top}, size};
}

void fitOnScreenWhenShown(QWidget *window)
{
    new FirstFit{window};
}

} // namespace cownscope
