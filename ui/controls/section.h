// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace cownscope::ui {

// A group of labeled fields, one per row, with an optional title.
class Section : public QWidget
{
    Q_OBJECT

public:
    explicit Section(const QString &title, QWidget *parent = nullptr);

    QLabel *addRow(const QString &label, QWidget *field, const QString &toolTip);
    void addWide(QWidget *widget); // spans both columns

    // Creates a label for the field. Both get the tool tip. The label is also the accessible name
    // of the field and of its focusable parts that have none.
    static QLabel *makeLabel(const QString &label, QWidget *field, const QString &toolTip);

private:
    QGridLayout *m_grid;
};

} // namespace cownscope::ui
