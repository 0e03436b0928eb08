// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/transport_file.h"

#include <QWidget>

#include <memory>

class QAbstractItemModel;
class QCheckBox;
class QLabel;

namespace cownscope::ui {

class TransportChart;
class TransportTable;

// Shows a result file of transports: the plot, the table of its rows, and why configurations
// were skipped.
class TransportView : public QWidget
{
    Q_OBJECT

public:
    explicit TransportView(QWidget *parent = nullptr);

    // Null shows nothing.
    void show(std::shared_ptr<const lab::transport::TransportFile> file);
    using QWidget::show;

    TransportChart *chart() { return m_chart; }
    const QAbstractItemModel *table() const; // sorted as shown

private:
    std::shared_ptr<const lab::transport::TransportFile> m_file;
    TransportChart *m_chart;
    TransportTable *m_table;
    QCheckBox *m_logarithmic;
    QLabel *m_remarks;
};

} // namespace cownscope::ui
