# SPDX-License-Identifier: GPL-3.0-or-later
# cownscope-warnings: link it PRIVATE to every target of this project and to nothing else,
# so that neither users of an installed library nor foreign headers see these flags.

# -Wshadow is used only with Clang: GCC also warns about the idiom of this library that the parameter of
# a body has the name of its cown: when(a) << [](auto a) { … }.

# In a unity build, GCC treats each source as a header and warns about its unnamed namespace.
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
