// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#include <filesystem>

namespace cownscope::ui {

// For code that opens files without Qt.
inline std::filesystem::path filePath(const QString &path)
{
    return QFile::encodeName(path).toStdString();
}

// The inverse of filePath().
inline QString pathText(const std::filesystem::path &path)
{
    return QFile::decodeName(path.c_str());
}

} // namespace cownscope::ui
