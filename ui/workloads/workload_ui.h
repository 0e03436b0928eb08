// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/message.h"
#include "ui/simulation/live_workload.h"

#include <QList>
#include <QObject>
#include <QStringList>

class QAction;
class QMenu;
class QWidget;

namespace cownscope::ui {

class ColorKey;
class GlView;
class Sampler;
class Simulation;
class WorkloadControls;
struct Questions;

// A workload in a window: its view, its controls, its commands and what is said about it. A window
// makes one for each of those in list/workload_list.h.
//
// Order: made; makeControls() and makeCharts(); attach(), which gives it the simulation; then the
// rest. Its view belongs to the widget that shows it.
class WorkloadUi : public QObject
{
    Q_OBJECT

public:
    explicit WorkloadUi(const lab::Workload &workload)
        : m_workload(workload)
    { }

    const lab::Workload &workload() const { return m_workload; }
    virtual LiveWorkload &live() = 0;

    virtual GlView *view() = 0;

    // Of the options; by default a control for each that is offered there.
    virtual WorkloadControls *makeControls();
    // Those that only this workload has, beside the curves of its quantities.
    virtual QList<QWidget *> makeCharts(const Sampler &) { return {}; }

    // The simulation and the window outlive this.
    virtual void attach(Simulation *, QWidget *) { }
    virtual QWidget *toolBar() { return nullptr; } // above the view
    virtual QMenu *menu() { return nullptr; }      // in the menu bar
    virtual void addToViewMenu(QMenu *) { }
    virtual QList<QAction *> actions() const { return {}; } // whose shortcuts the window needs
    // Whether it is what the window shows: else its actions can do nothing.
    virtual void setShown(bool) { }
    // What no widget has taken; false if the key means nothing here.
    virtual bool pressKey(int) { return false; }
    virtual void setQuestions(const Questions &) { }

    virtual QString title() const;                    // of the window
    virtual void describeColors(ColorKey &) const;    // by default those of workers
    virtual QString note() const { return {}; }       // what is on view, in a few words
    virtual QStringList rates(const Sampler &) const; // in the status line

Q_SIGNALS:
    void descriptionChanged(); // title, colors or note
    void message(const QString &sentence, cownscope::ui::MessageKind kind);
    void fileChosen(const QString &path); // to be opened
    void begunAnew();                     // something else runs now: measurements begin, too

private:
    const lab::Workload &m_workload;
};

} // namespace cownscope::ui
