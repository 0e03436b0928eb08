// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/result_json.h"

#include "lab/results/json_reader.h"
#include "lab/results/json_text.h"
#include "lab/results/json_writer.h"
#include "lab/results/result_error.h"

namespace cownscope::lab {

Json toJson(const Document &document)
{
    Json json = Json::object();
    json[VersionName] = SchemaVersion;
    json.update(JsonWriter::writePart(document));
    return json;
}

Json toJson(const Repeat &repeat)
{
    return JsonWriter::writePart(repeat);
}

std::string toText(const Document &document)
{
    return fileText(toJson(document));
}

Document documentFromText(std::string_view text)
{
    return documentFromJson(parseJson(text));
}

Repeat repeatFromJson(const Json &json)
{
    return JsonReader::readPart<Repeat>(json, "repeat");
}

void checkSchemaVersion(const Json &json)
{
    if (!json.is_object() || !json.contains(VersionName))
        throw ResultError("this is not a result file: it has no schema_version");
    if (const Json &version = json[VersionName]; version != SchemaVersion) {
        throw ResultError("schema_version must be " + std::to_string(SchemaVersion) + ", but is "
                          + version.dump());
    }
}

Document documentFromJson(const Json &json)
{
    checkSchemaVersion(json);
    auto document = JsonReader::readPart<Document>(json, {});
    document.more.erase(VersionName);
    return document;
}

} // namespace cownscope::lab
