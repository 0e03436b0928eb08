// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/workload.h"
#include "lab/results/json_reader.h"
#include "lab/results/json_writer.h"

#include <functional>
#include <optional>
#include <type_traits>

// Helpers for implementing workloads.
namespace cownscope::lab {

// The common implementation of workloads with these options. The fields in files are defined by
// this function, in the namespace of the type of the options:
//
// template <typename Experiment, typename Field>
// void describe(Experiment &experiment, Options &options, Field &field);
//
// When a file is written, the experiment and the options are const.
template <typename Options>
class WorkloadOf : public Workload
{
public:
    using Workload::Workload;

    WorkloadOptions defaultOptions() const override { return WorkloadOptions(Options()); }

    Json write(const Experiment &experiment) const override
    {
        JsonWriter writer;
        describe(experiment, experiment.options.as<Options>(), writer);
        return std::move(writer).object();
    }

    void read(JsonReader &reader, Experiment &experiment) const override
    {
        describe(experiment, experiment.options.as<Options>(), reader);
    }
};

// Binds the option to a value in the options: `member` is a pointer to a member, or a function that
// returns a reference to it.
template <typename Options, typename Member>
Option withValue(Member member, Option option)
{
    option.get = [member](const Configuration &configuration) {
        auto options = configuration.options.as<Options>();
        return detail::jsonOf(std::invoke(member, options));
    };
    const bool zeroIsNull = !option.automatic.empty();
    option.set = [member, zeroIsNull](Configuration &configuration, const Json &value) {
        const bool unset = zeroIsNull && value == 0;
        detail::assign(std::invoke(member, configuration.options.as<Options>()), value, unset);
    };
    return option;
}

// The first option of every workload, already bound.
Option workersOption();
// The last one, not bound. The command line has its own --seed, for both the workload and the
// order.
Option seedOption();

// The dimensions of the matrix in each cown.
template <typename Options>
Option payloadOption()
{
    Option option{.name = "payload",
                  .title = "Payload",
                  .explanation = "Rows and columns of the matrix in each cown",
                  .kind = Option::Kind::MatrixSize,
                  .sweepValues = {{4, 4}, {8, 8}, {16, 16}, {32, 32}, {64, 64}},
                  .inputs = {"payload_rows", "payload_cols"},
                  .places = Option::Form | Option::Controls,
                  .sliderMost = 64};
    option.get = [](const Configuration &configuration) {
        const auto &options = configuration.options.as<Options>();
        return Json::array({options.payloadRows, options.payloadCols});
    };
    option.set = [](Configuration &configuration, const Json &value) {
        auto &options = configuration.options.as<Options>();
        options.payloadRows = value[0].get<std::uint32_t>();
        options.payloadCols = value[1].get<std::uint32_t>();
    };
    return option;
}

// A size whose 0 means "derived" and is written as null.
template <typename Size, typename Field>
void describeSize(const char *name, Size &size, Field &field)
{
    std::optional<std::uint32_t> given;
    if (size != 0)
        given = size;
    field.always(name, given);
    if constexpr (!std::is_const_v<Size>)
        size = given.value_or(0);
}

} // namespace cownscope::lab
