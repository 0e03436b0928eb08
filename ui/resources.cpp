// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resources.h"

#include <QtGlobal>

// Q_INIT_RESOURCE must stand outside of any namespace.
static void initializeResources()
{
    Q_INIT_RESOURCE(shaders);
}

namespace cownscope::ui {

void loadResources()
{
    initializeResources();
}

} // namespace cownscope::ui
