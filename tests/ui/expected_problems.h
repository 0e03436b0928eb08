// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/application.h"

#include <QStringList>

namespace cownscope::test {

// While false, a test fails if the handler of an event throws.
inline bool areProblemsExpected = false;

// While an object of this class exists, handlers of events may throw. Collects the error messages
// that the application emits.
class ExpectedProblems
{
public:
    ExpectedProblems()
    {
        areProblemsExpected = true;
        m_connection =
            QObject::connect(static_cast<ui::Application *>(qApp), &ui::Application::problemArose,
                             [this](const QString &sentence) { messages += sentence; });
    }
    ~ExpectedProblems()
    {
        QObject::disconnect(m_connection);
        areProblemsExpected = false;
    }
    ExpectedProblems(const ExpectedProblems &) = delete;
    ExpectedProblems &operator=(const ExpectedProblems &) = delete;

    QStringList messages;

private:
    QMetaObject::Connection m_connection;
};

} // namespace cownscope::test
