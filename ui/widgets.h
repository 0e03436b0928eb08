// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <QVBoxLayout>

#include <initializer_list>

namespace cownscope::ui {

// Fills the parent with the widgets, one below the other, without margins.
inline QVBoxLayout *columnIn(QWidget *parent, std::initializer_list<QWidget *> widgets,
                             int spacing = 0)
{
    auto *column = new QVBoxLayout{parent};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    for (QWidget *widget : widgets)
        column->addWidget(widget);
    return column;
}

// Makes the area scroll the widget vertically; its width is that of the area.
inline void scrollVertically(QScrollArea *area, QWidget *widget)
{
    area->setWidget(widget);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

} // namespace cownscope::ui
