// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/view_controls.h"

#include "ui/controls/section.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

namespace cownscope::ui {

ViewControls::ViewControls(QWidget *parent)
    : QWidget(parent)
    , m_colorMode(new QComboBox)
    , m_renderer(new QComboBox)
    , m_trails(new QCheckBox)
    , m_trailLength(new QSlider{Qt::Horizontal})
    , m_parts(new QCheckBox{tr("Show who computed what")})
{
    const std::pair<QString, ColorMode> modes[] = {{tr("Heading"), ColorMode::Heading},
                                                   {tr("Speed"), ColorMode::Speed},
                                                   {tr("Worker"), ColorMode::Worker},
                                                   {tr("Cost"), ColorMode::Cost},
                                                   {tr("Species"), ColorMode::Species}};
    for (const auto &[text, mode] : modes)
        m_colorMode->addItem(text, static_cast<int>(mode));
    const std::pair<QString, Renderer> renderers[] = {{tr("Automatic"), Renderer::Automatic},
                                                      {tr("Triangles"), Renderer::Triangles},
                                                      {tr("Splat"), Renderer::Splat},
                                                      {tr("Density"), Renderer::Density}};
    for (const auto &[text, renderer] : renderers)
        m_renderer->addItem(text, static_cast<int>(renderer));
    m_trailLength->setRange(ShortestTrail, LongestTrail);
    m_trailLength->setAccessibleName(tr("Length of trails"));
    auto *trails = new QWidget;
    auto *row = new QHBoxLayout{trails};
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_trails);
    row->addWidget(m_trailLength, 1);

    auto *section = new Section{tr("View")};
    section->addRow(tr("Color by"), m_colorMode,
                    tr("What the color of a boid stands for (keys 1 to 5)."));
    section->addRow(
        tr("Draw by"), m_renderer,
        tr("Triangles are drawn by OpenGL. A splat is a picture that the workers paint, "
           "a density one of how many boids are where: faster where the processor "
           "draws and for crowds. Automatic chooses."));
    section->addRow(tr("Trails"), trails,
                    tr("How many pictures a boid can be seen for (key T). A density has none."));
    section->addRow(tr("Parts"), m_parts,
                    tr("Each part of the flock with the worker that computed it and the "
                       "microseconds that it took (key W)."));
    m_trails->setAccessibleName(tr("Trails"));
    auto *column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(section);

    connect(m_colorMode, &QComboBox::activated, this, &ViewControls::gather);
    connect(m_renderer, &QComboBox::activated, this, &ViewControls::gather);
    connect(m_trails, &QCheckBox::clicked, this, &ViewControls::gather);
    connect(m_trailLength, &QSlider::valueChanged, this, &ViewControls::gather);
    connect(m_parts, &QCheckBox::clicked, this, &ViewControls::gather);
    setSettings({});
}

void ViewControls::gather()
{
    Q_EMIT edited({.colorMode = static_cast<ColorMode>(m_colorMode->currentData().toInt()),
                   .renderer = static_cast<Renderer>(m_renderer->currentData().toInt()),
                   .parts = m_parts->isChecked(),
                   .trails = m_trails->isChecked(),
                   .trailLength = m_trailLength->value()});
}

void ViewControls::setSettings(const FlockSettings &settings)
{
    const QSignalBlocker quiet{m_trailLength};
    m_colorMode->setCurrentIndex(m_colorMode->findData(static_cast<int>(settings.colorMode)));
    m_renderer->setCurrentIndex(m_renderer->findData(static_cast<int>(settings.renderer)));
    m_trails->setChecked(settings.trails);
    m_trailLength->setEnabled(settings.trails);
    m_trailLength->setValue(settings.trailLength);
    m_parts->setChecked(settings.parts);
}

} // namespace cownscope::ui
