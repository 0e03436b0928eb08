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

/// A small key-value store of a runtime, for what many behaviors look at and few change: an early
/// exit, a limit, a best result so far. Not for state that must be consistent with something else:
/// that belongs into a cown.
///
/// **Keys** have 1 to 63 bytes of valid UTF-8 without NUL; there are at most 64 at a time. Anything
/// else is a UsageError, a 65th key a CapacityError; nothing is dropped silently.
///
/// **Values** are of any type that can be copied, cown handles included. They are read as the type
/// as which they were written, const and perhaps by several threads at once; a PinnedCown<V>, or
/// another handle that derives from Cown<V>, as Cown<V> as well. Another type is a
/// TypeMismatchError. A string literal is stored as a std::string. A value that was overwritten or
/// removed dies when the last snapshot with it goes, on whichever thread that is, those left on the
/// board with the runtime, on its main thread.
///
/// **Order.** All changes to a board, by whomever, stand in one order, each thread's own in the
/// order of its program. A change is on the board when the call that makes it returns, so whatever
/// happens after that call *and looks at the board for the first time* sees it: a behavior that the
/// writer schedules afterwards, or one that runs behind the writer through a cown.
///
/// **Eventually consistent** means here: a behavior looks once. Its first read or snapshot takes
/// all entries as they are at that moment, and that is what it sees to its end, whatever is written
/// meanwhile, by itself too. Later behaviors see later boards, and so does the next run of one that
/// runs again (see Flow). Outside behaviors, and inside a
/// behavior of another runtime, each call looks afresh.
///
/// **Threads.** Everything but seed may be called on any thread, inside behaviors and outside, also
/// after the runtime was stopped: once `wait` or `stop` has returned, nothing of the runtime can
/// write any more, and `snapshot()` gives the final contents. After `quiesce` it gives what is
/// there while nothing is in flight.
///
/// **Cost.** A first look is a word lock for a few instructions and a reference count; a behavior
/// that does not look pays one branch. A change copies the list of entries (never the values) under
/// a mutex that only writers take.
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

    /// Gives the key this value, whatever it had before and of whatever type.
    template <class T>
    void write(std::string_view key, T &&value)
    {
        commit(key, make(key, std::forward<T>(value)), nullptr);
    }

    /// Replaces the key's value by `change(value)`, or by `change(initial)` where it has none, in
    /// one step: no other change to the key comes between. `change` takes a `const T &` and returns
    /// a T, or a `std::optional<T>` that removes the key when it is empty:
    ///
    ///     board.update("hits", 0, [](int hits) { return hits + 1; });
    ///
    /// No lock is held while `change` runs, so it may take its time and use the board itself. If
    /// another change to the key is made meanwhile, `change` is called again with that one's
    /// result: it should do nothing but compute. If it throws, the key keeps its value and the
    /// caller gets the exception. Throws TypeMismatchError if the value there is not of the type of
    /// `initial`.
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

    /// Takes the key off the board; nothing happens if it has no value.
    void remove(std::string_view key) { commit(key, nullptr, nullptr); }

    /// The same as write, for what a program puts up before it schedules the behaviors that read
    /// it: main thread only, throws UsageError elsewhere. Every behavior scheduled afterwards sees
    /// it or a later change. A pinned behavior may seed, since it runs there; if it has looked at
    /// the board before, it does not see that itself.
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

    /// The same with a value for a key that has none: `read("limit", 10)`.
    template <class T>
    detail::Held<const T &> read(std::string_view key, const T &otherwise) const
    {
        NoticeSnapshot fresh;
        return view(fresh).read(key, otherwise);
    }

    /// All entries: inside a behavior of this runtime those of its first look, elsewhere those of
    /// now.
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

    /// The behavior's snapshot, or, outside behaviors, a new one, for which there is room in
    /// `fresh`.
    const NoticeSnapshot &view(NoticeSnapshot &fresh) const;

    std::shared_ptr<const detail::Notices> current() const noexcept;
    detail::NoticePointer entryNow(std::string_view key) const;

    /// Gives the key `desired`, or nothing where that is null. False, and nothing done, if
    /// `expected` is given and the key has something else.
    bool commit(std::string_view key, detail::NoticePointer desired,
                const detail::NoticePointer *expected);

    void requireMainThread() const;

    /// Destroys the contents, at the end of the runtime.
    void clear() noexcept;

    detail::RuntimeContext &m_context;
    /// Only for writers: the step from one set of entries to the next.
    detail::Mutex m_writers;
    /// Guards m_current alone, which writers store while they hold m_writers, too.
    mutable detail::WordLock m_currentLock;
    std::shared_ptr<const detail::Notices> m_current;
};

namespace detail {

/// The board of the calling thread's runtime; throws UsageError where there is none.
Noticeboard &currentNoticeboard();

} // namespace detail

/// The noticeboard of the calling thread's runtime. Each of these throws UsageError on a thread
/// that has none (see Runtime::noticeboard), and otherwise does what the function of Noticeboard
/// does.
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
