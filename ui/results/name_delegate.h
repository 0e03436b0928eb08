// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QStyledItemDelegate>

#include <functional>

namespace cownscope::ui {

// Shortens names to fit a narrow column in such a way that different names still look different.
class NameDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    // `names` returns all names in the column.
    NameDelegate(std::function<QStringList()> names, QObject *parent);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    std::function<QStringList()> m_names;
    // Cache of the last shortening, since a table asks for each row.
    mutable QStringList m_shortened;
    mutable QStringList m_texts;
    mutable int m_width = 0;
};

} // namespace cownscope::ui
