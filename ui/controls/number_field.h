// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QGridLayout;
class QSlider;

namespace cownscope::ui {

class NumberBox;
class Section;

// The range and format of a number.
struct NumberSpec
{
    double least = 0;
    double most = 100;
    double sliderMost = 0; // end of the slider if above 0; the box allows up to `most`
    int decimals = 0;
    double step = 1;          // of the box and of a linear slider
    bool logarithmic = false; // the slider is logarithmic and starts above 0
    QString suffix;           // the unit, with a leading space
    QString zeroText;         // shown instead of the lowest value
    double sliderLeast = 0;   // start of the slider if above 0
};

// A slider and a spin box for the same number. The wheel changes the number only if the field has
// the focus; otherwise it scrolls the surrounding area.
//
// The slider selects round numbers, with two significant digits if it is logarithmic. An arrow key
// goes to the next such number, or by one step; a page key goes up to ten times as far.
class NumberField : public QWidget
{
    Q_OBJECT

public:
    explicit NumberField(const NumberSpec &spec, QWidget *parent = nullptr);

    // Adds the field as a row of the section. A logarithmic slider is placed below its label and
    // uses the full width, since on a short slider each pixel would be a large factor.
    void addTo(Section *section, const QString &label, const QString &toolTip);

    double value() const;
    void setValue(double value); // does not emit edited(); text that the user is typing is kept

    // The number that is `steps` steps of the slider away from a value, within the range of the
    // slider.
    double stepped(double value, int steps) const;

Q_SIGNALS:
    void edited(double value); // by the user

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void stepSlider(int action);
    void step(int steps);
    int sliderOf(double value) const;
    double valueOf(int position) const;
    double sliderLeast() const;
    double sliderMost() const { return m_spec.sliderMost > 0 ? m_spec.sliderMost : m_spec.most; }

    NumberSpec m_spec;
    QSlider *m_slider;
    NumberBox *m_box;
    QGridLayout *m_layout;
    std::optional<double> m_stepped; // the exact number after a step by key
};

} // namespace cownscope::ui
