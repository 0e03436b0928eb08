// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/video_clip.h"

#include "lab/transport/packets_payload.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <thread>

namespace cownscope::lab::transport {

namespace {

struct ContextDeleter
{
    void operator()(AVCodecContext *context) const noexcept { libav().freeContext(&context); }
};
using Context = std::unique_ptr<AVCodecContext, ContextDeleter>;

struct FrameDeleter
{
    void operator()(AVFrame *frame) const noexcept { libav().frameFree(&frame); }
};
using Frame = std::unique_ptr<AVFrame, FrameDeleter>;

void check(int result, const char *what)
{
    if (result >= 0)
        return;
    std::array<char, AV_ERROR_MAX_STRING_SIZE> reason{};
    libav().strerror(result, reason.data(), reason.size());
    throw EncodingError("the video clip cannot be encoded: " + std::string(what) + ": "
                        + reason.data());
}

// The encoder describes itself on standard error, unless it is told to be quiet.
class OnlyErrors
{
public:
    OnlyErrors() { libav().logSetLevel(AV_LOG_ERROR); }
    ~OnlyErrors() { libav().logSetLevel(m_before); }
    OnlyErrors(const OnlyErrors &) = delete;
    OnlyErrors &operator=(const OnlyErrors &) = delete;

private:
    int m_before = libav().logGetLevel();
};

Context openEncoder(const ClipOptions &options)
{
    const AVCodec *const codec = libav().findEncoderByName("libx264");
    if (codec == nullptr)
        throw EncodingError("the video clip cannot be encoded: libavcodec has no libx264");
    Context context(libav().allocContext3(codec));
    if (!context)
        throw std::bad_alloc();
    constexpr std::uint64_t leastBitRate = 64'000;
    const std::uint64_t bitRate = std::max(
        leastBitRate, options.targetBytes * 8 * options.picturesPerSecond / options.pictures);
    const std::string kilobits = std::to_string(bitRate / 1000);
    const auto rate = static_cast<int>(options.picturesPerSecond);
    constexpr unsigned mostThreads = 8; // each of them keeps pictures
    context->width = static_cast<int>(options.width);
    context->height = static_cast<int>(options.height);
    context->pix_fmt = AV_PIX_FMT_YUV444P;
    context->time_base = {1, rate};
    context->framerate = {rate, 1};
    context->bit_rate = static_cast<std::int64_t>(bitRate);
    context->thread_count =
        static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, mostThreads));
    check(libav().optSet(context->priv_data, "preset", "ultrafast", 0), "preset");
    check(libav().optSet(
              context->priv_data, "x264-params",
              ("nal-hrd=cbr:vbv-maxrate=" + kilobits + ":vbv-bufsize=" + kilobits).c_str(), 0),
          "bit rate");
    check(libav().open2(context.get(), codec, nullptr), "open");
    return context;
}

Frame blackPicture(const AVCodecContext &context)
{
    Frame frame(libav().frameAlloc());
    if (!frame)
        throw std::bad_alloc();
    frame->format = context.pix_fmt;
    frame->width = context.width;
    frame->height = context.height;
    check(libav().frameGetBuffer(frame.get(), 0), "picture");
    for (std::size_t plane = 0; plane < 3; ++plane)
        std::memset(frame->data[plane], 0,
                    static_cast<std::size_t>(frame->linesize[plane])
                        * static_cast<std::size_t>(frame->height));
    return frame;
}

// All packets that are ready.
void receiveInto(std::vector<Packet> &packets, AVCodecContext &context)
{
    for (;;) {
        Packet packet = makePacket();
        const int result = libav().receivePacket(&context, packet.get());
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
            return;
        check(result, "packet");
        packet->time_base = context.time_base;
        packet->duration = 1;
        packets.push_back(std::move(packet));
    }
}

} // namespace

std::optional<std::vector<Packet>> encodeClip(const ClipOptions &options,
                                              const std::function<bool()> &goOn)
{
    const OnlyErrors onlyErrors;
    const Context context = openEncoder(options);
    const Frame frame = blackPicture(*context);
    std::vector<Packet> packets;
    for (std::uint32_t picture = 0; picture < options.pictures; ++picture) {
        if (!goOn())
            return {};
        frame->pts = picture;
        check(libav().sendFrame(context.get(), frame.get()), "picture");
        receiveInto(packets, *context);
    }
    check(libav().sendFrame(context.get(), nullptr), "end");
    receiveInto(packets, *context);
    return packets;
}

Clip inSharedMemory(const std::vector<Packet> &packets)
{
    const std::size_t bytes = serializedBytes(packets);
    link::SharedMemory memory("cownscope-clip", link::SharedMemory::wholePages(bytes));
    const link::Mapping mapping(memory, link::Mapping::Access::ReadAndWrite);
    serialize(packets, {mapping.data(), bytes});
    return {std::move(memory), bytes};
}

Clip passedClip(int descriptor, std::size_t bytes)
{
    return {link::SharedMemory(link::Descriptor(descriptor), link::SharedMemory::wholePages(bytes)),
            bytes};
}

} // namespace cownscope::lab::transport
