// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace boc::detail {

class BehaviorCore;
class CownCore;

enum class Access : std::uint8_t { Write, Read };

/// A behavior's place in the queue of one cown. Owned by the behavior; while it waits it is linked
/// into the cown's queue and belongs to whoever holds the cown's lock.
struct Slot
{
    CownCore *cown = nullptr;
    Slot *next = nullptr;
    BehaviorCore *behavior = nullptr;
    Access access = Access::Write;
};

} // namespace boc::detail
