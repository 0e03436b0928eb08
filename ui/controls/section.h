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

    QLabel *addRow(const QString &label, QWidget *field, const QString &toolTip);
    void addWide(QWidget *widget); // over both columns

    // A label for the field. Both get the tool tip; the field, and each part of it that takes the
    // keyboard and has no name of its own, is called as the label is.
    static QLabel *makeLabel(const QString &label, QWidget *field, const QString &toolTip);

private:
    QGridLayout *m_grid;
};

} // namespace cownscope::ui
