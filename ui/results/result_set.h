// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "lab/results/result_document.h"
#include "lab/transport/transport_file.h"

#include <QColor>
#include <QIcon>
#include <QObject>

#include <memory>
#include <vector>

namespace cownscope::ui {

struct OpenResult
{
    int id = 0;
    // For display: "Sweep 3" or a file name, with folders if another result has that name.
    QString name;
    QString path;         // the file on disk, or empty
    bool unsaved = false; // the user has not saved it
    bool running = false; // a sweep that is still running
    bool visible = true;  // shown in the chart of all sweeps
    QColor color;         // of a sweep: unique, readable on light and dark backgrounds
    // One of them: a result of a sweep, or one of transports, which is not shown with others.
    std::shared_ptr<const lab::Document> document = {};
    std::shared_ptr<const lab::transport::TransportFile> transports = {};
};

// The open results, in the order in which they were opened. Calls with an id that is not open are
// ignored: a sweep may go on after the user has closed its result.
class ResultSet : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Both return the id, which is above 0 and never reused.
    int add(std::shared_ptr<const lab::Document> document, const QString &name, const QString &path,
            bool unsaved, bool running = false);
    int add(std::shared_ptr<const lab::transport::TransportFile> transports, const QString &path);
    // A running sweep has new results.
    void update(int id, std::shared_ptr<const lab::Document> document);
    void setRunning(int id, bool running);
    void setSaved(int id, const QString &path); // also renames the result to the file name
    void setVisible(int id, bool visible);
    void close(int id);

    const std::vector<OpenResult> &results() const { return m_results; }
    const OpenResult *find(int id) const; // null if not open; valid until the set changes

    // Opens a file unless it is open already.
    Outcome open(const QString &path);
    // Opens contents that were already read.
    void open(const QString &path, std::shared_ptr<const lab::Document> document);
    void open(const QString &path, std::shared_ptr<const lab::transport::TransportFile> transports);

Q_SIGNALS:
    void added(int id);
    void changed(int id);
    void closed(int id);

private:
    // Calls edit(result), which returns whether it has changed anything.
    template <class Edit>
    void edit(int id, Edit edit);
    int add(OpenResult result);
    bool isOpen(const QString &path) const;
    QColor freeColor() const;
    QString freeName(const QString &name, const QString &path) const;

    std::vector<OpenResult> m_results;
    int m_lastId = 0;
};

// A small colored square. It has a rim in selected rows, whose background may have the same color.
QIcon swatch(const QColor &color);

} // namespace cownscope::ui
