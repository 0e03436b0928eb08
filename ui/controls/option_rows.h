// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/workload.h"
#include "ui/controls/section.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QString>

#include <cstdint>
#include <vector>

namespace cownscope::ui {

// The tool tip of an option, wherever it is edited.
inline QString explanationOf(const lab::Option &option)
{
    QString text = QString::fromStdString(option.explanation) + u'.';
    if (!option.automatic.empty())
        text += u' '
            + QCoreApplication::translate("cownscope::ui::Option", "0 means %1.")
                  .arg(QString::fromStdString(option.automatic));
    return text;
}

// Editors of a workload's options: a check box for each flag, a widget of the class Number for each
// number. A number that nobody edits keeps all its digits, also those that its widget rounds off.
template <class Number>
class OptionRows
{
public:
    struct Row
    {
        const lab::Option *option;
        Number *number = nullptr; // null for a flag
        QCheckBox *flag = nullptr;
        double shown = 0; // value of the widget before an edit
    };

    void addNumber(const lab::Option &option, Number *number)
    {
        m_rows.push_back({&option, number});
    }
    QCheckBox *addFlag(const lab::Option &option, Section *section)
    {
        auto *flag = new QCheckBox{QString::fromStdString(option.title), section};
        flag->setObjectName(QString::fromStdString(option.name));
        flag->setToolTip(explanationOf(option));
        section->addWide(flag);
        m_rows.push_back({&option, nullptr, flag});
        return flag;
    }
    const std::vector<Row> &rows() const { return m_rows; }

    // The configuration with what was edited since markUnedited().
    lab::Configuration edited(lab::Configuration configuration) const
    {
        for (const Row &row : m_rows) {
            if (row.number && row.number->value() == row.shown)
                continue;
            const lab::Json value = valueOf(row);
            if (value != row.option->get(configuration))
                row.option->set(configuration, value);
        }
        return configuration;
    }

    // Calls showNumber(widget, value) for each number.
    template <class ShowNumber>
    void show(const lab::Configuration &configuration, ShowNumber showNumber)
    {
        for (const Row &row : m_rows) {
            const lab::Json value = row.option->get(configuration);
            const lab::Json number = value.is_array() ? value[0] : value;
            if (row.flag)
                row.flag->setChecked(value.get<bool>());
            else
                showNumber(row.number, number.is_null() ? 0 : number.get<double>());
        }
    }
    void markUnedited()
    {
        for (Row &row : m_rows)
            row.shown = row.number ? row.number->value() : 0;
    }

private:
    static lab::Json valueOf(const Row &row)
    {
        if (row.flag)
            return row.flag->isChecked();
        const double value = row.number->value();
        const auto whole = static_cast<std::uint64_t>(value);
        if (row.option->kind == lab::Option::Kind::MatrixSize)
            return lab::Json::array({whole, whole});
        return value;
    }

    std::vector<Row> m_rows;
};

} // namespace cownscope::ui
