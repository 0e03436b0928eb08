// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"

#include <QWidget>

#include <vector>

namespace cownscope::ui {

class NumberField;

// The number of boids and the rules they follow.
class FlockControls : public QWidget
{
    Q_OBJECT

public:
    explicit FlockControls(QWidget *parent = nullptr);

    // The seed is not edited here and passes through.
    boids::Options options() const;
    void setOptions(const boids::Options &options);

Q_SIGNALS:
    void edited();

private:
    struct Rule
    {
        float boids::Parameters::*parameter;
        NumberField *field;
    };

    boids::Options m_options;
    NumberField *m_boids;
    std::vector<Rule> m_rules;
};

} // namespace cownscope::ui
