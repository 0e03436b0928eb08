// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/flock_actions.h"

#include <QActionGroup>
#include <QMenu>

namespace cownscope::ui {
namespace {

constexpr double ZoomStep = 1.5;
constexpr double PanStep = 60; // logical pixels

template <class Value>
void addChoices(QActionGroup *group, const std::vector<Choice<Value>> &choices)
{
    for (const Choice<Value> &choice : choices) {
        QAction *action = group->addAction(choice.title);
        action->setCheckable(true);
        action->setData(static_cast<int>(choice.value));
    }
}

void check(const QActionGroup *group, int value)
{
    for (QAction *action : group->actions())
        action->setChecked(action->data().toInt() == value);
}

} // namespace

FlockActions::FlockActions(QObject *parent)
    : QObject(parent)
    , m_colorModes(new QActionGroup(this))
    , m_renderers(new QActionGroup(this))
{
    fit = add(tr("&Fit World"), {Qt::Key_Home}, tr("Show the whole world"));
    zoomIn = add(tr("Zoom &In"), {Qt::Key_Plus, Qt::Key_Equal}, tr("Zoom in at the center"));
    zoomOut = add(tr("Zoom &Out"), {Qt::Key_Minus}, tr("Zoom out at the center"));
    parts = add(tr("P&arts"), {Qt::Key_W},
                tr("Show which worker computed each part of the flock, and the time"));
    trails = add(tr("&Trails"), {Qt::Key_T}, tr("Show trails of boids"));
    parts->setCheckable(true);
    trails->setCheckable(true);
    connect(fit, &QAction::triggered, this, &FlockActions::fitChosen);
    connect(zoomIn, &QAction::triggered, this, [this] { Q_EMIT zoomChosen(ZoomStep); });
    connect(zoomOut, &QAction::triggered, this, [this] { Q_EMIT zoomChosen(1 / ZoomStep); });
    connect(parts, &QAction::triggered, this, [this](bool on) {
        m_settings.parts = on;
        Q_EMIT edited(m_settings);
    });
    connect(trails, &QAction::triggered, this, [this](bool on) {
        m_settings.trails = on;
        Q_EMIT edited(m_settings);
    });
    addChoices(m_colorModes, colorModeChoices());
    int key = Qt::Key_1;
    for (QAction *choice : m_colorModes->actions()) {
        choice->setShortcut(QKeySequence{key++});
        choice->setToolTip(tr("Color by %1").arg(choice->iconText().toLower()));
    }
    addChoices(m_renderers, rendererChoices());
    connect(m_colorModes, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_settings.colorMode = static_cast<ColorMode>(action->data().toInt());
        Q_EMIT edited(m_settings);
    });
    connect(m_renderers, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_settings.renderer = static_cast<Renderer>(action->data().toInt());
        Q_EMIT edited(m_settings);
    });
    showSettings(m_settings);
}

QAction *FlockActions::add(const QString &text, const QList<QKeySequence> &keys,
                           const QString &toolTip)
{
    auto *action = new QAction{text, this};
    action->setShortcuts(keys);
    action->setToolTip(
        QStringLiteral("%1 (%2)").arg(toolTip, keys.front().toString(QKeySequence::NativeText)));
    return action;
}

QList<QAction *> FlockActions::all() const
{
    return QList<QAction *>{fit, zoomIn, zoomOut, parts, trails} + m_colorModes->actions();
}

void FlockActions::addTo(QMenu *menu)
{
    menu->addSection(tr("Color by"));
    menu->addActions(m_colorModes->actions());
    menu->addSection(tr("Flock"));
    menu->addMenu(tr("Draw b&y"))->addActions(m_renderers->actions());
    menu->addActions({parts, trails, fit, zoomIn, zoomOut});
}

void FlockActions::setEnabled(bool enabled)
{
    for (QAction *action : all() + m_renderers->actions())
        action->setEnabled(enabled);
}

void FlockActions::showSettings(const FlockSettings &settings)
{
    m_settings = settings;
    parts->setChecked(settings.parts);
    trails->setChecked(settings.trails);
    check(m_colorModes, static_cast<int>(settings.colorMode));
    check(m_renderers, static_cast<int>(settings.renderer));
}

QPointF FlockActions::panFor(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return {PanStep, 0};
    case Qt::Key_Right:
        return {-PanStep, 0};
    case Qt::Key_Up:
        return {0, PanStep};
    case Qt::Key_Down:
        return {0, -PanStep};
    default:
        return {};
    }
}

} // namespace cownscope::ui
