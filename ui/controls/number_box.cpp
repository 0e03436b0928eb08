// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/number_box.h"

#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QToolTip>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace cownscope::ui {
namespace {

bool isPlainSpace(const QKeyEvent *key)
{
    return key->key() == Qt::Key_Space
        && !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

} // namespace

std::optional<double> typedNumber(QStringView text)
{
    std::string digits;
    for (const QChar sign : text.trimmed()) {
        if (sign == u',')
            digits += '.';
        else if (sign == u'\u2212') // typographic minus sign
            digits += '-';
        else if (QStringView{u"0123456789.+-eE"}.contains(sign))
            digits += static_cast<char>(sign.unicode());
        else
            return {};
    }
    const bool positive = digits.starts_with('+') && !digits.starts_with("+-");
    const char *begin = digits.data() + (positive ? 1 : 0);
    const char *end = digits.data() + digits.size();
    double value = 0;
    const auto [stop, error] = std::from_chars(begin, end, value);
    if (stop != end || error == std::errc::invalid_argument)
        return {};
    if (error != std::errc::result_out_of_range)
        return value;
    // Overflow or underflow.
    const bool large = digits.find_first_of("eE") == std::string::npos
        || digits[digits.find_first_of("eE") + 1] != '-';
    const double size = large ? std::numeric_limits<double>::infinity() : 0;
    return digits.starts_with('-') ? -size : size;
}

NumberBox::NumberBox(QWidget *parent)
    : NumberBox(0, 99, 0, parent)
{ }

NumberBox::NumberBox(double least, double most, int decimals, QWidget *parent)
    : QDoubleSpinBox(parent)
{
    setLocale(QLocale::c());
    setDecimals(decimals);
    setRange(least, most);
    setAlignment(Qt::AlignRight);
    setFocusPolicy(Qt::StrongFocus); // the wheel does not give it the focus
    connect(lineEdit(), &QLineEdit::textChanged, this, &NumberBox::followText);
    connect(this, &NumberBox::valueChanged, this, [this](double value) {
        if (!m_typing)
            m_before = value;
        followText();
    });
}

QString NumberBox::shownText() const
{
    if (value() == minimum() && !specialValueText().isEmpty())
        return specialValueText();
    return prefix() + textFromValue(value()) + suffix();
}

NumberBox::Reading NumberBox::readNumber(QStringView text) const
{
    const std::optional<double> number = typedNumber(text);
    if (!number) {
        // A sign alone, or an exponent without digits, may be the beginning of a number.
        const bool begun = (minimum() < 0 || !text.startsWith(u'-'))
            && typedNumber(QString{text.toString() + u'0'}).has_value();
        return {
            {}, tr("“%1” is not a number. Use digits and one point or comma.").arg(text), begun};
    }
    if (*number > maximum())
        return {{}, tr("The maximum is %1.").arg(textFromValue(maximum()))};
    if (*number < minimum())
        return {{},
                tr("The minimum is %1.").arg(textFromValue(minimum())),
                *number >= 0 && minimum() > 0};
    const double unit = std::pow(10.0, decimals());
    const double fine = *number * unit;
    if (std::abs(fine - std::round(fine)) > 1e-6)
        return {{},
                decimals() == 0       ? tr("Enter a whole number.")
                    : decimals() == 1 ? tr("At most 1 decimal is allowed.")
                                      : tr("At most %1 decimals are allowed.").arg(decimals())};
    return {std::round(fine) / unit};
}

NumberBox::Reading NumberBox::read(const QString &text) const
{
    QStringView rest = QStringView{text}.trimmed();
    if (!specialValueText().isEmpty() && !rest.isEmpty()
        && specialValueText().startsWith(rest, Qt::CaseInsensitive)) {
        if (rest.size() == specialValueText().size())
            return {minimum()};
        return {{}, tr("“%1” is not a number.").arg(rest), true};
    }
    const QStringView before = QStringView{prefix()}.trimmed();
    const QStringView after = QStringView{suffix()}.trimmed();
    if (!before.isEmpty() && rest.startsWith(before))
        rest = rest.sliced(before.size()).trimmed();
    // A unit may have been typed before the existing one.
    while (!after.isEmpty() && rest.endsWith(after))
        rest = rest.chopped(after.size()).trimmed();
    if (rest.isEmpty())
        return {{}, tr("Enter a number."), true, true};
    return readNumber(rest);
}

// Never Invalid, which would reject single characters and so leave a different number.
QValidator::State NumberBox::validate(QString &text, int &) const
{
    return read(text).value ? QValidator::Acceptable : QValidator::Intermediate;
}

double NumberBox::valueFromText(const QString &text) const
{
    return read(text).value.value_or(value());
}

void NumberBox::fixup(QString &) const
{ } // wrong text is reported, not changed

Outcome NumberBox::status() const
{
    const Reading reading = read(lineEdit()->text());
    return reading.value ? Outcome{} : Outcome::failure(reading.problem.toStdString());
}

void NumberBox::setValue(double value)
{
    QDoubleSpinBox::setValue(value);
    m_before = this->value();
    followText(); // QLineEdit emits nothing in this case
}

void NumberBox::showValue(double value)
{
    const QSignalBlocker quiet{this};
    const QString typed = lineEdit()->text();
    const bool same = // equal within the displayed digits
        textFromValue(std::clamp(value, minimum(), maximum())) == textFromValue(this->value());
    if (typed == shownText() || (!hasFocus() && !same)) {
        setValue(value);
        return;
    }
    if (same)
        return;
    const int cursor = lineEdit()->cursorPosition();
    const bool refused = m_refused;
    setValue(value);
    lineEdit()->setText(typed);
    lineEdit()->setCursorPosition(cursor);
    if (refused)
        refuse();
}

bool NumberBox::isMarked() const
{
    const Reading reading = read(lineEdit()->text());
    return !reading.problem.isEmpty() && (m_refused || !reading.maybeBegun);
}

void NumberBox::followText()
{
    const QString now = QString::fromStdString(status().reason());
    if (now.isEmpty())
        m_refused = false;
    const bool changed = std::exchange(m_problem, now) != now;
    setAccessibleDescription(m_problem);
    colorize();
    update();
    reportProblem();
    if (changed)
        Q_EMIT statusChanged();
}

void NumberBox::refuse()
{
    m_refused = true;
    colorize();
    update();
    // Queued, since a tool tip is hidden when the focus changes.
    QMetaObject::invokeMethod(this, &NumberBox::reportProblem, Qt::QueuedConnection);
}

void NumberBox::reportProblem()
{
    if (isMarked() && isVisible()) {
        m_told = true;
        QToolTip::showText(mapToGlobal(QPoint{0, height() - 8}), m_problem, this);
    } else if (std::exchange(m_told, false)) {
        QToolTip::hideText();
    }
}

void NumberBox::colorize()
{
    QPalette own;
    own.setResolveMask(0); // other roles still follow the palette of the application
    if (isMarked())
        own.setColor(QPalette::Text, problemColor(shadeOf(palette())));
    if (lineEdit()->palette().resolveMask() != own.resolveMask()
        || lineEdit()->palette().color(QPalette::Text) != own.color(QPalette::Text))
        lineEdit()->setPalette(own);
}

bool NumberBox::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isPlainSpace(key)) {
            event->ignore();
            return false;
        }
        if (key->key() == Qt::Key_Escape) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip && isMarked()) {
        reportProblem();
        return true;
    }
    return QDoubleSpinBox::event(event);
}

void NumberBox::keyPressEvent(QKeyEvent *event)
{
    if (isPlainSpace(event)) {
        event->ignore();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Escape:
        m_refused = false;
        setValue(m_before);
        clearFocus();
        return;
    case Qt::Key_Enter:
    case Qt::Key_Return:
        if (!status()) {
            refuse();
            selectAll();
            return;
        }
        QDoubleSpinBox::keyPressEvent(event);
        m_before = value();
        event->accept();
        clearFocus(); // so that the shortcuts of the window work again
        return;
    default: {
        const QScopedValueRollback typing{m_typing, true};
        QDoubleSpinBox::keyPressEvent(event);
    }
    }
}

void NumberBox::inputMethodEvent(QInputMethodEvent *event)
{
    const QScopedValueRollback typing{m_typing, true};
    QDoubleSpinBox::inputMethodEvent(event);
}

void NumberBox::focusInEvent(QFocusEvent *event)
{
    if (status())
        m_before = value();
    QDoubleSpinBox::focusInEvent(event);
}

void NumberBox::focusOutEvent(QFocusEvent *event)
{
    const QString typed = lineEdit()->text();
    const Reading reading = read(typed);
    QDoubleSpinBox::focusOutEvent(event); // replaces text that it cannot read by the value
    if (!reading.value && !reading.empty) {
        lineEdit()->setText(typed);
        refuse();
    } else {
        m_before = value();
    }
    followText();
}

void NumberBox::stepBy(int steps)
{
    QDoubleSpinBox::stepBy(steps);
    m_before = value();
    followText();
}

void NumberBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore(); // so that the surrounding area scrolls
}

void NumberBox::changeEvent(QEvent *event)
{
    QDoubleSpinBox::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colorize();
}

void NumberBox::paintEvent(QPaintEvent *event)
{
    QDoubleSpinBox::paintEvent(event);
    if (!isMarked())
        return;
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen({problemColor(shadeOf(palette())), 2});
    painter.drawRoundedRect(QRectF{rect()}.adjusted(1, 1, -1, -1), 2, 2);
}

} // namespace cownscope::ui
