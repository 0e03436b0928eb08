// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/save_question.h"

#include "lab/files/file_error.h"
#include "lab/files/new_file.h"
#include "lab/files/target.h"
#include "ui/file_path.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace cownscope::ui {
namespace {

// Those in "Pictures (*.png *.jpg)", without the points.
QStringList suffixesIn(const QString &filters)
{
    static const QRegularExpression pattern{QStringLiteral("\\*\\.(\\w+)")};
    QStringList suffixes;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(filters))
        suffixes.append(match.captured(1).toLower());
    return suffixes;
}

// A device or a pipe stays what it is when it is written into, and what cannot be written says so.
bool isReplaced(const QString &path)
{
    try {
        return lab::targetOf(filePath(path)).kind == lab::Target::Kind::File;
    } catch (const lab::FileError &) {
        return false;
    }
}

} // namespace

QString withSuffix(const QString &path, const SaveQuestion &question, const QString &chosenFilter)
{
    const QStringList known = suffixesIn(question.filters);
    const QString suffix = QFileInfo{path}.suffix().toLower();
    const bool isFine = known.contains(suffix) || (!suffix.isEmpty() && question.otherSuffixes);
    if (path.isEmpty() || known.isEmpty() || isFine)
        return path;
    const QStringList chosen = suffixesIn(chosenFilter);
    QString whole = path;
    while (whole.endsWith(u'.'))
        whole.chop(1);
    return whole + u'.' + (chosen.isEmpty() ? known : chosen).first();
}

QString proposedPath(const QString &name, const QString &folder)
{
    if (name.contains(u'/'))
        return name;
    return ui::pathText(lab::freeName(filePath(QDir{folder}.absoluteFilePath(name))));
}

QString askWhereToSave(const Questions &questions, SaveQuestion question)
{
    for (;;) {
        QString filter;
        const QString answer = questions.savePath(question, &filter);
        if (answer.isEmpty())
            return {};
        const QString path = withSuffix(answer, question, filter);
        if (!isReplaced(path) || questions.mayReplace(path))
            return path;
        question.name = path; // with its folder
    }
}

} // namespace cownscope::ui
