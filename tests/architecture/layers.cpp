// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers.h"

#include <algorithm>
#include <cstring>

namespace cownscope::test {

const std::vector<Layer> &layers()
{
    static const std::string boc = "runtime/boc/";
    static const std::string base = "runtime/base/";
    static const std::string workloads = "runtime/workloads/";
    static const std::string link = "runtime/link/";
    static const std::string lab = "runtime/lab/";
    static const std::string labTransport = "runtime/lab/transport/";
    static const std::string peers = "runtime/lab/transport/peers/";
    static const std::string ui = "ui/";
    static const std::string style = "ui/style/";
    static const std::string pump = "ui/pump/";
    static const std::string simulation = "ui/simulation/";
    static const std::string backEnd = "ui/back_end/";
    static const std::string charts = "ui/charts/";
    static const std::string controls = "ui/controls/";
    static const std::string dialogs = "ui/dialogs/";
    static const std::string views = "ui/views/";
    static const std::string recording = "ui/recording/";
    static const std::string results = "ui/results/";
    static const std::string sweeps = "ui/sweeps/";
    static const std::string tables = "ui/tables/";
    static const std::string transport = "ui/transport/";
    static const std::string workloadUi = "ui/workloads/";
    static const std::string boids = "ui/workloads/boids/";
    static const std::string chainRing = "ui/workloads/chain_ring/";
    static const std::string fanOut = "ui/workloads/fan_out/";
    static const std::string list = "ui/workloads/list/";
    // A folder of the ui may use all layers below the ui except boc, the files of `ui` itself, and
    // the folders that are listed. Only folders that deal with a runtime may use boc.
    const auto part = [](const std::string &folder, std::vector<std::string> uses) {
        uses.insert(uses.end(), {base, workloads, link, lab, ui});
        return Layer{folder.c_str(), {}, std::move(uses), true, {"*"}, {"*"}};
    };
    static const std::string qtProgram = "examples/qt_program/";
    static const std::vector<std::string> threads{"Threads::Threads"};
    static const std::vector<Layer> all{
        {"runtime/boc/",
         {"boc"},
         {},
         false,
         {"linux/futex.h", "pthread.h", "sched.h", "sys/syscall.h", "unistd.h"},
         threads},
        // The same library, built for the explorer.
        {"runtime/boc/explore/",
         {"boc-explored"},
         {boc},
         false,
         {"boost/context/", "sanitizer/", "cxxabi.h"},
         {"Boost::context", "Threads::Threads"}},
        {"runtime/base/", {"cownscope-base"}, {}, false, {}, {}},
        {"runtime/workloads/",
         {"cownscope-workloads"},
         {boc, base},
         false,
         {"Eigen/"},
         {"Eigen3::Eigen"}},
        {"runtime/link/", {"cownscope-link"}, {}, false, {"*"}, {"ZLIB::ZLIB"}},
        {"runtime/lab/",
         {"cownscope-lab"},
         {boc, base, workloads, link},
         false,
         {"nlohmann/", "sys/", "fcntl.h", "sched.h", "unistd.h", "spawn.h", "poll.h"},
         {"nlohmann_json::nlohmann_json"}},
        {peers.c_str(),
         {"cownscope-lab-peers"},
         {link},
         false,
         {"boost/", "iceoryx_hoofs/", "iceoryx_posh/", "fcntl.h", "poll.h", "sys/", "unistd.h"},
         {"Boost::headers", "iceoryx_posh::iceoryx_posh"}},
        {labTransport.c_str(),
         {"cownscope-lab-transport"},
         {base, link, lab, peers},
         false,
         {"Eigen/", "libavcodec/", "libavutil/", "sys/", "dlfcn.h", "poll.h"},
         {"Eigen3::Eigen", "dl"}},
        {"ui/",
         {"cownscope-ui"},
         {boc, base, workloads, link, lab, labTransport},
         true,
         {"*"},
         {"*"}},
        part(style, {}),
        part(pump, {boc}),
        part(simulation, {boc, style, pump}),
        part(backEnd, {boc, simulation}),
        part(charts, {style, simulation}),
        part(controls, {boc, style, simulation}),
        part(dialogs, {labTransport, style}),
        part(views, {style}),
        part(recording, {}),
        part(tables, {}),
        part(transport, {labTransport, style, charts, tables}),
        part(results, {labTransport, style, charts, tables, transport}),
        part(sweeps, {style, simulation, charts, controls}),
        part(workloadUi, {style, simulation, views, controls, dialogs}),
        // No workload may use another one.
        part(boids, {boc, style, pump, simulation, charts, views, controls, dialogs, workloadUi}),
        part(chainRing, {boc, style, simulation, charts, views, controls, dialogs, workloadUi}),
        part(fanOut, {boc, style, simulation, charts, views, controls, dialogs, workloadUi}),
        part(list, {backEnd, workloadUi, boids, chainRing, fanOut}),
        {"app/cownscope/",
         {"cownscope", "cownscope-window"},
         {boc,        base,    workloads, link,         lab,        ui,    style,     pump,
          simulation, backEnd, charts,    controls,     dialogs,    views, recording, results,
          sweeps,     tables,  transport, labTransport, workloadUi, boids, list},
         true,
         {"*"},
         {"*"}},
        {"app/cownbench/",
         {"cownbench"},
         {boc, base, workloads, link, lab, labTransport},
         false,
         {"*"},
         {"CLI11::CLI11"}},
        {"examples/", {}, {boc}, false, {}, {}},
        {"examples/qt_program/", {"examples-qt-program"}, {boc}, true, {}, {}},
        {"examples/gl_texture/", {"gl_texture"}, {boc, qtProgram}, true, {}, {}},
        {"examples/qt_widget/", {"qt_widget"}, {boc, qtProgram}, true, {}, {}},
    };
    return all;
}

const Layer *layerOf(const std::string &path)
{
    const Layer *best = nullptr;
    for (const Layer &layer : layers()) {
        if (path.starts_with(layer.folder)
            && (best == nullptr || std::strlen(layer.folder) > std::strlen(best->folder)))
            best = &layer;
    }
    return best;
}

const Layer *layerOfTarget(const std::string &target)
{
    const auto found = std::ranges::find_if(layers(), [&](const Layer &layer) {
        return std::ranges::find(layer.targets, target) != layer.targets.end();
    });
    return found == layers().end() ? nullptr : &*found;
}

bool mayUse(const Layer &user, const Layer &used)
{
    return &user == &used || std::ranges::find(user.uses, used.folder) != user.uses.end();
}

} // namespace cownscope::test
