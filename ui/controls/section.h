// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace cownscope::ui {

// A group of labeled fields, one a row, below its title if it has one.
class Section : public QWidget
{
    Q_OBJECT

public:
    explicit Section(const QString &title, QWidget *parent = nullptr);

    // The tool tip goes to the label and to the field.
    QLabel *addRow(const QString &label, QWidget *field, const QString &toolTip);
    void addWide(QWidget *widget); // over both columns

private:
    QGridLayout *m_grid;
};

} // namespace cownscope::ui
