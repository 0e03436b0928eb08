# SPDX-License-Identifier: GPL-3.0-or-later
# A sanitizer must see the whole program, so its flags are set for the whole build folder.
# COWNSCOPE_SANITIZED tells tests to do fewer repetitions: everything is 3 to 20 times slower.

if(COWNSCOPE_SANITIZE)
    add_compile_options(-fsanitize=${COWNSCOPE_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${COWNSCOPE_SANITIZE})
    add_compile_definitions(COWNSCOPE_SANITIZED)
    # GCC takes what the instrumentation adds for uses of uninitialized values.
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    if(COWNSCOPE_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
endif()
