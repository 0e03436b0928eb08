// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/cown_box.h>
#include <boc/detail/pinned_home.h>

#include <memory>
#include <utility>

namespace boc::detail {

/// The box of a pinned cown.
template <class T>
class PinnedBox final
    : public CownBox<T>
    , private PinnedResident
{
public:
    template <class... Args>
    explicit PinnedBox(std::shared_ptr<PinnedHome> home, Args &&...args)
        : CownBox<T>(true, EmptyTag{})
        , m_home(std::move(home))
    {
        this->emplace(std::forward<Args>(args)...);
        m_home->add(*this);
    }

    std::uint64_t pinnedRuntime() const noexcept override { return m_home->runtimeId(); }
    bool isAtHome() const noexcept override { return m_home->onMainThread(); }

private:
    void destroy() noexcept override
    {
        const std::shared_ptr<PinnedHome> home = m_home;
        home->retire(*this);
    }

    void evict() noexcept override { this->clear(); }
    void dispose() noexcept override
    {
        this->clear();
        this->dropWeak();
    }

    void free() noexcept override { delete this; }

    std::shared_ptr<PinnedHome> m_home;
};

} // namespace boc::detail
