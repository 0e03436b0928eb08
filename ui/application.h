// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

namespace cownscope::ui {

// The application of a window that stays alive, whatever the handler of an event throws: that event
// comes to nothing, and problemArose() tells of it in a sentence from the event loop.
//
// This is the last line of defense. Qt's widgets are compiled without exceptions: one that passes
// through them skips what they were about to do. So whatever may fail for want of a thread, a
// descriptor or a lot of memory has a boundary of its own (base/attempt.h), in our own code.
class Application : public QApplication
{
    Q_OBJECT

public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override;

Q_SIGNALS:
    void problemArose(const QString &sentence);
};

} // namespace cownscope::ui
