// SPDX-License-Identifier: GPL-3.0-or-later
// The thread of a recording, without Qt's event loop: ThreadSanitizer does not see the locks of Qt.
#include "support/temporary_folder.h"
#include "ui/recording/encoding.h"
#include "ui/recording/frame_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <mutex>
#include <thread>
#include <utility>

namespace cownscope::ui {
namespace {

using End = RecordingResult::End;

// The real encoder, fed as by a view: with a frame whenever the queue has space.
class EncodingTest : public testing::Test
{
protected:
    EncodingTest()
    {
        m_thread = std::thread{[this] {
            m_result = encode(
                options, queue,
                [this] {
                    ++spaceSignals;
                    spaceSignals.notify_one();
                },
                [this](const RecordingProgress &now) {
                    const std::lock_guard lock{m_mutex};
                    m_progress = now;
                });
            isOver = true;
            ++spaceSignals;
            spaceSignals.notify_one();
        }};
    }
    ~EncodingTest() override
    {
        queue.cancel();
        end();
    }

    void feed(int frames)
    {
        for (int number = 0; number < frames; ++number) {
            for (int before = spaceSignals; !queue.hasSpace() && !isOver; before = spaceSignals)
                spaceSignals.wait(before);
            QImage image{options.format.size, QImage::Format_RGB32};
            image.fill(number % 2 == 0 ? Qt::black : Qt::white);
            // Moved, since ThreadSanitizer does not see the reference counts of QImage.
            queue.add({std::move(image), false});
        }
    }
    RecordingProgress progress()
    {
        const std::lock_guard lock{m_mutex};
        return m_progress;
    }
    RecordingResult end()
    {
        if (m_thread.joinable())
            m_thread.join();
        return m_result;
    }
    std::filesystem::path film() const { return m_folder.path() / "film.mp4"; }

private:
    test::TemporaryFolder m_folder;

protected:
    const RecordingOptions options{.file = QString::fromStdString(film().string()),
                                   .format = {{160, 48}, 60},
                                   .queueCapacity = 2};
    FrameQueue queue{options.queueCapacity};
    std::atomic<int> spaceSignals{0};
    std::atomic<bool> isOver{false};

private:
    std::mutex m_mutex;
    RecordingProgress m_progress;
    RecordingResult m_result; // written by the thread; read after it has ended
    std::thread m_thread;
};

TEST_F(EncodingTest, TakesEveryFrame)
{
    feed(300);
    EXPECT_LE(progress().written, 300u);
    queue.close();
    const RecordingResult result = end();
    EXPECT_EQ(result.end, End::Complete) << result.problem.toStdString();
    EXPECT_EQ(result.progress.written, 300u);
    EXPECT_EQ(result.progress.encoded, 300u);
    EXPECT_TRUE(std::filesystem::exists(film()));
}

TEST_F(EncodingTest, IsCancelledInTheMiddle)
{
    feed(50);
    EXPECT_FALSE(queue.isCancelled());
    queue.cancel();
    EXPECT_EQ(end().end, End::Cancelled);
    EXPECT_TRUE(std::filesystem::is_empty(film().parent_path()));
}

TEST_F(EncodingTest, IsCancelledWhileItIsFinished)
{
    feed(50);
    queue.close();
    queue.cancel();
    const End how = end().end;
    EXPECT_TRUE(how == End::Cancelled || how == End::Complete);
    EXPECT_EQ(std::filesystem::is_empty(film().parent_path()), how == End::Cancelled);
}

} // namespace
} // namespace cownscope::ui
