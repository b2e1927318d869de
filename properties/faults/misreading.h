// Readers of bodies that are wrong in one of the usual ways, for files of the catalogue.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "model/rule.h"
#include "properties/subjects/deviating_subject.h"

namespace connectorgroup::faults {

// Accepts as well what the model accepts of the text that `forgive` makes of a refused one.
Deviation forgiving(std::string (*forgive)(std::string_view text));

// Refuses as well the texts that `objects` to, though the model accepts them. It says `rule`.
Deviation refusing(Rule rule, bool (*objects)(std::string_view text));

// Changes what the model answers.
Deviation answering(std::function<void(BodyKind kind, std::string_view text, ReadAnswer& answer)>);

// The text with `change` made to each of the longest stretches that lie outside of its strings, or,
// with `inside`, to what lies between the quotes of each string, escapes and all. A string that
// isn't closed goes on to the end.
using Change = std::function<std::string(std::string_view part)>;
std::string changed_outside_strings(std::string_view text, const Change& change);
std::string changed_inside_strings(std::string_view text, const Change& change);

// Each occurrence, from the left.
std::string replaced(std::string_view text, std::string_view what, std::string_view by);

}  // namespace connectorgroup::faults
