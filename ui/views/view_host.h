// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

class QLabel;

namespace cownscope::ui {

class GlView;

// The widget around a GL view. It shows the view or its error message. A click on the view takes
// the focus from the field that is being edited.
class ViewHost : public QStackedWidget
{
    Q_OBJECT

public:
    // Takes ownership of the view.
    explicit ViewHost(GlView *view, QWidget *parent = nullptr);

    GlView *view() const { return m_view; }
    QWidget *container() const { return m_container; }

    // The message that is shown instead of the view; empty while the view is shown.
    QString message() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showMessage(const QString &message);
    void followPalette();

    GlView *m_view;
    QWidget *m_container;
    QLabel *m_message;
};

} // namespace cownscope::ui
