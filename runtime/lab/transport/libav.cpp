// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/libav.h"

#include <string>

#include <dlfcn.h>

extern "C" {
#include <libavutil/macros.h>
}

namespace cownscope::lab::transport {

namespace {

// Stays loaded until the program ends.
class Library
{
public:
    explicit Library(const char *name)
        : m_handle(::dlopen(name, RTLD_NOW | RTLD_LOCAL))
    {
        if (m_handle == nullptr)
            throw LibavError("the library for video packets cannot be loaded: "
                             + std::string(::dlerror()));
    }

    template <typename Function>
    void find(const char *name, Function &function) const
    {
        function = reinterpret_cast<Function>(::dlsym(m_handle, name));
        if (function == nullptr)
            throw LibavError("the library for video packets has no function " + std::string(name));
    }

private:
    void *m_handle;
};

// With the versions whose headers were compiled.
Libav load()
{
    const Library util("libavutil.so." AV_STRINGIFY(LIBAVUTIL_VERSION_MAJOR));
    const Library codec("libavcodec.so." AV_STRINGIFY(LIBAVCODEC_VERSION_MAJOR));
    Libav all{};
    util.find("av_buffer_create", all.bufferCreate);
    util.find("av_buffer_ref", all.bufferRef);
    util.find("av_buffer_unref", all.bufferUnref);
    util.find("av_frame_alloc", all.frameAlloc);
    util.find("av_frame_free", all.frameFree);
    util.find("av_frame_get_buffer", all.frameGetBuffer);
    util.find("av_log_get_level", all.logGetLevel);
    util.find("av_log_set_level", all.logSetLevel);
    util.find("av_opt_set", all.optSet);
    util.find("av_strerror", all.strerror);
    codec.find("av_packet_alloc", all.packetAlloc);
    codec.find("av_packet_free", all.packetFree);
    codec.find("av_packet_get_side_data", all.packetGetSideData);
    codec.find("av_packet_new_side_data", all.packetNewSideData);
    codec.find("avcodec_alloc_context3", all.allocContext3);
    codec.find("avcodec_find_encoder_by_name", all.findEncoderByName);
    codec.find("avcodec_free_context", all.freeContext);
    codec.find("avcodec_open2", all.open2);
    codec.find("avcodec_receive_packet", all.receivePacket);
    codec.find("avcodec_send_frame", all.sendFrame);
    return all;
}

} // namespace

const Libav &libav()
{
    static const Libav all = load();
    return all;
}

} // namespace cownscope::lab::transport
