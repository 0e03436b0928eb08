// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/name_delegate.h"

#include "ui/style/short_names.h"

#include <QApplication>
#include <QStyle>

namespace cownscope::ui {

NameDelegate::NameDelegate(std::function<QStringList()> names, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_names(std::move(names))
{ }

void NameDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QStyle *style = option->widget ? option->widget->style() : QApplication::style();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, option, option->widget) + 1;
    const int width =
        style->subElementRect(QStyle::SE_ItemViewItemText, option, option->widget).width()
        - 2 * margin;
    if (!option->rect.isValid() || width <= 0) // called for a size hint
        return;
    if (const QStringList names = m_names(); names != m_shortened || width != m_width) {
        m_texts = shortNames(names, option->fontMetrics, width);
        m_shortened = names;
        m_width = width;
    }
    if (const qsizetype place = m_shortened.indexOf(option->text); place >= 0)
        option->text = m_texts[place];
}

} // namespace cownscope::ui
