// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/configuration.h"

#include <QIcon>
#include <QPen>

class QPainter;

namespace cownscope::ui {

// How kinds and transports look in the plot, its legend and the table: a kind has a color and a
// marker, a transport a style of line.

QColor colorOf(lab::transport::Kind kind);

QPen penOf(lab::transport::Transport transport, const QColor &color, double width);

// A filled shape, with a rim that separates it from what lies below.
void paintMarker(QPainter &painter, lab::transport::Kind kind, const QPointF &center, double radius,
                 const QColor &rim);

// Square, and 3:2.
QIcon iconOf(lab::transport::Kind kind);
QIcon iconOf(lab::transport::Transport transport, const QColor &color);
QIcon transportsIcon(const QColor &color); // one line in each style

} // namespace cownscope::ui
