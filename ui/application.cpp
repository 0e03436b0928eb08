// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/application.h"

#include "base/attempt.h"

#include <cstdio>

namespace cownscope::ui {

bool Application::notify(QObject *receiver, QEvent *event)
{
    bool isHandled = false;
    const Outcome handled = attempt("Something in the window failed",
                                    [&] { isHandled = QApplication::notify(receiver, event); });
    if (handled)
        return isHandled;
    const Outcome reported = attempt("The error cannot be shown", [&] {
        const QString sentence = QString::fromStdString(handled.reason());
        QMetaObject::invokeMethod(
            this, [this, sentence] { Q_EMIT problemArose(sentence); }, Qt::QueuedConnection);
    });
    if (!reported)
        std::fprintf(stderr, "%s\n", handled.reason().c_str());
    return false;
}

} // namespace cownscope::ui
