// SPDX-License-Identifier: MIT
#include <boc/explore/weakening.h>

#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

namespace boc::explore {

namespace {

constexpr const char *names[] = {"relaxed", "consume", "acquire", "release", "acq_rel", "seq_cst"};

const char *nameOf(std::memory_order order) noexcept
{
    return names[static_cast<int>(order)];
}

std::string_view fileOf(const Place &where) noexcept
{
    const std::string_view path = where.file;
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string siteOf(const char *role, const Place &where)
{
    return std::string(fileOf(where)) + ':' + std::to_string(where.line) + ':' + role;
}

class Weakening
{
public:
    Weakening()
    {
        if (const char *file = std::getenv("BOC_LIST_ORDERS"))
            m_list = file;
        if (const char *spec = std::getenv("BOC_WEAKEN")) {
            const std::string text = spec;
            const std::size_t colon = text.rfind(':');
            const std::size_t line = text.find(':');
            for (int i = 0; colon != line && i < 6; ++i) {
                if (text.substr(colon + 1) == names[i]) {
                    m_site = text.substr(0, colon);
                    m_line = static_cast<unsigned>(std::atoi(text.c_str() + line + 1));
                    m_order = static_cast<std::memory_order>(i);
                }
            }
            if (m_site.empty()) {
                std::fprintf(stderr, "BOC_WEAKEN must be header.h:LINE:ROLE:ORDER, but is \"%s\"\n",
                             spec);
                std::exit(2);
            }
        }
        m_active = !m_list.empty() || !m_site.empty();
    }

    bool active() const noexcept { return m_active; }

    std::memory_order at(std::memory_order written, const char *role, const Place &where)
    {
        if (where.line == m_line && siteOf(role, where) == m_site)
            return m_order;
        if (!m_list.empty() && written != std::memory_order_relaxed)
            list(siteOf(role, where) + ':' + nameOf(written), where);
        return written;
    }

private:
    void list(const std::string &entry, const Place &where)
    {
        const std::string_view path = where.file;
        if (path.find("/tests/") != path.npos || path.find("/boc/explore/include/") != path.npos)
            return;
        if (!m_listed.insert(entry).second)
            return;
        if (std::FILE *file = std::fopen(m_list.c_str(), "a")) {
            std::fprintf(file, "%s\n", entry.c_str());
            std::fclose(file);
        }
    }

    std::string m_list;
    std::set<std::string> m_listed;
    std::string m_site;
    unsigned m_line = 0;
    std::memory_order m_order = std::memory_order_seq_cst;
    bool m_active = false;
};

Weakening &weakening()
{
    static Weakening instance;
    return instance;
}

} // namespace

std::memory_order orderAt(std::memory_order written, const char *role, const Place &where) noexcept
{
    Weakening &instance = weakening();
    return instance.active() ? instance.at(written, role, where) : written;
}

} // namespace boc::explore
