// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/output_file.h"

#include "lab/files/file_error.h"
#include "lab/files/standard_output.h"
#include "lab/files/target.h"
#include "lab/files/write_file.h"

#include <iostream>
#include <utility>

namespace cownscope::bench {

namespace {

constexpr auto openingPatience = std::chrono::seconds(1);
constexpr auto readingPatience = std::chrono::seconds(10);

} // namespace

OutputFile::OutputFile(const std::string &path, const std::string &contents)
{
    if (path.empty())
        return;
    m_path = std::filesystem::absolute(path);
    if (lab::targetOf(m_path).isStream())
        m_stream.emplace(m_path, openingPatience);
    else
        lab::writeFile(m_path, contents);
}

void OutputFile::keep(const std::string &contents)
{
    if (!m_path.empty() && !m_stream)
        write(contents);
}

bool OutputFile::complete(const std::string &contents)
{
    if (m_path.empty() || write(contents))
        return true;
    lab::print(contents);
    return false;
}

bool OutputFile::write(const std::string &contents)
{
    try {
        if (m_stream)
            m_stream->write(contents, readingPatience);
        else
            lab::writeFile(m_path, contents);
        m_hasFailed = false;
        return true;
    } catch (const lab::FileError &error) {
        if (!std::exchange(m_hasFailed, true))
            std::cerr << "warning: " << error.what() << std::endl;
        return false;
    }
}

} // namespace cownscope::bench
