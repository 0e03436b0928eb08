// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "lab/results/result_document.h"

#include <QColor>
#include <QObject>

#include <memory>
#include <vector>

namespace cownscope::ui {

struct OpenResult
{
    int id = 0;
    QString name; // shown: "Sweep 3" or a file's name, with folders if another has that name
    QString path; // where it is on disk, empty if nowhere
    bool unsaved = false;                          // not saved by the user anywhere
    bool running = false;                          // a sweep that is not done
    bool visible = true;                           // among the lines of the chart
    QColor color;                                  // its own, readable on light and dark
    std::shared_ptr<const lab::Document> document; // never null
};

// The results that are open, in the order in which they came. What is said about an id that is not
// open, as by a sweep whose result the user has closed, is ignored.
class ResultSet : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Gives the id: above 0, and never that of another result.
    int add(std::shared_ptr<const lab::Document> document, const QString &name, const QString &path,
            bool unsaved, bool running = false);
    void update(int id, std::shared_ptr<const lab::Document> document); // a running sweep has grown
    void setRunning(int id, bool running);
    void setSaved(int id, const QString &path); // also names the result by the file
    void setVisible(int id, bool visible);
    void close(int id);

    const std::vector<OpenResult> &results() const { return m_results; }
    const OpenResult *find(int id) const; // null if it is not open; valid until the set changes

    // Opens a file. One that is open already is not opened twice.
    Outcome open(const QString &path);
    void open(const QString &path, std::shared_ptr<const lab::Document> document); // its contents

Q_SIGNALS:
    void added(int id);
    void changed(int id);
    void closed(int id);

private:
    OpenResult *findForChange(int id);
    QColor freeColor() const;
    QString freeName(const QString &name, const QString &path) const;

    std::vector<OpenResult> m_results;
    int m_lastId = 0;
};

} // namespace cownscope::ui
