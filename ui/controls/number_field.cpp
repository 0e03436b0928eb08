// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/number_field.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

constexpr int Positions = 1000; // of a slider

} // namespace

NumberField::NumberField(const NumberSpec &spec, QWidget *parent)
    : QWidget(parent)
    , m_spec(spec)
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_box(new QDoubleSpinBox(this))
{
    m_slider->setRange(0, Positions);
    m_slider->setSingleStep(Positions / 100);
    m_slider->setPageStep(Positions / 20);
    m_slider->setMinimumWidth(48);
    m_box->setLocale(QLocale::c());
    m_box->setDecimals(spec.decimals);
    m_box->setRange(spec.least, spec.most);
    m_box->setSingleStep(spec.step);
    m_box->setSuffix(spec.suffix);
    m_box->setSpecialValueText(spec.zeroText);
    m_box->setKeyboardTracking(false);
    m_box->setAlignment(Qt::AlignRight);
    m_box->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("8")) * 11 + 12);
    auto *row = new QHBoxLayout{this};
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_slider, 1);
    row->addWidget(m_box);
    setFocusProxy(m_box);
    for (QWidget *part : {static_cast<QWidget *>(m_slider), static_cast<QWidget *>(m_box)}) {
        part->setFocusPolicy(Qt::StrongFocus);
        part->installEventFilter(this);
    }

    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        const QSignalBlocker quiet{m_box};
        m_box->setValue(valueOf(position));
        Q_EMIT edited(m_box->value());
    });
    connect(m_box, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        const QSignalBlocker quiet{m_slider};
        m_slider->setValue(sliderOf(value));
        Q_EMIT edited(value);
    });
    // Typed to the end, the keyboard goes back to the window and its shortcuts.
    for (auto *edit : m_box->findChildren<QLineEdit *>())
        connect(edit, &QLineEdit::returnPressed, m_box, &QWidget::clearFocus);
}

bool NumberField::eventFilter(QObject *watched, QEvent *event)
{
    const auto *part = qobject_cast<QWidget *>(watched);
    if (event->type() != QEvent::Wheel || !part || part->hasFocus())
        return QWidget::eventFilter(watched, event);
    event->ignore(); // goes on to what scrolls
    return true;
}

double NumberField::value() const
{
    return m_box->value();
}

void NumberField::setValue(double value)
{
    if (m_box->hasFocus() && value == m_box->value())
        return; // do not disturb somebody who is typing
    const QSignalBlocker quietBox{m_box};
    const QSignalBlocker quietSlider{m_slider};
    m_box->setValue(value);
    if (!m_slider->isSliderDown())
        m_slider->setValue(sliderOf(value));
}

double NumberField::sliderLeast() const
{
    return m_spec.logarithmic ? std::max(m_spec.least, 1.0) : m_spec.least;
}

double NumberField::sliderMost() const
{
    return m_spec.sliderMost > 0 ? m_spec.sliderMost : m_spec.most;
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
    // Two digits are as fine as a slider can be meant.
    const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1);
    return std::clamp(std::round(value / unit) * unit, m_spec.least, m_spec.most);
}

} // namespace cownscope::ui
