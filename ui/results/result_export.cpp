// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/result_export.h"

#include "base/attempt.h"
#include "lab/files/write_file.h"
#include "lab/results/result_error.h"
#include "lab/results/result_file.h"
#include "ui/file_path.h"
#include "ui/results/result_set.h"
#include "ui/tables/table_text.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QPixmap>
#include <QSvgGenerator>
#include <QWidget>

#include <filesystem>

namespace cownscope::ui {
namespace {

struct ResultExportTexts
{
    Q_DECLARE_TR_FUNCTIONS(cownscope::ui::ResultExport)
};

QByteArray pngOf(QWidget *widget)
{
    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    if (!widget->grab().save(&buffer, "PNG"))
        throw lab::ResultError("there is not enough memory for a picture of this size");
    return bytes;
}

QByteArray svgOf(QWidget *widget)
{
    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(widget->size());
    generator.setViewBox(widget->rect());
    generator.setResolution(widget->logicalDpiX()); // otherwise fonts have the wrong size
    generator.setTitle(QStringLiteral("Cownscope"));
    QPainter painter{&generator};
    widget->render(&painter);
    painter.end();
    return bytes;
}

} // namespace

void writeResult(const OpenResult &result, const QString &path)
{
    if (result.document)
        lab::writeResultFile(filePath(path), *result.document);
    else if (QFileInfo{path}.suffix().toLower() == QLatin1String{"csv"})
        lab::writeFile(filePath(path), toCsv(*result.transports));
    else
        lab::writeFile(filePath(path), toJsonText(*result.transports));
}

Outcome exportResults(const ExportSource &source, const QString &path)
{
    return attempt<lab::ResultError>("The results cannot be exported", [&]() -> Outcome {
        const std::filesystem::path place = filePath(path);
        const QString suffix = QFileInfo{path}.suffix().toLower();
        if (suffix == QLatin1String{"json"}) {
            if (!source.result)
                return Outcome::failure(
                    ResultExportTexts::tr("There is no result to export: select one in the list.")
                        .toStdString());
            writeResult(*source.result, path);
        } else if (suffix == QLatin1String{"csv"}) {
            lab::writeFile(place, csvOf(*source.table).toStdString());
        } else if (suffix == QLatin1String{"png"}) {
            lab::writeFile(place, pngOf(source.chart).toStdString());
        } else if (suffix == QLatin1String{"svg"}) {
            lab::writeFile(place, svgOf(source.chart).toStdString());
        } else {
            return Outcome::failure(
                ResultExportTexts::tr(
                    "%1 must end in .json, .csv, .png or .svg, which selects the format.")
                    .arg(path)
                    .toStdString());
        }
        return {};
    });
}

} // namespace cownscope::ui
