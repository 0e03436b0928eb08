// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace cownscope {

// The list of recently opened or saved result files, most recent first. It is stored between runs.
class RecentFiles
{
public:
    static constexpr qsizetype Most = 10;

    static QStringList list(); // only files that still exist
    static void add(const QString &path);
    static void clear();
};

} // namespace cownscope
