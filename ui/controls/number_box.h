// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QDoubleSpinBox>
#include <QStringView>

#include <optional>

namespace cownscope::ui {

// Parses a number typed by the user, in any locale: digits with at most one decimal sign (point or
// comma) and an optional exponent. Digit grouping is not supported, since its separators cannot be
// distinguished from decimal signs. Returns nothing if the text is not a number, and infinity if it
// is too large.
std::optional<double> typedNumber(QStringView text);

// The spin box for all numbers. It has no decimals by default.
//
// Point and comma are both decimal signs. Invalid text is never changed into another number: it
// stays as typed and is marked, with a message, until it is corrected or Escape is pressed. Until
// then value() returns the last valid number. Only key presses, the wheel over the focused box, and
// calls change the number.
//
// Enter and Escape remove the focus from the box; Escape also restores the previous number. Space
// is not typed, so that it can be a shortcut.
class NumberBox : public QDoubleSpinBox
{
    Q_OBJECT

public:
    explicit NumberBox(QWidget *parent = nullptr);
    NumberBox(double least, double most, int decimals, QWidget *parent = nullptr);

    // Fails if the current text is invalid, with the reason.
    Outcome status() const;

    // Like QDoubleSpinBox::setValue(): emits valueChanged() if the value changes, and replaces text
    // that is being typed.
    void setValue(double value);

    // Sets the value without emitting valueChanged(). Text that the user is typing is kept.
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
        std::optional<double> value; // if the text is valid
        QString problem = {};
        bool maybeBegun = false; // could become valid with more characters
        bool empty = false;
    };
    Reading read(const QString &text) const;
    Reading readNumber(QStringView text) const;
    QString shownText() const; // the text of the value
    bool isMarked() const;
    void refuse();
    void followText();
    void reportProblem();
    void colorize();

    QString m_problem;
    bool m_refused = false; // the user tried to confirm an invalid text
    bool m_told = false;    // the message is shown
    bool m_typing = false;
    double m_before = 0; // restored by Escape: the last confirmed value
};

} // namespace cownscope::ui
