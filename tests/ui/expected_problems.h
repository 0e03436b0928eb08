// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/application.h"

#include <QStringList>

namespace cownscope::test {

// Unless one lives, a test fails when the handler of an event throws.
inline bool areProblemsExpected = false;

// What the application tells meanwhile.
class ExpectedProblems
{
public:
    ExpectedProblems()
    {
        areProblemsExpected = true;
        m_connection =
            QObject::connect(static_cast<ui::Application *>(qApp), &ui::Application::problemArose,
                             [this](const QString &sentence) { told += sentence; });
    }
    ~ExpectedProblems()
    {
        QObject::disconnect(m_connection);
        areProblemsExpected = false;
    }
    ExpectedProblems(const ExpectedProblems &) = delete;
    ExpectedProblems &operator=(const ExpectedProblems &) = delete;

    QStringList told;

private:
    QMetaObject::Connection m_connection;
};

} // namespace cownscope::test
