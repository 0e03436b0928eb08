// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace cownscope::ui {

// How a number is edited.
struct NumberSpec
{
    double least = 0;
    double most = 100;
    double sliderMost = 0; // the slider ends here, if above 0; the spin box goes on to `most`
    int decimals = 0;
    double step = 1; // of the spin box
    bool logarithmic =
        false;        // the slider gives every factor the same way; `least` counts as 1 if 0
    QString suffix;   // the unit, with a space before it
    QString zeroText; // shown instead of the least value
};

// A number with a slider to drag and a spin box to type it in. The wheel changes it only where the
// keyboard is, so that it scrolls a column of fields and changes none of them on its way.
class NumberField : public QWidget
{
    Q_OBJECT

public:
    explicit NumberField(const NumberSpec &spec, QWidget *parent = nullptr);

    double value() const;
    void setValue(double value); // without telling

Q_SIGNALS:
    void edited(double value); // by the user

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int sliderOf(double value) const;
    double valueOf(int position) const;
    double sliderLeast() const;
    double sliderMost() const;

    NumberSpec m_spec;
    QSlider *m_slider;
    QDoubleSpinBox *m_box;
};

} // namespace cownscope::ui
