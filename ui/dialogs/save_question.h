// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/questions.h"

namespace cownscope::ui {

// The one way to ask where to write to. The name gets its suffix first; then, if there is such a
// file, whether it may be replaced is asked, and if it may not, where to write to is asked again.
// Empty: nowhere.
QString askWhereToSave(const Questions &questions, SaveQuestion question);

// The path with the suffix of the chosen filter, if it needs one.
QString withSuffix(const QString &path, const SaveQuestion &question, const QString &chosenFilter);

// The path that a question begins with: a name alone gets a folder, and a number if there is
// something of that name.
QString proposedPath(const QString &name, const QString &folder);

} // namespace cownscope::ui
