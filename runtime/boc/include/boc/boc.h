// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// The whole library: behavior-oriented concurrency in standard C++20.
///
///     boc::Runtime runtime{{.workers = 4}};
///     boc::Cown<Account> a{100}, b{0};
///     boc::Cown<int> moved = boc::when(a, b) << [](auto a, auto b) { … };
///
/// Start with the library's README.md; then cown.h, when.h and runtime.h.

#include <boc/acquired.h>
#include <boc/cown.h>
#include <boc/errors.h>
#include <boc/event_source.h>
#include <boc/flow.h>
#include <boc/message.h>
#include <boc/messages.h>
#include <boc/notice_snapshot.h>
#include <boc/noticeboard.h>
#include <boc/notification.h>
#include <boc/pinned_cown.h>
#include <boc/processors.h>
#include <boc/promise.h>
#include <boc/pump.h>
#include <boc/read.h>
#include <boc/runtime.h>
#include <boc/scope.h>
#include <boc/slow_body.h>
#include <boc/statistics.h>
#include <boc/tags.h>
#include <boc/take.h>
#include <boc/version.h>
#include <boc/weak_cown.h>
#include <boc/when.h>

/// Behavior-oriented concurrency.
namespace boc { } // namespace boc
