// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/row.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace cownscope::ui {

// A row as it is drawn.
struct TransportMark
{
    std::size_t row = 0; // its index in the file
    std::uint32_t sizeMb = 0;
    // To the right, as a share of the width: if there is only one size, the kinds are side by side.
    double shift = 0;
    double mean = 0; // MB/s
    double low = 0;  // 95 % interval of the mean
    double high = 0;
    QString toolTip = {};
};

// The rows of one kind and transport, by size.
struct TransportLine
{
    lab::transport::Kind kind = lab::transport::Kind::Bytes;
    lab::transport::Transport transport = lab::transport::Transport::Pipe;
    std::vector<TransportMark> marks;
};

// What the plot of a result file of transports shows.
struct TransportPlot
{
    std::vector<std::uint32_t> sizes; // MiB, ascending
    std::vector<lab::transport::Kind> kinds;
    std::vector<lab::transport::Transport> transports;
    std::vector<TransportLine> lines; // by kind, then transport
};

TransportPlot transportPlotOf(const std::vector<lab::transport::Row> &rows);

// Maps values to places along an edge of the plot: 0 is left or bottom, 1 is right or top.
struct PlaceScale
{
    bool isLogarithmic = false;
    double first = 0; // at the place 0
    double last = 1;  // at the place 1
    std::vector<double> ticks = {};

    // Values at or below zero have no place on a logarithmic scale: they get that of `first`.
    double placeOf(double value) const;
};

// Logarithmic, with a tick at each size.
PlaceScale sizeScale(const TransportPlot &plot);

// From 0 to above the largest value, or over all of them on a logarithmic scale.
PlaceScale throughputScale(const TransportPlot &plot, bool isLogarithmic);

} // namespace cownscope::ui
