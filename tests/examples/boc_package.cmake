# SPDX-License-Identifier: GPL-3.0-or-later
# Installs boc from the build folder BUILD into FOLDER, and moves the installation. Builds the source
# PROGRAM with it, once in the project CONSUMER and once with pkg-config, if that is installed. Checks
# the output of the program.

cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${FOLDER})
set(prefix ${FOLDER}/installed)

execute_process(
    COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${FOLDER}/first --component boc
    COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${FOLDER}/first ${prefix})

function(expect_output program)
    execute_process(COMMAND ${program} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
    if(NOT output STREQUAL "moved 30: Alice has 70, Bob has 50\n")
        message(FATAL_ERROR "${program} printed: ${output}")
    endif()
endfunction()

execute_process(COMMAND ${CMAKE_COMMAND} -S ${CONSUMER} -B ${FOLDER}/build -G ${GENERATOR}
        -D CMAKE_CXX_COMPILER=${COMPILER} -D CMAKE_PREFIX_PATH=${prefix} -D PROGRAM=${PROGRAM}
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${FOLDER}/build COMMAND_ERROR_IS_FATAL ANY)
expect_output(${FOLDER}/build/consumer)

file(GLOB_RECURSE pc ${prefix}/*/boc.pc)
list(LENGTH pc count)
if(NOT count EQUAL 1)
    message(FATAL_ERROR "installed as boc.pc: \"${pc}\", instead of one file")
endif()
find_program(PKG_CONFIG NAMES pkg-config pkgconf)
if(PKG_CONFIG)
    get_filename_component(folder ${pc} DIRECTORY)
    set(ENV{PKG_CONFIG_PATH} ${folder})
    execute_process(COMMAND ${PKG_CONFIG} --cflags --libs boc OUTPUT_VARIABLE flags
        OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${PKG_CONFIG} --modversion boc OUTPUT_VARIABLE version
        OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    if(NOT version STREQUAL VERSION)
        message(FATAL_ERROR "boc.pc says version \"${version}\" instead of \"${VERSION}\"")
    endif()
    separate_arguments(flags UNIX_COMMAND "${flags}")
    execute_process(
        COMMAND ${COMPILER} -std=c++20 ${PROGRAM} -o ${FOLDER}/by-pkg-config ${flags}
        COMMAND_ERROR_IS_FATAL ANY)
    expect_output(${FOLDER}/by-pkg-config)
endif()

# Only the library is installed: no other headers, and no internal ones.
file(GLOB_RECURSE headers RELATIVE ${prefix} ${prefix}/*.h)
list(FILTER headers EXCLUDE REGEX "^include/boc/")
if(headers)
    message(FATAL_ERROR "installed besides the library: ${headers}")
endif()
