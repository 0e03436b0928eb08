# SPDX-License-Identifier: GPL-3.0-or-later
# A sanitizer must see the whole program, so its flags are set for the whole build folder.
# COWNSCOPE_SANITIZED tells tests to do fewer repetitions: everything is 3 to 20 times slower.
# COWNSCOPE_SANITIZED_ADDRESS and COWNSCOPE_SANITIZED_THREAD leave out what that sanitizer cannot run;
# GCC and Clang have no common way to say which one it is.

if(COWNSCOPE_SANITIZE)
    add_compile_options(-fsanitize=${COWNSCOPE_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${COWNSCOPE_SANITIZE})
    add_compile_definitions(COWNSCOPE_SANITIZED)
    foreach(sanitizer IN ITEMS address thread)
        if(COWNSCOPE_SANITIZE MATCHES ${sanitizer})
            string(TOUPPER COWNSCOPE_SANITIZED_${sanitizer} definition)
            add_compile_definitions(${definition})
        endif()
    endforeach()
    # GCC's flow analysis takes the instrumentation for bugs, in the standard library above all. The
    # same sources are compiled without sanitizers, where these warnings are on.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options(-Wno-maybe-uninitialized -Wno-array-bounds -Wno-restrict
            -Wno-stringop-overflow -Wno-stringop-overread)
    endif()
    if(COWNSCOPE_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
endif()

# cownscope_keep_loaded(target): for programs that draw; keep_loaded.cpp says why.
function(cownscope_keep_loaded target)
    if(COWNSCOPE_SANITIZE MATCHES "address")
        target_sources(${target} PRIVATE ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/keep_loaded.cpp)
    endif()
endfunction()
