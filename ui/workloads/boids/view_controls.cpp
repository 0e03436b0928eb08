// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/view_controls.h"

#include "ui/controls/section.h"
#include "ui/widgets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>

namespace cownscope::ui {

ViewControls::ViewControls(QWidget *parent)
    : QWidget(parent)
    , m_colorMode(new QComboBox)
    , m_renderer(new QComboBox)
    , m_trails(new QCheckBox)
    , m_trailLength(new QSlider{Qt::Horizontal})
    , m_parts(new QCheckBox{tr("Show parts by worker")})
{
    for (const Choice<ColorMode> &choice : colorModeChoices())
        m_colorMode->addItem(QString{choice.title}.remove(u'&'), static_cast<int>(choice.value));
    for (const Choice<Renderer> &choice : rendererChoices())
        m_renderer->addItem(QString{choice.title}.remove(u'&'), static_cast<int>(choice.value));
    m_trailLength->setRange(ShortestTrail, LongestTrail);
    m_trailLength->setAccessibleName(tr("Length of trails"));
    auto *trails = new QWidget;
    auto *row = new QHBoxLayout{trails};
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_trails);
    row->addWidget(m_trailLength, 1);

    auto *section = new Section{tr("View")};
    section->addRow(tr("Color by"), m_colorMode,
                    tr("What the color of a boid shows (keys 1 to 5)."));
    section->addRow(
        tr("Draw by"), m_renderer,
        tr("Triangles are drawn by OpenGL. A splat is an image painted by workers. A density is an "
           "image of the number of boids per pixel. Splat and density are faster for many boids "
           "with software rendering. Automatic chooses the fastest."));
    section->addRow(tr("Trails"), trails,
                    tr("Length of trails in frames (key T). A density has no trails."));
    section->addRow(tr("Parts"), m_parts,
                    tr("Shows the worker that computed each part of the flock and the time in "
                       "microseconds (key W)."));
    m_trails->setAccessibleName(tr("Trails"));
    columnIn(this, {section});

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
