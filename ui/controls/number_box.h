// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QDoubleSpinBox>

#include <optional>

namespace cownscope::ui {

// The one box that numbers are typed into; without decimals, if none are set.
//
// Point and comma are both decimal signs. A text that cannot be taken over is never changed into
// another number: it stays as it was typed, marked, with a sentence that says why, until it is
// mended or Escape is pressed; the value is the one from before. Nothing but a press of a key, the
// wheel over the box that has the keyboard, or a call changes the number.
//
// Enter and Escape give the keyboard back to the window, Escape with the number from before. Space
// is left to the shortcuts.
class NumberBox : public QDoubleSpinBox
{
    Q_OBJECT

public:
    explicit NumberBox(QWidget *parent = nullptr);
    NumberBox(double least, double most, int decimals, QWidget *parent = nullptr);

    // Fails with why the present text cannot be taken over.
    Outcome status() const;

    // As QDoubleSpinBox's: tells if the value is another, and replaces what is typed.
    void setValue(double value);

    // Sets the value without telling. A text that somebody is typing stays.
    void showValue(double value);

    void stepBy(int steps) override;

Q_SIGNALS:
    void statusChanged();

protected:
    QValidator::State validate(QString &text, int &position) const override;
    double valueFromText(const QString &text) const override;
    void fixup(QString &text) const override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Reading
    {
        std::optional<double> value; // if it can be taken over
        QString problem = {};
        bool maybeBegun = false; // typing on could make it right
        bool empty = false;
    };
    Reading read(const QString &text) const;
    Reading readNumber(QStringView text) const;
    QString shownText() const; // of the value
    bool isMarked() const;
    void refuse();
    void followText();
    void tellProblem();
    void colorize();

    QString m_problem;
    bool m_refused = false; // the text was to be taken over, and could not be
    bool m_told = false;    // the sentence is on view
    bool m_typing = false;
    double m_before = 0; // what Escape brings back: the last that was complete
};

} // namespace cownscope::ui
