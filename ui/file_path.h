// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#include <filesystem>

namespace cownscope::ui {

// As the system spells it: for whoever opens files without Qt.
inline std::filesystem::path filePath(const QString &path)
{
    return QFile::encodeName(path).toStdString();
}

// And back.
inline QString pathText(const std::filesystem::path &path)
{
    return QFile::decodeName(path.c_str());
}

} // namespace cownscope::ui
