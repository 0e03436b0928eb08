// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QStyledItemDelegate>

#include <functional>

namespace cownscope::ui {

// Shows names so that those of different results differ, however narrow their column is.
class NameDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    // `names` gives all names that stand beside each other.
    NameDelegate(std::function<QStringList()> names, QObject *parent);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    std::function<QStringList()> m_names;
    // What they were shortened to last: a table asks for each of its rows.
    mutable QStringList m_shortened;
    mutable QStringList m_texts;
    mutable int m_width = 0;
};

} // namespace cownscope::ui
