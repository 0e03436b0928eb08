// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cownscope::ui {

// Makes the resources of this static library known to Qt. Idempotent.
void loadResources();

} // namespace cownscope::ui
