// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/comparison/comparison.h"

#include <QWidget>

class QTableView;

namespace cownscope::ui {

class ComparisonModel;

// Shows a comparison: a table that also draws each difference, and below it the other conditions
// that differ between the two results.
class ComparisonView : public QWidget
{
    Q_OBJECT

public:
    ComparisonView(const QString &baseName, const QString &otherName, lab::Comparison comparison,
                   QWidget *parent = nullptr);

    const ComparisonModel &model() const { return *m_model; }
    QString notes() const { return m_notes; } // one line for each condition that differs

    // All rows as tab-separated text, with the header first.
    QString tableText() const;

private:
    ComparisonModel *m_model;
    QTableView *m_table;
    QString m_notes;
};

} // namespace cownscope::ui
