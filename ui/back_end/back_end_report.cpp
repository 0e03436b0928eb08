// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/back_end/back_end_report.h"

#include "lab/machine/build_info.h"
#include "lab/machine/machine.h"
#include "lab/results/json_text.h"

namespace cownscope::ui {

std::string backEndReport(const IsolatedSimulation &simulation)
{
    if (!simulation.lastEnding())
        return {};
    const IsolatedSimulation::Ending &ending = *simulation.lastEnding();
    std::string text = ending.sentence().toStdString();
    text += "\n\nTime: " + ending.time.toString(Qt::ISODate).toStdString();
    text += "\nProgram: Cownscope " + lab::buildText() + "\n\nLast lines:\n";
    if (ending.lastLines.isEmpty())
        text += "  none\n";
    for (const QString &line : ending.lastLines)
        text += "  " + line.toStdString() + '\n';
    text += "\nConfiguration:\n" + lab::fileText(toJson(simulation.configuration()));
    text += "\nMachine:\n" + lab::fileText(lab::describeMachine());
    return text;
}

} // namespace cownscope::ui
