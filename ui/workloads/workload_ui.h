// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/questions.h"
#include "ui/simulation/live_workload.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <memory>
#include <utility>

class QAction;
class QMenu;
class QWidget;

namespace cownscope::ui {

class ColorKey;
class GlView;
class Sampler;
class Simulation;
class WorkloadControls;

// The user interface of a workload: its view, controls, actions and descriptions. A window creates
// one for each entry of list/workload_list.h.
//
// Order of calls: the constructor, makeControls() and makeCharts(), attach() with the simulation,
// then the rest. The widget that shows the view owns it.
class WorkloadUi : public QObject
{
    Q_OBJECT

public:
    // `live` must not be null; it may use the view.
    WorkloadUi(std::unique_ptr<LiveWorkload> live, GlView *view)
        : m_live(std::move(live))
        , m_view(view)
    { }

    const lab::Workload &workload() const { return m_live->workload(); }
    LiveWorkload &live() { return *m_live; }
    GlView *view() { return m_view; }

    // Controls for the options; by default one control per live option.
    virtual WorkloadControls *makeControls();
    // Charts of this workload, in addition to those of its quantities.
    virtual QList<QWidget *> makeCharts(const Sampler &) { return {}; }

    // The simulation and the window must outlive this object.
    virtual void attach(Simulation *simulation, QWidget *) { m_simulation = simulation; }
    virtual QWidget *toolBar() { return nullptr; } // shown above the view
    virtual QMenu *menu() { return nullptr; }      // added to the menu bar
    virtual void addToViewMenu(QMenu *) { }
    // Actions whose shortcuts work in the window.
    virtual QList<QAction *> actions() const { return {}; }
    // Called when the workload is shown or hidden in the window; enables or disables its actions.
    virtual void setShown(bool) { }
    // Handles a key that no widget has handled; false if the key is not used.
    virtual bool pressKey(int) { return false; }
    virtual void setQuestions(const Questions &) { }

    virtual QString title() const;                    // title of the window
    virtual void describeColors(ColorKey &) const;    // by default, the colors of workers
    virtual QString note() const { return {}; }       // a short description of what is shown
    virtual QStringList rates(const Sampler &) const; // for the status line

Q_SIGNALS:
    void descriptionChanged(); // title, colors or note have changed
    void message(const QString &sentence, cownscope::ui::MessageKind kind);
    void fileChosen(const QString &path); // the file is to be opened
    void restarted();                     // a new scene was started, so measurements must restart

protected:
    Simulation *simulation() const { return m_simulation; } // null before attach()

private:
    std::unique_ptr<LiveWorkload> m_live;
    GlView *m_view; // owned by the widget that shows it
    Simulation *m_simulation = nullptr;
};

} // namespace cownscope::ui
