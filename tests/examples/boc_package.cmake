# SPDX-License-Identifier: GPL-3.0-or-later
# Installs boc from the build folder BUILD below FOLDER, builds the project CONSUMER against it with
# the source PROGRAM, and looks at what it prints.

cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${FOLDER})
set(prefix ${FOLDER}/installed)

execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix} --component boc
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} -S ${CONSUMER} -B ${FOLDER}/build -G ${GENERATOR}
        -D CMAKE_CXX_COMPILER=${COMPILER} -D CMAKE_PREFIX_PATH=${prefix} -D PROGRAM=${PROGRAM}
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${FOLDER}/build COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${FOLDER}/build/consumer OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
if(NOT output STREQUAL "moved 30: Alice has 70, Bob has 50\n")
    message(FATAL_ERROR "the program printed: ${output}")
endif()

# Nothing but the library: no header of the rest, none of the implementation.
file(GLOB_RECURSE headers RELATIVE ${prefix} ${prefix}/*.h)
list(FILTER headers EXCLUDE REGEX "^include/boc/")
if(headers)
    message(FATAL_ERROR "installed besides the library: ${headers}")
endif()
