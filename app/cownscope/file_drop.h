// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace cownscope {

// Lets files be dropped anywhere on a window. What is dragged comes to whichever native window is
// below the mouse, a view that draws with OpenGL too, and a field would take the name of a file as
// text: so it is taken before any of them gets it.
class FileDrop : public QObject
{
    Q_OBJECT

public:
    explicit FileDrop(QWidget *window); // which owns it

Q_SIGNALS:
    void dropped(const QStringList &paths); // at least one

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isInWindow(const QObject *object) const;

    QWidget *m_window;
};

} // namespace cownscope
