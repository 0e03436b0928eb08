// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QGridLayout;
class QSlider;

namespace cownscope::ui {

class NumberBox;
class Section;

// How a number is edited.
struct NumberSpec
{
    double least = 0;
    double most = 100;
    double sliderMost = 0; // the slider ends here, if above 0; the box goes on to `most`
    int decimals = 0;
    double step = 1;          // of the box, and of a slider that is not logarithmic
    bool logarithmic = false; // the slider gives every factor the same way; it begins above 0
    QString suffix;           // the unit, with a space before it
    QString zeroText;         // shown instead of the least value
    double sliderLeast = 0;   // the slider begins here, if above 0
};

// A number with a slider to drag and a box to type it in. The wheel changes it only where the
// keyboard is, so that it scrolls a column of fields and changes none of them on its way.
//
// The slider gives numbers that people would type: two digits if it is logarithmic. An arrow key
// goes to the next such number, or by one step; a page key goes up to ten times as far.
class NumberField : public QWidget
{
    Q_OBJECT

public:
    explicit NumberField(const NumberSpec &spec, QWidget *parent = nullptr);

    // Puts it into a row of the section, or, if it is logarithmic, into one with a longer slider
    // below: where every pixel is a factor, a short slider has only large ones.
    void addTo(Section *section, const QString &label, const QString &toolTip);

    double value() const;
    void setValue(double value); // without telling; a text that somebody is typing stays

    // What a slider of this kind gives `steps` steps from a value; as far as the slider reaches.
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
    double sliderMost() const;

    NumberSpec m_spec;
    QSlider *m_slider;
    NumberBox *m_box;
    QGridLayout *m_layout;
    std::optional<double> m_stepped; // what the slider stands for exactly, after a key
};

} // namespace cownscope::ui
