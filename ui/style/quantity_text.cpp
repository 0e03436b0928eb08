// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/quantity_text.h"

#include <QLocale>

#include <array>
#include <cmath>

namespace cownscope::ui {
namespace {

struct Scaled
{
    double value;
    QLatin1String prefix;
};

Scaled scaled(double value)
{
    struct Step
    {
        double factor;
        QLatin1String prefix;
    };
    // 999.5 rounds to 1000, so it gets the next prefix.
    static constexpr std::array Steps{Step{1e12, QLatin1String{"T"}}, Step{1e9, QLatin1String{"G"}},
                                      Step{1e6, QLatin1String{"M"}}, Step{1e3, QLatin1String{"k"}}};
    for (const Step &step : Steps) {
        if (std::abs(value) >= step.factor * 0.9995)
            return {value / step.factor, step.prefix};
    }
    return {value, QLatin1String{}};
}

int decimalsFor(double value)
{
    const double size = std::abs(value);
    if (size >= 99.95 || size == 0)
        return 0;
    return size >= 9.995 ? 1 : 2;
}

QString withoutTrailingZeros(QString text)
{
    if (!text.contains(QLatin1Char{'.'}))
        return text;
    while (text.endsWith(QLatin1Char{'0'}))
        text.chop(1);
    if (text.endsWith(QLatin1Char{'.'}))
        text.chop(1);
    return text;
}

const auto MicrosecondsUnit = QStringLiteral("µs");

// The unit that fits a duration, and the duration in it.
std::pair<double, QString> inUnit(double seconds)
{
    if (seconds < 0.9995e-3)
        return {seconds * 1e6, MicrosecondsUnit};
    if (seconds < 0.9995)
        return {seconds * 1e3, QStringLiteral("ms")};
    if (seconds < 119.5)
        return {seconds, QStringLiteral("s")};
    if (seconds < 119.5 * 60)
        return {seconds / 60, QStringLiteral("min")};
    return {seconds / 3600, QStringLiteral("h")};
}

} // namespace

QString siText(double value)
{
    const auto [number, prefix] = scaled(value);
    QString text = QString::number(number, 'f', decimalsFor(number));
    if (prefix.isEmpty())
        return withoutTrailingZeros(text);
    return text + QChar::Nbsp + prefix;
}

QString axisText(double value)
{
    const auto [number, prefix] = scaled(value);
    // 12 significant decimals would print 0.1 + 0.2; three are enough for steps of 1, 2 and 5.
    return withoutTrailingZeros(QString::number(number, 'f', 3)) + prefix;
}

QString groupedText(std::uint64_t value)
{
    return QLocale{QLocale::English}.toString(static_cast<qulonglong>(value));
}

QString amountText(double value)
{
    if (std::abs(value) < 99'999.5)
        return QLocale{QLocale::English}.toString(static_cast<qlonglong>(std::llround(value)));
    const auto [number, prefix] = scaled(value);
    return withoutTrailingZeros(QString::number(number, 'f', decimalsFor(number))) + QChar::Nbsp
        + prefix;
}

QString digitsText(double value)
{
    return QLocale{QLocale::English}.toString(value, 'f', 1);
}

QString durationText(double seconds)
{
    const auto [number, unit] = inUnit(seconds);
    return siText(unit == MicrosecondsUnit ? std::round(number) : number) + QChar::Nbsp + unit;
}

QString durationAxisText(double seconds)
{
    if (seconds == 0)
        return QStringLiteral("0");
    const auto [number, unit] = inUnit(seconds);
    return withoutTrailingZeros(QString::number(number, 'f', 3)) + QChar::Nbsp + unit;
}

} // namespace cownscope::ui
