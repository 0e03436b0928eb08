// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/options.h"

#include "base/number_text.h"
#include "lab/files/file_error.h"
#include "lab/files/write_file.h"
#include "lab/machine/build_info.h"
#include "lab/results/result_error.h"
#include "lab/scenes/scene_file.h"
#include "ui/recording/encoding.h"
#include "ui/recording/video_file.h"
#include "ui/workloads/boids/live_flock.h"
#include "ui/workloads/list/workload_list.h"
#include "workloads/boids/presets.h"

#include <QFile>
#include <QFileInfo>
#include <QImageWriter>

#include <CLI/CLI.hpp>

#include <cmath>
#include <limits>
#include <map>

namespace cownscope {
namespace {

constexpr double SnapshotDelay = 3; // default in seconds

class BadValue : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

[[noreturn]] void refuse(const std::string &option, const std::string &wanted,
                         const std::string &given)
{
    throw BadValue{option + " must be " + wanted + ", not \"" + given + "\"."};
}

template <class Number>
Number readNumber(const std::string &option, const std::string &text, Number least, Number most,
                  const std::string &wanted)
{
    const auto value = numberFrom<Number>(text);
    if (!value || !(*value >= least && *value <= most))
        refuse(option, wanted, text);
    return *value;
}

// All workloads by name.
std::vector<std::pair<std::string, const lab::Workload *>> workloads()
{
    std::vector<std::pair<std::string, const lab::Workload *>> all;
    for (const ui::WorkloadEntry &entry : ui::workloadEntries())
        all.emplace_back(entry.workload->about().name, entry.workload);
    return all;
}

std::string workloadNames()
{
    std::string names;
    for (const auto &[name, workload] : workloads())
        names += (names.empty() ? "" : ", ") + name;
    return names;
}

template <class Value>
Value readChoice(const std::string &option, const std::string &text,
                 const std::vector<std::pair<std::string, Value>> &choices)
{
    std::string wanted;
    for (const auto &[name, value] : choices) {
        if (name == text)
            return value;
        wanted += (wanted.empty() ? "" : ", ") + name;
    }
    refuse(option, "one of " + wanted, text);
}

template <class Value>
std::vector<std::pair<std::string, Value>> named(const std::vector<ui::Choice<Value>> &choices)
{
    std::vector<std::pair<std::string, Value>> all;
    all.reserve(choices.size());
    for (const ui::Choice<Value> &choice : choices)
        all.emplace_back(choice.name, choice.value);
    return all;
}

ui::Speed readSpeed(const std::string &text, ui::Speed speed)
{
    speed.unlimited = text == "max";
    speed.stepPerFrame = text == "picture";
    if (speed.isPaced())
        speed.stepsPerSecond =
            readNumber("--speed", text, ui::SlowestSpeed, ui::FastestSpeed,
                       "a number of steps per second from 1 to 1000, max or picture");
    return speed;
}

QSize readSize(const std::string &text)
{
    const std::string wanted = "WIDTHxHEIGHT in pixels from 320x240 to 16384x16384";
    const auto cross = text.find('x');
    if (cross == std::string::npos)
        refuse("--size", wanted, text);
    const auto side = [&](const std::string &number, int least) {
        const auto value = numberFrom<int>(number);
        if (!value || *value < least || *value > 16384)
            refuse("--size", wanted, text);
        return *value;
    };
    return {side(text.substr(0, cross), 320), side(text.substr(cross + 1), 240)};
}

QString readOutputFile(const std::string &option, const std::string &text)
{
    try {
        lab::checkWritable(text);
    } catch (const lab::FileError &error) {
        throw BadValue{option + ": " + error.what()};
    }
    return QFile::decodeName(text.c_str());
}

QString readPictureFile(const std::string &text)
{
    QString path = readOutputFile("--snapshot", text);
    const QByteArray suffix = QFileInfo{path}.suffix().toLower().toLatin1();
    if (!QImageWriter::supportedImageFormats().contains(suffix))
        refuse("--snapshot", "a picture file such as flock.png", text);
    return path;
}

// The results must fit in one chart.
QString readPlotFile(const std::string &text, const ui::GivenFiles &files)
{
    QString path = readOutputFile("--plot", text);
    const QString suffix = QFileInfo{path}.suffix().toLower();
    if (suffix != QLatin1String{"png"} && suffix != QLatin1String{"svg"})
        refuse("--plot", "a .png or .svg file", text);
    if (!files.problems.isEmpty())
        throw BadValue{files.problems.first().toStdString()};
    if (files.results.empty())
        throw BadValue{"--plot needs a result file, as in --plot plot.png result.csv."};
    if (files.scene)
        throw BadValue{"--plot needs results, but " + files.scene->path.toStdString()
                       + " is a scene."};
    for (const ui::GivenResult &result : files.results) {
        if (result.transports && files.results.size() > 1)
            throw BadValue{"--plot: " + result.path.toStdString()
                           + " is a result of transports and needs a plot of its own."};
    }
    return path;
}

QString readVideoFile(const std::string &text)
{
    QString path = QString::fromStdString(text);
    try {
        ui::checkRecordable(path, ui::RecordingOptions{}.encoder);
    } catch (const lab::FileError &error) {
        throw BadValue{std::string{"--record: "} + error.what()};
    }
    return path;
}

ui::GivenFiles readFiles(const std::vector<std::string> &names)
{
    QStringList paths;
    for (const std::string &name : names)
        paths.append(QFile::decodeName(name.c_str()));
    return ui::readGivenFiles(paths);
}

// The initial flock: a scene among the files, or given by --scene or --preset.
lab::NamedScene readScene(const std::optional<ui::GivenScene> &given,
                          const std::optional<std::string> &file,
                          const std::optional<std::string> &presetName)
{
    if (file && presetName)
        throw BadValue{"--scene and --preset cannot be combined."};
    if (given && (file || presetName))
        throw BadValue{given->path.toStdString() + " is a scene and cannot be combined with "
                       + (file ? "--scene." : "--preset.")};
    if (given)
        return given->scene;
    if (presetName) {
        const boids::Preset *preset = boids::findPreset(*presetName);
        if (!preset)
            refuse("--preset", "one of " + boids::presetNames(), *presetName);
        return {preset->title, preset->options};
    }
    if (!file)
        return {};
    try {
        lab::NamedScene scene = lab::readSceneFile(*file);
        if (scene.name.empty())
            scene.name =
                QFileInfo{QFile::decodeName(file->c_str())}.completeBaseName().toStdString();
        return scene;
    } catch (const lab::ResultError &error) {
        throw BadValue{std::string{"--scene: "} + error.what()};
    }
}

// Values as given on the command line; empty if not given.
struct RawOptions
{
    std::optional<std::string> workload, boids, workers, seed, snapshot, quitAfter, exportFile,
        color, renderer, trails, speed, theme, size, page, scene, preset, snapshotOf, record,
        recordRate, crashAfter, crashHow, plot;
    std::vector<std::string> opened, files;
    bool paused = false;
    bool isolated = false;
    bool parts = false;
};

void addOptions(CLI::App &app, RawOptions &raw)
{
    app.add_option(
           "files", raw.files,
           "Result files to open and a scene to start with, distinguished by their contents")
        ->type_name("FILE");
    app.add_option("--workload", raw.workload, "Workload: " + workloadNames() + "; default boids")
        ->type_name("NAME");
    app.add_option("--scene", raw.scene, "Start with the flock of this scene file")
        ->type_name("FILE.json");
    app.add_option("--preset", raw.preset,
                   "Start with this flock: " + boids::presetNames() + "; --boids scales its world")
        ->type_name("NAME");
    app.add_option("--boids", raw.boids,
                   "Number of boids; default: 300, or that of the scene. Without a scene, the "
                   "world is scaled to fit")
        ->type_name("N");
    app.add_option("--workers", raw.workers,
                   "Worker threads; default: physical cores - 1, at least 1")
        ->type_name("W");
    app.add_option(
           "--seed", raw.seed,
           "Random seed; the same seed gives the same run; default: 1, or that of the scene")
        ->type_name("S");
    app.add_option("--speed", raw.speed,
                   "Steps per second; max: as fast as possible; picture: one step per drawn frame; "
                   "default: 60, or max for chain-ring")
        ->type_name("STEPS|max|picture");
    app.add_flag("--paused", raw.paused, "Start paused");
    app.add_flag("--isolated", raw.isolated,
                 "Simulate in a process of its own, so that the window survives whatever happens");
    app.add_option("--crash-after", raw.crashAfter,
                   "With --isolated: let each such process fail after this time, as a test")
        ->type_name("SECONDS");
    app.add_option("--crash-how", raw.crashHow,
                   "How it fails: segfault (default), abort, exception or hang")
        ->type_name("HOW");
    app.add_option("--color", raw.color,
                   "Color boids by heading, speed, worker, cost or species; default: heading, or "
                   "species if there are two")
        ->type_name("MODE");
    app.add_option("--draw", raw.renderer,
                   "Drawing method: automatic (default), triangles, splat or density")
        ->type_name("HOW");
    app.add_flag("--parts", raw.parts, "Show which worker computed each part of the flock");
    app.add_option("--trails", raw.trails, "Show trails of this length, in frames")->type_name("N");
    app.add_option("--theme", raw.theme, "system (default), light or dark")->type_name("THEME");
    app.add_option("--size", raw.size, "Size of the window in pixels")->type_name("WxH");
    app.add_option("--page", raw.page,
                   "Page shown first: live (default) or experiments (default with results)")
        ->type_name("PAGE");
    app.add_option("--open", raw.opened,
                   "Open this file; the same as an argument without an option; may be repeated")
        ->type_name("FILE.json")
        ->allow_extra_args(false);
    app.add_option("--snapshot", raw.snapshot,
                   "Save a picture of the window and quit, after --quit-after or 3 s")
        ->type_name("FILE.png");
    app.add_option("--snapshot-of", raw.snapshotOf,
                   "Subject of --snapshot: window (default), or view for the live view only")
        ->type_name("WHAT");
    app.add_option("--plot", raw.plot,
                   "Write the chart of the results to this .png or .svg file and open no window; "
                   "needs no display. --size and --theme apply")
        ->type_name("FILE.png");
    app.add_option("--record", raw.record,
                   "Record the live view to this video (.mp4 or .mkv) until the program ends")
        ->type_name("FILE.mp4");
    app.add_option("--record-rate", raw.recordRate,
                   "Frames per second of videos; each drawn frame is one video frame; default: 60")
        ->type_name("N");
    app.add_option("--export", raw.exportFile, "Export the live measurement when the program ends")
        ->type_name("FILE.json");
    app.add_option("--quit-after", raw.quitAfter, "Quit after this time")->type_name("SECONDS");
}

std::optional<PlannedCrash> readCrash(const RawOptions &raw)
{
    if (raw.crashHow && !raw.crashAfter)
        throw BadValue{"--crash-how needs --crash-after."};
    if (!raw.crashAfter)
        return {};
    if (!raw.isolated)
        throw BadValue{"--crash-after needs --isolated."};
    PlannedCrash crash{.afterSeconds = readNumber("--crash-after", *raw.crashAfter, 0.1, 1e6,
                                                  "a number of seconds from 0.1 to 1000000")};
    if (raw.crashHow) {
        std::vector<std::pair<std::string, ui::CrashKind>> kinds;
        kinds.reserve(ui::namedCrashes.size());
        for (const ui::NamedCrash &named : ui::namedCrashes)
            kinds.emplace_back(named.name, named.kind);
        crash.kind = readChoice("--crash-how", *raw.crashHow, kinds);
    }
    return crash;
}

ProgramOptions interpret(const RawOptions &raw)
{
    using ui::ColorMode;
    using ui::Theme;
    constexpr auto MostSeed = static_cast<std::uint64_t>(std::numeric_limits<int>::max());

    ProgramOptions options;
    ui::LiveConfiguration &configuration = options.configuration;
    if (raw.workload)
        configuration.setWorkload(*readChoice("--workload", *raw.workload, workloads()));
    boids::Options &flock = ui::flockOf(configuration);
    std::vector<std::string> files = raw.opened;
    files.insert(files.end(), raw.files.begin(), raw.files.end());
    options.files = readFiles(files);
    const lab::NamedScene scene = readScene(options.files.scene, raw.scene, raw.preset);
    flock = scene.options;
    options.sceneName = QString::fromStdString(scene.name);
    if (raw.boids) {
        const auto boids =
            readNumber("--boids", *raw.boids, std::uint32_t{0}, boids::maxBoids,
                       "a whole number from 0 to " + std::to_string(boids::maxBoids));
        if (raw.preset)
            flock = withBoids(flock, boids);
        flock.boids = boids;
        if (!options.files.scene && !raw.scene && !raw.preset)
            flock = withRoom(flock);
    }
    configuration.workers = raw.workers
        ? readNumber("--workers", *raw.workers, 1u, lab::MostWorkers,
                     "a whole number from 1 to " + std::to_string(lab::MostWorkers))
        : ui::defaultWorkers();
    if (raw.seed)
        configuration.setSeed(readNumber("--seed", *raw.seed, std::uint64_t{0}, MostSeed,
                                         "a whole number from 0 to " + std::to_string(MostSeed)));
    if (raw.speed)
        configuration.setSpeed(readSpeed(*raw.speed, configuration.speed()));
    if (ui::flockOf(configuration).second) // not the earlier reference: setSeed() has replaced it
        options.flockSettings.colorMode = ColorMode::Species;
    if (raw.color)
        options.flockSettings.colorMode =
            readChoice("--color", *raw.color, named(ui::colorModeChoices()));
    if (raw.renderer)
        options.flockSettings.renderer =
            readChoice("--draw", *raw.renderer, named(ui::rendererChoices()));
    options.flockSettings.parts = raw.parts;
    if (raw.trails) {
        options.flockSettings.trails = true;
        options.flockSettings.trailLength =
            readNumber("--trails", *raw.trails, ui::ShortestTrail, ui::LongestTrail,
                       "a number of frames from " + std::to_string(ui::ShortestTrail) + " to "
                           + std::to_string(ui::LongestTrail));
    }
    if (raw.theme)
        options.theme = readChoice<Theme>(
            "--theme", *raw.theme,
            {{"system", Theme::System}, {"light", Theme::Light}, {"dark", Theme::Dark}});
    if (raw.size)
        options.size = readSize(*raw.size);
    if (!options.files.results.empty())
        options.page = Page::Experiments;
    if (raw.page)
        options.page = readChoice<Page>("--page", *raw.page,
                                        {{"live", Page::Live}, {"experiments", Page::Experiments}});
    if (raw.quitAfter)
        options.quitAfter = readNumber("--quit-after", *raw.quitAfter, 0.1, 1e6,
                                       "a number of seconds from 0.1 to 1000000");
    if (raw.snapshot)
        options.snapshot = readPictureFile(*raw.snapshot);
    if (raw.snapshotOf) {
        if (!raw.snapshot)
            throw BadValue{"--snapshot-of needs --snapshot."};
        options.snapshotOf =
            readChoice<SnapshotOf>("--snapshot-of", *raw.snapshotOf,
                                   {{"window", SnapshotOf::Window}, {"view", SnapshotOf::View}});
    }
    if (raw.plot) {
        for (const auto &[option, value] :
             {std::pair{"--snapshot", &raw.snapshot}, std::pair{"--record", &raw.record},
              std::pair{"--export", &raw.exportFile}}) {
            if (*value)
                throw BadValue{std::string{"--plot opens no window and cannot be combined with "}
                               + option + '.'};
        }
        options.plot = readPlotFile(*raw.plot, options.files);
    }
    if (raw.record)
        options.record = readVideoFile(*raw.record);
    if (raw.recordRate)
        options.recordRate = readNumber("--record-rate", *raw.recordRate, 1, 240,
                                        "a whole number of frames per second from 1 to 240");
    if (raw.exportFile)
        options.exportFile = readOutputFile("--export", *raw.exportFile);
    options.paused = raw.paused;
    options.isolated = raw.isolated;
    options.crash = readCrash(raw);
    const bool nothingOpens = options.files.results.empty() && !options.files.scene;
    if (nothingOpens && !options.files.problems.isEmpty() && options.lifetime())
        throw BadValue{options.files.problems.first().toStdString()};
    if (const Outcome valid = lab::validate(lab::derived(configuration.configuration())); !valid)
        throw BadValue{valid.reason()};
    return options;
}

} // namespace

std::optional<double> ProgramOptions::lifetime() const
{
    if (quitAfter)
        return quitAfter;
    return snapshot.isEmpty() ? std::nullopt : std::optional{SnapshotDelay};
}

ParseResult parseArguments(const std::vector<std::string> &arguments)
{
    CLI::App app{"Cownscope: a laboratory for behavior-oriented concurrency.\n"
                 "Shows live simulations that are computed by behaviors on worker threads.",
                 "cownscope"};
    app.set_version_flag("--version", "cownscope " + lab::buildInfo().version);
    RawOptions raw;
    addOptions(app, raw);
    try {
        app.parse(std::vector<std::string>{arguments.rbegin(), arguments.rend()});
        return {interpret(raw), {}, 0};
    } catch (const CLI::CallForHelp &) {
        return {std::nullopt, app.help(), 0};
    } catch (const CLI::CallForVersion &version) {
        return {std::nullopt, std::string{version.what()} + "\n", 0};
    } catch (const CLI::ParseError &error) {
        return {std::nullopt,
                std::string{"cownscope: "} + error.what() + " (see cownscope --help)\n", 2};
    } catch (const BadValue &error) {
        return {std::nullopt, std::string{"cownscope: "} + error.what() + "\n", 2};
    }
}

} // namespace cownscope
