# SPDX-License-Identifier: GPL-3.0-or-later
# cownscope-warnings: link it PRIVATE to every target of this project and to nothing else,
# so that neither users of an installed library nor foreign headers see these flags.

# -Wshadow is left to Clang: GCC's also complains about the idiom of this library, a body's parameter
# named as the cown it stands for: when(a) << [](auto a) { … }.

# In a unity build GCC takes each source for a header, whose unnamed namespace would be a fault.
set(unityWarnings "")
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(unityWarnings -Wno-subobject-linkage)
endif()

add_library(cownscope-warnings INTERFACE)
target_compile_options(cownscope-warnings INTERFACE
    -Wall
    -Wextra
    -Wpedantic
    $<$<CXX_COMPILER_ID:Clang>:-Wshadow>
    -Wconversion
    -Wsign-conversion
    -Wnon-virtual-dtor
    -Wold-style-cast
    -Woverloaded-virtual
    -Wcast-align
    ${unityWarnings}
    $<$<BOOL:${COWNSCOPE_WARNINGS_AS_ERRORS}>:-Werror>)
