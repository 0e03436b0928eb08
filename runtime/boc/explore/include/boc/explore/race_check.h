// SPDX-License-Identifier: MIT
#pragma once

#include <boc/explore/execution.h>

#include <array>
#include <cstdint>

namespace boc::explore {

/// A member next to non-atomic data. Fails the execution if two accesses, one of them a write, are
/// not ordered by happens-before; the destruction counts as a write. Its calls are not steps, since
/// the data must be free of races anyway. After Flanagan, Freund: FastTrack: efficient and precise
/// dynamic race detection (PLDI 2009).
class RaceCheck
{
public:
    RaceCheck() = default;
    ~RaceCheck() { writes(); }
    RaceCheck(const RaceCheck &) = delete;
    RaceCheck &operator=(const RaceCheck &) = delete;

    void reads() const;
    void writes() const;

private:
    Execution *enter() const noexcept;

    mutable std::array<Time, maxThreads> m_reads{};
    mutable std::uint32_t m_epoch = 0;
    mutable Time m_writeTime = 0;
    mutable unsigned m_writer = 0;
};

/// Models the order that a shared pointer's count imposes on the uses of its object: everything
/// that any thread did happens before this object's destruction.
class SharedOwners
{
public:
    SharedOwners() = default;
    ~SharedOwners();
    SharedOwners(const SharedOwners &) = delete;
    SharedOwners &operator=(const SharedOwners &) = delete;
};

} // namespace boc::explore
