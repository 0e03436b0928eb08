// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/back_end/back_end_report.h"

#include "lab/machine/build_info.h"
#include "lab/machine/machine.h"

#include <sstream>

namespace cownscope::ui {

std::string backEndReport(const IsolatedSimulation &simulation)
{
    if (!simulation.lastEnding())
        return {};
    const IsolatedSimulation::Ending &ending = *simulation.lastEnding();
    constexpr int indent = 2;
    std::ostringstream text;
    text << ending.sentence().toStdString() << "\n\n"
         << "Time: " << ending.time.toString(Qt::ISODate).toStdString() << '\n'
         << "Program: Cownscope " << lab::buildText() << "\n\n"
         << "Last lines:\n";
    if (ending.lastLines.isEmpty())
        text << "  none\n";
    for (const QString &line : ending.lastLines)
        text << "  " << line.toStdString() << '\n';
    text << "\nConfiguration:\n"
         << toJson(simulation.configuration()).dump(indent) << "\n\nMachine:\n"
         << lab::describeMachine().dump(indent) << '\n';
    return text.str();
}

} // namespace cownscope::ui
