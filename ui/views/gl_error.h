// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <stdexcept>

namespace cownscope::ui {

// Something that a view needs of OpenGL did not work. The message is meant for people.
class GlError : public std::runtime_error
{
public:
    explicit GlError(const QString &message)
        : std::runtime_error(message.toStdString())
    { }
};

} // namespace cownscope::ui
