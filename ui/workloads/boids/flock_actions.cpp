// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/flock_actions.h"

#include <QActionGroup>
#include <QMenu>

namespace cownscope::ui {
namespace {

constexpr double ZoomStep = 1.5;
constexpr double PanStep = 60; // logical pixels

} // namespace

FlockActions::FlockActions(QObject *parent)
    : QObject(parent)
    , m_colorModes(new QActionGroup(this))
    , m_renderers(new QActionGroup(this))
{
    fit = add(tr("&Fit World"), {Qt::Key_Home}, tr("Show the whole world"));
    zoomIn = add(tr("Zoom &In"), {Qt::Key_Plus, Qt::Key_Equal}, tr("Zoom in at the middle"));
    zoomOut = add(tr("Zoom &Out"), {Qt::Key_Minus}, tr("Zoom out at the middle"));
    parts = add(tr("P&arts"), {Qt::Key_W},
                tr("Show which worker computed which part, and how long that took"));
    trails = add(tr("&Trails"), {Qt::Key_T}, tr("Let boids leave trails"));
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
    const std::pair<QString, ColorMode> modes[] = {{tr("&Heading"), ColorMode::Heading},
                                                   {tr("&Speed"), ColorMode::Speed},
                                                   {tr("&Worker"), ColorMode::Worker},
                                                   {tr("&Cost"), ColorMode::Cost},
                                                   {tr("S&pecies"), ColorMode::Species}};
    int key = Qt::Key_1;
    for (const auto &[text, mode] : modes) {
        QAction *choice = m_colorModes->addAction(text);
        choice->setCheckable(true);
        choice->setData(static_cast<int>(mode));
        choice->setShortcut(QKeySequence{key++});
        choice->setToolTip(tr("Color by %1").arg(choice->iconText().toLower()));
    }
    connect(m_colorModes, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_settings.colorMode = static_cast<ColorMode>(action->data().toInt());
        Q_EMIT edited(m_settings);
    });
    const std::pair<QString, Renderer> renderers[] = {{tr("&Automatic"), Renderer::Automatic},
                                                      {tr("&Triangles"), Renderer::Triangles},
                                                      {tr("&Splat"), Renderer::Splat},
                                                      {tr("&Density"), Renderer::Density}};
    for (const auto &[text, renderer] : renderers) {
        auto *choice = m_renderers->addAction(text);
        choice->setCheckable(true);
        choice->setData(static_cast<int>(renderer));
    }
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
    for (QAction *action : m_colorModes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(settings.colorMode));
    for (QAction *action : m_renderers->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(settings.renderer));
}

QPointF FlockActions::wayOf(int key)
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
