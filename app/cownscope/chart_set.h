// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace cownscope {

namespace ui {
class Sampler;
}

// All charts of a sampler's models, in a board that scrolls where it must. The sampler must outlive
// them.
QWidget *makeCharts(const ui::Sampler &sampler, QWidget *parent);

} // namespace cownscope
