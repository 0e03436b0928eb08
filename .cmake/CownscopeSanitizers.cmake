# SPDX-License-Identifier: GPL-3.0-or-later
# A sanitizer must see the whole program, so its flags are set for the whole build folder.
# With COWNSCOPE_SANITIZED, tests repeat less, since everything is 3 to 20 times slower. With
# COWNSCOPE_SANITIZED_ADDRESS or COWNSCOPE_SANITIZED_THREAD, they skip what that sanitizer does not
# support. (GCC and Clang have no common macros for this.)

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
    # The instrumentation causes false warnings of GCC's flow analysis, most of them in the standard
    # library. Builds without sanitizers have these warnings.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options(-Wno-maybe-uninitialized -Wno-array-bounds -Wno-restrict
            -Wno-stringop-overflow -Wno-stringop-overread)
    endif()
    if(COWNSCOPE_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
endif()

# cownscope_keep_loaded(target): for programs that use OpenGL; see keep_loaded.cpp.
function(cownscope_keep_loaded target)
    if(COWNSCOPE_SANITIZE MATCHES "address")
        target_sources(${target} PRIVATE ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/keep_loaded.cpp)
    endif()
endfunction()
