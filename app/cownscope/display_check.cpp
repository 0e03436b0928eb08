// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/display_check.h"

#include <QDir>
#include <QLibraryInfo>
#include <QStandardPaths>

#include <xcb/xcb.h>

#include <cstring>
#include <string>
#include <utility>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace cownscope {
namespace {

std::string environment(const char *name)
{
    return qEnvironmentVariable(name).toStdString();
}

bool hasWaylandPlugin()
{
    const QDir platforms{QLibraryInfo::path(QLibraryInfo::PluginsPath)
                         + QStringLiteral("/platforms")};
    return !platforms.entryList({QStringLiteral("libqwayland*")}, QDir::Files).isEmpty();
}

bool waylandServerAnswers()
{
    std::string path = environment("WAYLAND_DISPLAY");
    if (path.empty() || !hasWaylandPlugin())
        return false;
    if (path.front() != '/')
        path = environment("XDG_RUNTIME_DIR") + '/' + path;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return false;
    std::memcpy(address.sun_path, path.data(), path.size());
    const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return false;
    const bool answers =
        connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    close(descriptor);
    return answers;
}

} // namespace

DisplayCheck::DisplayCheck()
{
    const std::string platform = environment("QT_QPA_PLATFORM");
    const bool own =
        !platform.empty() && platform.rfind("xcb", 0) != 0 && platform.rfind("wayland", 0) != 0;
    if (own || xServerAnswers() || waylandServerAnswers())
        return;
    std::string reason = "There is no display. To get a picture without one, run: "
                         "xvfb-run -a -s \"-screen 0 1600x1000x24\" ./app/run --quit-after 10 "
                         "--snapshot flock.png";
    if (QStandardPaths::findExecutable(QStringLiteral("xvfb-run")).isEmpty())
        reason += ". On Debian, install xvfb-run with: apt-get install xvfb xauth";
    m_outcome = Outcome::failure(std::move(reason));
}

DisplayCheck::~DisplayCheck()
{
    if (m_connection)
        xcb_disconnect(m_connection);
}

bool DisplayCheck::xServerAnswers()
{
    if (environment("DISPLAY").empty())
        return false;
    m_connection = xcb_connect(nullptr, nullptr);
    return xcb_connection_has_error(m_connection) == 0;
}

} // namespace cownscope
