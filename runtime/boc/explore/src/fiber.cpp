// SPDX-License-Identifier: MIT
#include "fiber.h"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include <cxxabi.h>

#if defined(__SANITIZE_ADDRESS__)
#define BOC_ADDRESS_SANITIZER
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BOC_ADDRESS_SANITIZER
#endif
#endif

#ifdef BOC_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

namespace boc::explore {

namespace {

constexpr std::size_t stackSize = 256 * 1024;

/// Stacks are reused: there are thousands of executions.
class StackPool
{
public:
    ~StackPool()
    {
        for (void *stack : m_free)
            std::free(stack);
    }

    void *take()
    {
        if (!m_free.empty()) {
            void *stack = m_free.back();
            m_free.pop_back();
            return stack;
        }
        void *stack = std::malloc(stackSize);
        if (!stack)
            throw std::bad_alloc();
        return stack;
    }

    void give(void *stack) noexcept
    {
#ifdef BOC_ADDRESS_SANITIZER
        ASAN_UNPOISON_MEMORY_REGION(stack, stackSize);
#endif
        m_free.push_back(stack);
    }

private:
    std::vector<void *> m_free;
};

StackPool &pool()
{
    static StackPool stacks;
    return stacks;
}

struct PooledStack
{
    const void **bottom;

    boost::context::stack_context allocate()
    {
        boost::context::stack_context context;
        void *stack = pool().take();
        *bottom = stack;
        context.size = stackSize;
        context.sp = static_cast<char *>(stack) + stackSize;
        return context;
    }

    void deallocate(boost::context::stack_context &context) noexcept
    {
        pool().give(static_cast<char *>(context.sp) - context.size);
    }
};

} // namespace

Fiber::Fiber(std::function<void()> body)
    : m_body(std::move(body))
    , m_inside(std::allocator_arg, PooledStack{&m_stackBottom},
               [this](boost::context::fiber &&hub) {
                   enter(std::move(hub));
                   return std::move(m_hub);
               })
    , m_stackSize(stackSize)
{ }

void Fiber::enter(boost::context::fiber &&hub)
{
#ifdef BOC_ADDRESS_SANITIZER
    __sanitizer_finish_switch_fiber(nullptr, &m_hubBottom, &m_hubSize);
#endif
    m_hub = std::move(hub);
    m_body();
    m_body = nullptr;
    m_ended = true;
#ifdef BOC_ADDRESS_SANITIZER
    __sanitizer_start_switch_fiber(nullptr, m_hubBottom, m_hubSize);
#endif
}

void Fiber::resume()
{
    void *const globals = abi::__cxa_get_globals();
    Exceptions outside;
    std::memcpy(outside.data(), globals, outside.size());
    std::memcpy(globals, m_exceptions.data(), m_exceptions.size());
#ifdef BOC_ADDRESS_SANITIZER
    void *fake = nullptr;
    __sanitizer_start_switch_fiber(&fake, m_stackBottom, m_stackSize);
#endif
    m_inside = std::move(m_inside).resume();
#ifdef BOC_ADDRESS_SANITIZER
    __sanitizer_finish_switch_fiber(fake, nullptr, nullptr);
#endif
    std::memcpy(m_exceptions.data(), globals, m_exceptions.size());
    std::memcpy(globals, outside.data(), outside.size());
}

void Fiber::suspend()
{
#ifdef BOC_ADDRESS_SANITIZER
    __sanitizer_start_switch_fiber(&m_fakeStack, m_hubBottom, m_hubSize);
#endif
    m_hub = std::move(m_hub).resume();
#ifdef BOC_ADDRESS_SANITIZER
    __sanitizer_finish_switch_fiber(m_fakeStack, &m_hubBottom, &m_hubSize);
#endif
}

} // namespace boc::explore
