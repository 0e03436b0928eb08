// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as a frame from another process. The first byte says of which workload. A frame that is
// accepted is written again, which reads all of it.
#include "fuzz_target.h"
#include "workloads/boids/frame_codec.h"
#include "workloads/fanout/frame_codec.h"
#include "workloads/frame_bytes.h"
#include "workloads/rings/frame_codec.h"

#include <cstring>
#include <memory>
#include <new>
#include <span>

using namespace cownscope;

namespace {

// As aligned as in shared memory, and exactly as long, so that AddressSanitizer sees each byte that
// is read beyond the end.
class Memory
{
public:
    explicit Memory(std::size_t size)
        : m_bytes(static_cast<std::byte *>(::operator new(size, alignment)), size)
    { }
    ~Memory() { ::operator delete(m_bytes.data(), alignment); }
    Memory(const Memory &) = delete;
    Memory &operator=(const Memory &) = delete;

    std::span<std::byte> bytes() const { return m_bytes; }

private:
    static constexpr std::align_val_t alignment{workloads::frameAlignment};

    std::span<std::byte> m_bytes;
};

template <class Frame>
void writeAgain(const Frame &frame)
{
    const Memory memory(encodedBytes(frame));
    encode(frame, memory.bytes());
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const auto memory = std::make_shared<Memory>(size - 1);
    if (size > 1)
        std::memcpy(memory->bytes().data(), data + 1, size - 1);
    try {
        switch (data[0] % 3) {
        case 0:
            writeAgain(*boids::decode(memory->bytes(), memory));
            break;
        case 1:
            writeAgain(*rings::decode(memory->bytes()));
            break;
        default:
            writeAgain(*fanout::decode(memory->bytes()));
            break;
        }
    } catch (const workloads::FrameError &) {
        return 0;
    }
    return 0;
}
