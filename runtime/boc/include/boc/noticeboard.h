// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/notice.h>
#include <boc/detail/sync.h>
#include <boc/detail/word_lock.h>
#include <boc/notice_snapshot.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// The noticeboard: flags and summaries that behaviors share without a cown.
namespace boc {

namespace detail {
class RuntimeContext;
class Scheduler;
} // namespace detail

/// A small key-value store of a runtime, for values that many behaviors read and few change: an
/// early exit, a limit, a best result so far. Not for state that must be consistent with something
/// else: use a cown for that.
///
/// **Keys** have 1 to 63 bytes of valid UTF-8 without NUL; there are at most 64 at a time. An
/// invalid key is a UsageError, a 65th key a CapacityError; nothing is dropped silently.
///
/// **Values** are of any type that can be copied, cown handles included. A value must be read as
/// the type it was written as; a PinnedCown<V>, or another handle that derives from Cown<V>, can
/// also be read as Cown<V>. Another type is a TypeMismatchError. Values are const, and several
/// threads may read them at once. A string literal is stored as a std::string. A value that was
/// overwritten or removed is destroyed with the last snapshot that contains it, on that snapshot's
/// thread. Values left on the board are destroyed with the runtime, on its main thread.
///
/// **Order.** All changes to a board have one total order, which keeps each thread's program order.
/// A change is on the board when its call returns. So a behavior that happens after that call *and
/// reads the board for the first time* sees the change: a behavior that the writer schedules
/// afterwards, or one that runs after the writer on the same cown.
///
/// **Eventually consistent** means here that a behavior reads the board once. Its first read or
/// snapshot takes a snapshot of all entries, and the behavior sees only that snapshot until it
/// ends, even after writes of its own. Later behaviors see later snapshots, and so does the next
/// run of a behavior that runs again (see Flow). Outside behaviors, and inside a behavior of
/// another runtime, each call reads the current entries.
///
/// **Threads.** All functions except seed may be called on any thread, inside and outside
/// behaviors, even after the runtime was stopped. After `wait` or `stop` has returned, no behavior
/// can write any more, and `snapshot()` returns the final contents. After `quiesce` it returns the
/// contents while nothing is in flight.
///
/// **Cost.** A behavior's first read takes a word lock for a few instructions and a reference
/// count; a behavior that does not read pays one branch. A change copies the list of entries (never
/// the values) under a mutex that only writers take.
class Noticeboard
{
public:
    /// The most keys at a time.
    static constexpr std::size_t maxKeys = 64;
    /// The most bytes of a key.
    static constexpr std::size_t maxKeyBytes = 63;

    Noticeboard(const Noticeboard &) = delete;
    Noticeboard &operator=(const Noticeboard &) = delete;
    ~Noticeboard();

    /// Sets the value of the key, replacing any previous value of any type.
    template <class T>
    void write(std::string_view key, T &&value)
    {
        commit(key, make(key, std::forward<T>(value)), nullptr);
    }

    /// Replaces the key's value by `change(value)`, or by `change(initial)` if it has none,
    /// atomically: no other change to the key comes in between. `change` takes a `const T &` and
    /// returns a T, or a `std::optional<T>` that removes the key when it is empty:
    ///
    ///     board.update("hits", 0, [](int hits) { return hits + 1; });
    ///
    /// No lock is held while `change` runs, so it may take long and may use the board itself. If
    /// the key is changed meanwhile, `change` is called again with the new value, so it should have
    /// no side effects. If it throws, the key keeps its value and the caller gets the exception.
    /// Throws TypeMismatchError if the value there is not of the type of `initial`.
    template <class T, class F>
    void update(std::string_view key, const T &initial, F &&change)
    {
        using V = detail::Held<const T &>;
        for (;;) {
            const detail::NoticePointer before = entryNow(key);
            const V *value = detail::valueOf<V>(before.get());
            detail::NoticePointer after = changed<V>(
                key, value ? change(*value) : change(static_cast<const V &>(V(initial))));
            if (commit(key, std::move(after), &before))
                return;
        }
    }

    /// Removes the key from the board; no effect if it has no value.
    void remove(std::string_view key) { commit(key, nullptr, nullptr); }

    /// The same as write, for initial values that a program sets before it schedules the behaviors
    /// that read them. Main thread only; throws UsageError elsewhere. Every behavior scheduled
    /// afterwards sees the value or a later change. A pinned behavior may call seed, since it runs
    /// on the main thread; if it has read the board before, it does not see the new value itself.
    template <class T>
    void seed(std::string_view key, T &&value)
    {
        requireMainThread();
        write(key, std::forward<T>(value));
    }

    /// A copy of the value, or nothing if the key has none. See NoticeSnapshot::read for errors.
    template <class T>
    std::optional<T> read(std::string_view key) const
    {
        NoticeSnapshot fresh;
        return view(fresh).template read<T>(key);
    }

    /// The same with a default for a key that has no value: `read("limit", 10)`.
    template <class T>
    detail::Held<const T &> read(std::string_view key, const T &otherwise) const
    {
        NoticeSnapshot fresh;
        return view(fresh).read(key, otherwise);
    }

    /// All entries: inside a behavior of this runtime those of its first read, elsewhere the
    /// current ones.
    NoticeSnapshot snapshot() const;

private:
    friend class detail::Scheduler;

    explicit Noticeboard(detail::RuntimeContext &context) noexcept;

    template <class T>
    static detail::NoticePointer make(std::string_view key, T &&value)
    {
        using V = detail::Held<T>;
        static_assert(std::is_copy_constructible_v<V>,
                      "a value on the noticeboard must be copyable, since readers get copies");
        return std::make_shared<const detail::NoticeOf<V>>(key, std::forward<T>(value));
    }

    template <class V, class R>
    static detail::NoticePointer changed(std::string_view key, R &&result)
    {
        if constexpr (std::is_same_v<std::remove_cvref_t<R>, std::optional<V>>)
            return result ? make(key, *std::forward<R>(result)) : nullptr;
        else
            return make(key, V(std::forward<R>(result)));
    }

    /// The behavior's snapshot; outside behaviors a new one, which is stored in `fresh`.
    const NoticeSnapshot &view(NoticeSnapshot &fresh) const;

    std::shared_ptr<const detail::Notices> current() const noexcept;
    detail::NoticePointer entryNow(std::string_view key) const;

    /// Sets the key's entry to `desired`, or removes it if that is null. False, with no effect, if
    /// `expected` is given and is not the key's entry.
    bool commit(std::string_view key, detail::NoticePointer desired,
                const detail::NoticePointer *expected);

    void requireMainThread() const;

    /// Destroys the contents, at the end of the runtime.
    void clear() noexcept;

    detail::RuntimeContext &m_context;
    /// Serializes writers.
    detail::Mutex m_writers;
    /// Guards only m_current; writers store to it while they also hold m_writers.
    mutable detail::WordLock m_currentLock;
    std::shared_ptr<const detail::Notices> m_current;
};

namespace detail {

/// The board of the calling thread's runtime; throws UsageError if there is none.
Noticeboard &currentNoticeboard();

} // namespace detail

/// Functions for the noticeboard of the calling thread's runtime. Each throws UsageError on a
/// thread that has no runtime, and otherwise works like the function of Noticeboard.
namespace notice {

/// See Noticeboard::write.
template <class T>
void write(std::string_view key, T &&value)
{
    detail::currentNoticeboard().write(key, std::forward<T>(value));
}

/// See Noticeboard::update.
template <class T, class F>
void update(std::string_view key, const T &initial, F &&change)
{
    detail::currentNoticeboard().update(key, initial, std::forward<F>(change));
}

/// See Noticeboard::remove.
inline void remove(std::string_view key)
{
    detail::currentNoticeboard().remove(key);
}

/// See Noticeboard::seed.
template <class T>
void seed(std::string_view key, T &&value)
{
    detail::currentNoticeboard().seed(key, std::forward<T>(value));
}

/// See Noticeboard::read.
template <class T>
std::optional<T> read(std::string_view key)
{
    return detail::currentNoticeboard().read<T>(key);
}

/// See Noticeboard::read.
template <class T>
detail::Held<const T &> read(std::string_view key, const T &otherwise)
{
    return detail::currentNoticeboard().read(key, otherwise);
}

/// See Noticeboard::snapshot.
inline NoticeSnapshot snapshot()
{
    return detail::currentNoticeboard().snapshot();
}

} // namespace notice
} // namespace boc
