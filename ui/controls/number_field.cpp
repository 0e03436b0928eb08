// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/number_field.h"

#include "ui/controls/number_box.h"
#include "ui/controls/section.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

constexpr int Positions = 10'000; // positions of a slider: more than it has pixels
constexpr int MostPageSteps = 10;

// The unit of the second significant digit.
double unitOf(double value, int decimals)
{
    const double finest = std::pow(10.0, -decimals);
    return value > 0 ? std::max(finest, std::pow(10.0, std::floor(std::log10(value)) - 1)) : finest;
}

} // namespace

NumberField::NumberField(const NumberSpec &spec, QWidget *parent)
    : QWidget(parent)
    , m_spec(spec)
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_box(new NumberBox{spec.least, spec.most, spec.decimals, this})
    , m_layout(new QGridLayout{this})
{
    m_slider->setRange(0, Positions);
    m_slider->setSingleStep(Positions / 100); // for the wheel; keys are handled in stepSlider()
    m_slider->setMinimumWidth(48);
    m_slider->setFocusPolicy(Qt::StrongFocus);
    m_slider->installEventFilter(this);
    m_box->setSingleStep(spec.step);
    m_box->setSuffix(spec.suffix);
    m_box->setSpecialValueText(spec.zeroText);
    m_box->setKeyboardTracking(false);
    m_box->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("8")) * 9 + 24);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(8);
    m_layout->setVerticalSpacing(2);
    m_layout->addWidget(m_slider, 0, 0);
    m_layout->addWidget(m_box, 0, 1);

    connect(m_slider, &QSlider::actionTriggered, this, &NumberField::stepSlider);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        const QSignalBlocker quiet{m_box};
        m_box->setValue(m_stepped ? *m_stepped : valueOf(position));
        m_stepped.reset();
        Q_EMIT edited(m_box->value());
    });
    connect(m_box, &NumberBox::valueChanged, this, [this](double value) {
        const QSignalBlocker quiet{m_slider};
        m_slider->setValue(sliderOf(value));
        Q_EMIT edited(value);
    });
}

void NumberField::addTo(Section *section, const QString &label, const QString &toolTip)
{
    if (!m_spec.logarithmic) {
        section->addRow(label, this, toolTip);
        return;
    }
    QLabel *name = Section::makeLabel(label, this, toolTip);
    m_layout->addWidget(name, 0, 0);
    m_layout->addWidget(m_slider, 1, 0, 1, 2);
    section->addWide(this);
}

bool NumberField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel || watched != m_slider || m_slider->hasFocus())
        return QWidget::eventFilter(watched, event);
    event->ignore(); // so that the surrounding area scrolls
    return true;
}

double NumberField::value() const
{
    return m_box->value();
}

void NumberField::setValue(double value)
{
    const QSignalBlocker quiet{m_slider};
    m_box->showValue(value);
    if (!m_slider->isSliderDown())
        m_slider->setValue(sliderOf(m_box->value()));
}

double NumberField::stepped(double value, int steps) const
{
    double next = std::clamp(value, sliderLeast(), sliderMost());
    if (!m_spec.logarithmic) {
        next += steps * m_spec.step;
    } else {
        const double way = steps > 0 ? 1 : -1;
        for (int step = 0; step != std::abs(steps); ++step) {
            // Below 100 the steps are smaller than above it.
            const double unit = unitOf(way > 0 ? next : next * (1 - 1e-9), m_spec.decimals);
            next = (std::round(next / unit) + way) * unit;
        }
    }
    return std::clamp(next, sliderLeast(), sliderMost());
}

void NumberField::step(int steps)
{
    const bool beyond = steps > 0 ? value() >= sliderMost() : value() <= sliderLeast();
    const double next = beyond ? value() : stepped(value(), steps);
    const int position = sliderOf(next);
    m_slider->setSliderPosition(position); // overrides the slider's own step
    if (next == value())
        return;
    m_stepped = next;
    if (position == m_slider->value()) // the step is smaller than the distance of two positions
        Q_EMIT m_slider->valueChanged(position);
}

// Handles keys, and clicks beside the handle: they move by steps of the number instead of
// positions.
void NumberField::stepSlider(int action)
{
    const int page = m_spec.logarithmic
        ? MostPageSteps
        : std::clamp(static_cast<int>((sliderMost() - sliderLeast()) / m_spec.step / 5), 1,
                     MostPageSteps);
    switch (action) {
    case QAbstractSlider::SliderSingleStepAdd:
        return step(1);
    case QAbstractSlider::SliderSingleStepSub:
        return step(-1);
    case QAbstractSlider::SliderPageStepAdd:
        return step(page);
    case QAbstractSlider::SliderPageStepSub:
        return step(-page);
    default:
        return;
    }
}

double NumberField::sliderLeast() const
{
    if (m_spec.sliderLeast > 0)
        return m_spec.sliderLeast;
    return m_spec.logarithmic ? std::max(m_spec.least, 1.0) : m_spec.least;
}

int NumberField::sliderOf(double value) const
{
    const double least = sliderLeast();
    const double bounded = std::clamp(value, least, sliderMost());
    const double fraction = m_spec.logarithmic
        ? std::log(bounded / least) / std::log(sliderMost() / least)
        : (bounded - least) / (sliderMost() - least);
    return static_cast<int>(std::lround(fraction * Positions));
}

double NumberField::valueOf(int position) const
{
    const double fraction = static_cast<double>(position) / Positions;
    const double least = sliderLeast();
    if (!m_spec.logarithmic)
        return least + fraction * (sliderMost() - least);
    const double value = least * std::pow(sliderMost() / least, fraction);
    // Two significant digits are precise enough for a slider.
    const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1);
    return std::clamp(std::round(value / unit) * unit, m_spec.least, m_spec.most);
}

} // namespace cownscope::ui
