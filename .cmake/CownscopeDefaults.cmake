# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of this project has in common and what belongs to the build folder alone.

get_property(isMultiConfig GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
if(NOT CMAKE_BUILD_TYPE AND NOT isMultiConfig)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

# Precompiled headers, and sources that are compiled as one, hide an include that is missing.
option(COWNSCOPE_FILES_ALONE "Compile each source by itself, with nothing but what it includes" OFF)
if(COWNSCOPE_FILES_ALONE)
    set(CMAKE_DISABLE_PRECOMPILE_HEADERS ON)
endif()

# cownscope_compile_quickly(): for folders whose code runs rarely or waits most of the time. What is
# added to them from here on is not optimized, which compiles in half the time.
macro(cownscope_compile_quickly)
    add_compile_options(-O0)
endmacro()

# Linking a hundred programs takes several times longer without it.
find_program(LLD_PROGRAM ld.lld)
mark_as_advanced(LLD_PROGRAM)
if(LLD_PROGRAM)
    add_link_options(-fuse-ld=lld)
endif()

find_program(CCACHE_PROGRAM ccache)
mark_as_advanced(CCACHE_PROGRAM)
if(CCACHE_PROGRAM AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    # Without this leave it keeps nothing that was compiled with a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE_PROGRAM}")
endif()
