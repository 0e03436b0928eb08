// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/program.h"
#include "support/temporary_folder.h"

#include <clocale>
#include <cstdlib>
#include <fstream>
#include <locale>
#include <string>

namespace cownscope::test {

// While this lives, numbers are written "1.234,5" wherever the locale says how: by the streams of
// C++, and by the C library if such a locale can be made.
class CommaLocale
{
public:
    CommaLocale()
        : m_before(std::locale::global(std::locale(std::locale::classic(), new Commas)))
    {
        setInC();
    }

    ~CommaLocale()
    {
        ::unsetenv("LOCPATH");
        std::setlocale(LC_NUMERIC, "C");
        std::locale::global(m_before);
    }

    CommaLocale(const CommaLocale &) = delete;
    CommaLocale &operator=(const CommaLocale &) = delete;

    static bool inC() { return std::string(std::localeconv()->decimal_point) == ","; }

private:
    class Commas : public std::numpunct<char>
    {
        char do_decimal_point() const override { return ','; }
        char do_thousands_sep() const override { return '.'; }
        std::string do_grouping() const override { return "\3"; }
    };

    void setInC()
    {
        const auto source = m_folder.path() / "source";
        std::ofstream(source) << "LC_NUMERIC\ndecimal_point \",\"\nthousands_sep \".\"\n"
                                 "grouping 3;3\nEND LC_NUMERIC\n";
        runProgram("/usr/bin/env", // exits with 127 where there is no localedef
                   {"localedef", "-c", "-i", source.string(), "-f", "UTF-8",
                    (m_folder.path() / "comma.UTF-8").string()});
        ::setenv("LOCPATH", m_folder.path().c_str(), 1);
        std::setlocale(LC_NUMERIC, "comma.UTF-8");
    }

    TemporaryFolder m_folder;
    std::locale m_before;
};

} // namespace cownscope::test
