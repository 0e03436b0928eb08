// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/section.h"

#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QGridLayout>
#include <QLabel>

namespace cownscope::ui {

Section::Section(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout{this})
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    // The same in all sections, so that fields are aligned.
    m_grid->setColumnMinimumWidth(0, fontMetrics().horizontalAdvance(tr("Separation below")));
    if (title.isEmpty())
        return;
    auto *heading = new QLabel{title, this};
    heading->setFont(boldFont(heading->font()));
    heading->setContentsMargins(0, 6, 0, 2);
    addWide(heading);
}

QLabel *Section::makeLabel(const QString &label, QWidget *field, const QString &toolTip)
{
    auto *name = new QLabel{label, field->parentWidget()};
    name->setBuddy(field);
    name->setToolTip(toolTip);
    field->setToolTip(toolTip);
    field->setAccessibleName(label);
    for (auto *part : field->findChildren<QWidget *>()) {
        if (part->focusPolicy() != Qt::NoFocus && !part->focusProxy()
            && part->accessibleName().isEmpty() && !qobject_cast<QAbstractButton *>(part))
            part->setAccessibleName(label);
    }
    return name;
}

QLabel *Section::addRow(const QString &label, QWidget *field, const QString &toolTip)
{
    const int row = m_grid->rowCount();
    QLabel *name = makeLabel(label, field, toolTip);
    m_grid->addWidget(name, row, 0);
    m_grid->addWidget(field, row, 1);
    return name;
}

void Section::addWide(QWidget *widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 0, 1, 2);
}

} // namespace cownscope::ui
