// SPDX-License-Identifier: GPL-3.0-or-later
#include "mandelbrot_window.h"

#include <QPaintEvent>
#include <QPainter>
#include <QVBoxLayout>

using namespace mandelbrot;

MandelbrotWindow::MandelbrotWindow()
    : m_picture(columns, rows, QImage::Format_RGB32)
    , m_progress(new QProgressBar)
{
    setWindowTitle(tr("Mandelbrot set, by behaviors"));
    QPalette colors(QColor(0x2a2f3a), QColor(0x171b21));
    colors.setColor(QPalette::Base, QColor(0x11141a));
    colors.setColor(QPalette::Text, QColor(0xe2e6ea));
    colors.setColor(QPalette::Highlight, QColor(0x2f6fb4));
    colors.setColor(QPalette::HighlightedText, Qt::white);
    setPalette(colors);

    // Missing tiles show a grid.
    m_picture.fill(QColor(0x171b21));
    QPainter painter(&m_picture);
    painter.setPen(QColor(0x232a33));
    for (const QPoint &place : places())
        painter.drawRect(QRect(place, QSize(side - 1, side - 1)));

    m_progress->setRange(0, tiles);
    m_progress->setFormat(tr("%v of %m tiles"));
    m_progress->setValue(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, rows + 12, 12, 12); // the picture is above
    column->addWidget(m_progress);
    setFixedSize(columns, rows + 24 + m_progress->sizeHint().height());
}

void MandelbrotWindow::showTile(const Tile &tile)
{
    QPainter(&m_picture).drawImage(tile.x, tile.y, tile.pixels);
    ++m_shown;
    m_iterations += tile.iterations;
    m_points += tile.points;
    m_progress->setValue(m_shown);
    update(tile.x, tile.y, side, side);
}

void MandelbrotWindow::paintEvent(QPaintEvent *event)
{
    const QRect area = event->rect().intersected(m_picture.rect());
    QPainter(this).drawImage(area.topLeft(), m_picture, area);
}
