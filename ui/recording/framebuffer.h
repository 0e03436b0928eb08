// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/recording/video_frame.h"

namespace cownscope::ui {

// What was drawn into the bound framebuffer of the current context, so many pixels of it. An empty
// image if no context is current.
VideoFrame readFramebuffer(const QSize &pixels);

} // namespace cownscope::ui
