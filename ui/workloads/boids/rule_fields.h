// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controls/number_field.h"
#include "ui/controls/section.h"

#include <vector>

namespace cownscope::ui {

// A field for each of a structure's numbers. A number that nobody edits keeps all of its digits,
// also those that the field does not show.
template <class Rules>
class RuleFields
{
public:
    struct Spec
    {
        const char *name; // translated by the owner
        const char *toolTip;
        float Rules::*parameter;
        NumberSpec number;
    };

    // One row in the section for each spec; `edited` is a signal of the owner, which has the
    // fields.
    template <class Owner, class Signal>
    void addTo(Section *section, const std::vector<Spec> &specs, Owner *owner, Signal edited)
    {
        for (const Spec &spec : specs) {
            auto *field = new NumberField{spec.number, owner};
            field->addTo(section, Owner::tr(spec.name), Owner::tr(spec.toolTip));
            QObject::connect(field, &NumberField::edited, owner, edited);
            m_fields.push_back({spec.parameter, field, 0});
        }
    }

    void show(const Rules &rules)
    {
        for (Field &field : m_fields) {
            field.number->setValue(static_cast<double>(rules.*field.parameter));
            field.shown = field.number->value();
        }
    }

    // Writes those that were edited since they were shown.
    void takeEdits(Rules &rules) const
    {
        for (const Field &field : m_fields) {
            if (field.number->value() != field.shown)
                rules.*field.parameter = static_cast<float>(field.number->value());
        }
    }

private:
    struct Field
    {
        float Rules::*parameter;
        NumberField *number;
        double shown; // without an edit
    };

    std::vector<Field> m_fields;
};

} // namespace cownscope::ui
