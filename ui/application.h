// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

namespace cownscope::ui {

// An application that survives exceptions of event handlers: the event is dropped, and
// problemArose() is emitted with an error message from the event loop.
//
// This is only the last line of defense. Qt Widgets is compiled without exceptions, so an exception
// that passes through a widget skips the rest of its work. Code that may run out of threads,
// descriptors or memory therefore catches exceptions itself, with attempt() (base/attempt.h).
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
