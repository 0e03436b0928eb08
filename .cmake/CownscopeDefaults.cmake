# SPDX-License-Identifier: GPL-3.0-or-later
# Common settings of all targets, and settings of the build folder.

get_property(isMultiConfig GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
if(NOT CMAKE_BUILD_TYPE AND NOT isMultiConfig)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

# Precompiled headers and unity builds hide missing includes.
option(COWNSCOPE_FILES_ALONE "Compile each source by itself, with nothing but what it includes" OFF)
if(COWNSCOPE_FILES_ALONE)
    set(CMAKE_DISABLE_PRECOMPILE_HEADERS ON)
endif()

# cownscope_compile_quickly(): for folders whose code rarely runs or mostly waits. Targets that are added
# after this call are not optimized, which halves the compile time.
macro(cownscope_compile_quickly)
    add_compile_options(-O0)
endmacro()

# Makes linking a hundred programs several times faster.
find_program(LLD_PROGRAM ld.lld)
mark_as_advanced(LLD_PROGRAM)
if(LLD_PROGRAM)
    add_link_options(-fuse-ld=lld)
endif()

find_program(CCACHE_PROGRAM ccache)
mark_as_advanced(CCACHE_PROGRAM)
if(CCACHE_PROGRAM AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    # Without these settings, ccache does not cache sources with a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE_PROGRAM}")
endif()
