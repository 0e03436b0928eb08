// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/back_end/back_end_report.h"

#include "lab/machine/build_info.h"
#include "lab/machine/machine.h"

namespace cownscope::ui {

std::string backEndReport(const IsolatedSimulation &simulation)
{
    if (!simulation.lastEnding())
        return {};
    const IsolatedSimulation::Ending &ending = *simulation.lastEnding();
    constexpr int indent = 2;
    std::string text = ending.sentence().toStdString();
    text += "\n\nTime: " + ending.time.toString(Qt::ISODate).toStdString();
    text += "\nProgram: Cownscope " + lab::buildText() + "\n\nLast lines:\n";
    if (ending.lastLines.isEmpty())
        text += "  none\n";
    for (const QString &line : ending.lastLines)
        text += "  " + line.toStdString() + '\n';
    text += "\nConfiguration:\n" + toJson(simulation.configuration()).dump(indent);
    text += "\n\nMachine:\n" + lab::describeMachine().dump(indent) + '\n';
    return text;
}

} // namespace cownscope::ui
