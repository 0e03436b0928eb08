// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace cownscope {

// Accepts files that are dropped anywhere on a window. Drag events go to the native window under
// the mouse, which may be an OpenGL view, and text fields would insert the file name. So this is an
// event filter for the whole application.
class FileDrop : public QObject
{
    Q_OBJECT

public:
    explicit FileDrop(QWidget *window); // the window owns the object

Q_SIGNALS:
    void dropped(const QStringList &paths); // contains at least one path

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isInWindow(const QObject *object) const;

    QWidget *m_window;
};

} // namespace cownscope
