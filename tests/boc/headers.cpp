// SPDX-License-Identifier: GPL-3.0-or-later
// Only owns the headers that the tests have in common, precompiled.
