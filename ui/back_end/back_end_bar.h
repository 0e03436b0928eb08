// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/back_end/isolated_simulation.h"

#include <QFrame>
#include <QPointer>
#include <QTimer>

#include <chrono>

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace cownscope::ui {

// Lies over the views and says what happened to a back end that has ended or does not answer, with
// the choices that the user has then. Hidden while there is nothing to say.
//
// A back end that is silent is asked about again when the silence has doubled since the user
// decided to wait.
class BackEndBar : public QFrame
{
    Q_OBJECT

public:
    // `over`: the widget that contains the views, already in its window.
    explicit BackEndBar(QWidget *over);

    void follow(IsolatedSimulation *simulation); // null: none

    QString sentence() const;
    QString lastLines() const; // empty while they are hidden

    // Whether the last picture is out of date.
    bool isDimming() const { return m_dimming; }

    QToolButton *startAgain() const { return m_startAgain; }
    QToolButton *saveReport() const { return m_saveReport; }
    QToolButton *showLines() const { return m_showLines; }
    QToolButton *wait() const { return m_wait; }
    QToolButton *end() const { return m_end; }
    QToolButton *close() const { return m_close; }

Q_SIGNALS:
    void dimmingChanged(bool dimming);
    void problemArose(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void refresh();
    void showSilence();
    void showEnding(const IsolatedSimulation::Ending &ending);
    void place();
    void followOver();

    QWidget *m_over;
    QPointer<IsolatedSimulation> m_simulation;
    QLabel *m_icon;
    QLabel *m_text;
    QToolButton *m_startAgain;
    QToolButton *m_saveReport;
    QToolButton *m_showLines;
    QToolButton *m_wait;
    QToolButton *m_end;
    QToolButton *m_close;
    QPlainTextEdit *m_lines;
    QTimer m_second;                         // updates the elapsed time
    std::chrono::milliseconds m_askAfter{0}; // of silence
    QDateTime m_closed;                      // time of the ending that the user has closed
    bool m_dimming = false;
    bool m_speaks = false; // shown while the views are
};

} // namespace cownscope::ui
