// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/option.h"

#include <QCoreApplication>
#include <QString>

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

} // namespace cownscope::ui
