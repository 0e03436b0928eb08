// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/frame.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
}

namespace cownscope::lab::transport {

// The library cannot be loaded. what() is a sentence.
class LibavError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// The functions of libavcodec and libavutil that are used here, without av_ and avcodec_. They are
// loaded when they are first needed: they depend on 90 other libraries, and linked with cownbench,
// they would make every start of it and of its children several times slower.
struct Libav
{
    decltype(&::av_buffer_create) bufferCreate;
    decltype(&::av_buffer_ref) bufferRef;
    decltype(&::av_buffer_unref) bufferUnref;
    decltype(&::av_frame_alloc) frameAlloc;
    decltype(&::av_frame_free) frameFree;
    decltype(&::av_frame_get_buffer) frameGetBuffer;
    decltype(&::av_log_get_level) logGetLevel;
    decltype(&::av_log_set_level) logSetLevel;
    decltype(&::av_opt_set) optSet;
    decltype(&::av_strerror) strerror;
    decltype(&::av_packet_alloc) packetAlloc;
    decltype(&::av_packet_free) packetFree;
    decltype(&::av_packet_get_side_data) packetGetSideData;
    decltype(&::av_packet_new_side_data) packetNewSideData;
    decltype(&::avcodec_alloc_context3) allocContext3;
    decltype(&::avcodec_find_encoder_by_name) findEncoderByName;
    decltype(&::avcodec_free_context) freeContext;
    decltype(&::avcodec_open2) open2;
    decltype(&::avcodec_receive_packet) receivePacket;
    decltype(&::avcodec_send_frame) sendFrame;
};

// Loads them at the first call; any thread. Throws LibavError.
const Libav &libav();

} // namespace cownscope::lab::transport
