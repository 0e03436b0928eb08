// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a result of `scaling`: for each row the throughput over the number of workers, ours, the
// peers', and the straight line on which ours would be if it grew with the workers. Prints the same
// as a Markdown table.
#include "benchmarks/driver/measurement.h"
#include "benchmarks/driver/quantity.h"

#include <QApplication>
#include <QChart>
#include <QGraphicsScene>
#include <QImage>
#include <QLegend>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QPainter>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

using cownscope::benchmark::fixed;
using cownscope::benchmark::ours;
using cownscope::benchmark::quantity;
using nlohmann::json;

namespace {

constexpr int ChartWidth = 420;
constexpr int ChartHeight = 300;
constexpr int Columns = 3;
constexpr int Ratio = 2; // of pixels

struct Row
{
    std::string name;
    std::string unit;
    std::map<std::string, std::map<int, double>> medians; // by contender, then workers
};

std::vector<Row> rowsOf(const json &document)
{
    std::vector<Row> rows;
    for (const json &line : document.at("medians")) {
        const auto name = line.at("row").get<std::string>();
        if (rows.empty() || rows.back().name != name)
            rows.push_back({.name = name, .unit = line.at("unit"), .medians = {}});
        rows.back().medians[line.at("contender")][line.at("workers")] = line.at("median");
    }
    std::erase_if(rows, [](const Row &row) { return !row.medians.contains(ours); });
    return rows;
}

bool isThroughput(const Row &row)
{
    return row.unit == "/s";
}

void printTable(const std::vector<Row> &rows)
{
    std::set<int> workers;
    for (const Row &row : rows) {
        for (const auto &[count, median] : row.medians.at(ours))
            workers.insert(count);
    }
    std::string head = "| workers |";
    std::string rule = "|---|";
    for (const int count : workers) {
        head += ' ' + std::to_string(count) + " |";
        rule += "---|";
    }
    std::printf("%s\n%s\n", head.c_str(), rule.c_str());
    for (const Row &row : rows) {
        const auto &mine = row.medians.at(ours);
        const auto printLine = [&](const std::string &contender) {
            std::string line = "| " + row.name + (contender == ours ? "" : ", " + contender) + " |";
            for (const int count : workers) {
                const auto &medians = row.medians.at(contender);
                const auto found = medians.find(count);
                line += found == medians.end() ? " –" : ' ' + quantity(found->second, row.unit);
                if (found != medians.end() && contender != ours && mine.contains(count))
                    line += " (" + fixed(mine.at(count) / found->second, 2) + ')';
                line += " |";
            }
            std::printf("%s\n", line.c_str());
        };
        printLine(ours);
        for (const auto &[contender, medians] : row.medians) {
            if (contender != ours)
                printLine(contender);
        }
    }
}

QColor colorOf(std::size_t contender)
{
    static const std::vector<QColor> colors{QColor(0x1f77b4), QColor(0xd95f02), QColor(0x7570b3),
                                            QColor(0x1b9e77)};
    return colors[contender % colors.size()];
}

QLineSeries *lineOf(const std::map<int, double> &values, double unit, const QString &name,
                    const QPen &pen)
{
    auto *line = new QLineSeries;
    for (const auto &[workers, value] : values)
        line->append(workers, value / unit);
    line->setName(name);
    line->setPen(pen);
    line->setPointsVisible(pen.style() == Qt::SolidLine);
    return line;
}

QChart *chartOf(const Row &row)
{
    auto *chart = new QChart;
    chart->setTitle(QString::fromStdString(row.name));
    chart->resize(ChartWidth, ChartHeight);
    chart->setAnimationOptions(QChart::NoAnimation);
    auto *workers = new QLogValueAxis;
    auto *speed = new QLogValueAxis;
    for (QLogValueAxis *axis : {workers, speed}) {
        axis->setBase(2);
        axis->setLabelFormat(axis == workers ? "%.0f" : "%g");
    }
    workers->setTitleText("workers");
    const std::map<int, double> &mine = row.medians.at(ours);
    const double unit = mine.rbegin()->second >= 1e5 ? 1e6 : 1;
    speed->setTitleText(unit > 1 ? "million a second" : "a second");
    chart->addAxis(workers, Qt::AlignBottom);
    chart->addAxis(speed, Qt::AlignLeft);

    std::map<int, double> ideal;
    for (const auto &[count, value] : mine)
        ideal[count] = mine.begin()->second * count / mine.begin()->first;
    std::vector<QLineSeries *> lines{lineOf(ideal, unit, "ideal", QPen(Qt::gray, 1, Qt::DashLine)),
                                     lineOf(mine, unit, QString(ours), QPen(colorOf(0), 2))};
    for (const auto &[contender, medians] : row.medians) {
        if (contender != ours)
            lines.push_back(lineOf(medians, unit, QString::fromStdString(contender),
                                   QPen(colorOf(lines.size() - 1), 2)));
    }
    double least = 1e300;
    double most = 0;
    for (QLineSeries *line : lines) {
        chart->addSeries(line);
        line->attachAxis(workers);
        line->attachAxis(speed);
        for (const QPointF &point : line->points()) {
            least = std::min(least, point.y());
            most = std::max(most, point.y());
        }
    }
    workers->setRange(mine.begin()->first, std::max(2, mine.rbegin()->first));
    speed->setRange(std::exp2(std::floor(std::log2(least))), std::exp2(std::ceil(std::log2(most))));
    chart->legend()->setAlignment(Qt::AlignBottom);
    return chart;
}

void draw(const std::vector<Row> &rows, const QString &path)
{
    QGraphicsScene scene;
    int place = 0;
    for (const Row &row : rows) {
        if (!isThroughput(row))
            continue;
        QChart *const chart = chartOf(row);
        scene.addItem(chart);
        const QPoint corner(place % Columns * ChartWidth, place / Columns * ChartHeight);
        chart->setPos(corner);
        ++place;
    }
    QCoreApplication::processEvents(); // lays the charts out
    const QRect area(0, 0, Columns * ChartWidth, (place + Columns - 1) / Columns * ChartHeight);
    QImage image(area.size() * Ratio, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    scene.render(&painter, image.rect(), area);
    painter.end();
    // Few colors: a quarter of the size.
    if (!image.convertToFormat(QImage::Format_Indexed8, Qt::ThresholdDither | Qt::AvoidDither)
             .save(path))
        throw std::runtime_error(path.toStdString() + " cannot be written; it must end in .png");
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr,
                     "scaling_plot: needs a result of scaling and a picture to write, as in "
                     "scaling_plot scaling.json scaling.png\n");
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    try {
        std::ifstream stream(argv[1]);
        if (!stream)
            throw std::runtime_error(std::string(argv[1]) + " cannot be read");
        const std::vector<Row> rows = rowsOf(json::parse(stream));
        if (rows.empty())
            throw std::runtime_error(std::string(argv[1]) + " has no rows");
        printTable(rows);
        if (std::ranges::none_of(rows, isThroughput))
            throw std::runtime_error(std::string(argv[1]) + " has no throughput to draw");
        draw(rows, QString::fromLocal8Bit(argv[2]));
        return 0;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "scaling_plot: %s\n", error.what());
        return 2;
    }
}
