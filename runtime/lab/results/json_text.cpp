// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/json_text.h"

#include "lab/results/result_error.h"

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

std::string fileText(const Json &json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string lineText(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace cownscope::lab
