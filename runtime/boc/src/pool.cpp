// SPDX-License-Identifier: MIT
#include <boc/detail/pool.h>

#include <mutex>
#include <utility>

namespace boc::detail {

/// The lists that no thread has at the moment, and the memory that all blocks are cut from.
class PoolDepot
{
public:
    /// Never destroyed: threads may end after everything else.
    static PoolDepot &instance()
    {
        static PoolDepot &depot = *new PoolDepot;
        return depot;
    }

    /// A list of at least one block; cuts new ones if there is none.
    Pool::List get(std::size_t kind)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (Pool::Block *first = m_lists[kind]) {
                m_lists[kind] = first->nextList;
                return {first, first->length};
            }
        }
        return cut(kind);
    }

    void put(std::size_t kind, const Pool::List &list) noexcept
    {
        if (!list.first)
            return;
        const std::lock_guard lock(m_mutex);
        list.first->nextList = m_lists[kind];
        list.first->length = list.length;
        m_lists[kind] = list.first;
    }

private:
    /// The first granule of each piece of memory links it to the others, so that all of it can be
    /// reached from here.
    Pool::List cut(std::size_t kind)
    {
        const std::size_t bytes = (kind + 1) * Pool::granule;
        auto *memory = static_cast<std::byte *>(::operator new (
            Pool::granule + Pool::listLength * bytes, std::align_val_t{Pool::granule}));
        {
            const std::lock_guard lock(m_mutex);
            m_memory = ::new (static_cast<void *>(memory)) Memory{m_memory};
        }
        Pool::List list;
        for (std::size_t i = Pool::listLength; i-- > 0;)
            list.push(::new (static_cast<void *>(memory + Pool::granule + i * bytes)) Pool::Block);
        return list;
    }

    struct Memory
    {
        Memory *next;
    };

    Mutex m_mutex;
    std::array<Pool::Block *, Pool::kinds> m_lists{};
    Memory *m_memory = nullptr;
};

/// Sees to the lists of a thread that ends. What is freed after that, by the ends of other things
/// of the thread, goes to the depot at once.
struct Pool::End
{
    constexpr End() noexcept = default;
    ~End()
    {
        Lists &mine = *m_lists;
        mine.limit = 0;
        mine.ended = true;
        for (std::size_t kind = 0; kind < kinds; ++kind) {
            PoolDepot::instance().put(kind, std::exchange(mine.current[kind], {}));
            PoolDepot::instance().put(kind, std::exchange(mine.spare[kind], {}));
        }
    }

    static void beSeenTo() noexcept
    {
        threadLocal<End>().m_lists = &lists();
        lists().limit = listLength;
    }

private:
    Lists *m_lists = nullptr;
};

void *Pool::allocateSlowly(std::size_t kind)
{
    Lists &mine = lists();
    if (!mine.ended)
        End::beSeenTo();
    List &list = mine.current[kind];
    std::swap(list, mine.spare[kind]);
    if (!list.first)
        list = PoolDepot::instance().get(kind);
    Block *block = list.first;
    list.first = block->next;
    --list.length;
    if (mine.ended)
        PoolDepot::instance().put(kind, std::exchange(list, {}));
    return block;
}

void Pool::freeSlowly(void *memory, std::size_t kind) noexcept
{
    Lists &mine = lists();
    auto *block = static_cast<Block *>(memory);
    if (mine.ended) {
        List one;
        one.push(block);
        PoolDepot::instance().put(kind, one);
        return;
    }
    End::beSeenTo();
    List &list = mine.current[kind];
    if (list.length >= listLength) {
        std::swap(list, mine.spare[kind]);
        if (list.length >= listLength)
            PoolDepot::instance().put(kind, std::exchange(list, {}));
    }
    list.push(block);
}

} // namespace boc::detail
