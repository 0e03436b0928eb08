// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/readable_name.h"

namespace cownscope::ui {

QString readableName(QString name)
{
    for (const char separator : {'-', '_'})
        name.replace(QLatin1Char{separator}, QLatin1Char{' '});
    return name.left(1).toUpper() + name.mid(1);
}

} // namespace cownscope::ui
