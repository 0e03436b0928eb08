// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"

#include <QWidget>

#include <vector>

class QCheckBox;

namespace cownscope::ui {

class NumberField;

// The number of boids and the rules they follow.
class FlockControls : public QWidget
{
    Q_OBJECT

public:
    explicit FlockControls(QWidget *parent = nullptr);

    // What is not edited here passes through: the seed, the second species, influences.
    boids::Options options() const;
    void setOptions(const boids::Options &options);

Q_SIGNALS:
    void edited();

private:
    struct Rule
    {
        float boids::Parameters::*parameter;
        NumberField *field;
        double shown; // without an edit; the parameter may have more digits
    };

    void boidsEdited();

    boids::Options m_options;
    boids::Parameters m_room;  // the world that was chosen
    boids::Parameters m_grown; // and what it has been grown to
    NumberField *m_boids;
    QCheckBox *m_grows;
    std::vector<Rule> m_rules;
};

} // namespace cownscope::ui
