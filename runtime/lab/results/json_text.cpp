// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/json_text.h"

#include "lab/results/result_error.h"

#include <string>

namespace cownscope::lab {

Json parseJson(std::string_view text)
{
    const auto limitDepth = [](int depth, Json::parse_event_t, const Json &) {
        if (depth > DeepestNesting)
            throw ResultError("values are nested more than " + std::to_string(DeepestNesting)
                              + " levels deep");
        return true;
    };
    try {
        return Json::parse(text, limitDepth);
    } catch (const Json::parse_error &error) {
        throw ResultError("not valid JSON at byte " + std::to_string(error.byte));
    } catch (const Json::out_of_range &) {
        throw ResultError("a number is larger than a double can hold");
    }
}

} // namespace cownscope::lab
