// Readers that take for JSON what isn't, or don't take what is: white space, punctuation, the ends
// of a text.

#include <array>
#include <string>
#include <string_view>

#include "properties/faults/misreading.h"
#include "properties/faults/planted_fault.h"

namespace connectorgroup {
namespace {

using namespace faults;

Question request(std::string_view text) { return {Verb::read_request, std::string(text)}; }

// Without the commas that only white space parts from the bracket that closes.
std::string without_trailing_commas(std::string_view text) {
  return changed_outside_strings(text, [](std::string_view part) {
    std::string kept;
    for (const char c : part) {
      if (c == '}' || c == ']') {
        const std::size_t last = kept.find_last_not_of(" \t\r\n");
        if (last != std::string::npos && kept[last] == ',') kept.erase(last, 1);
      }
      kept += c;
    }
    return kept;
  });
}

constexpr std::array kFaults{
    PlantedFault{"structure.trailing-comma", "Takes a comma behind the last member or element.",
                 "json.object.trailing-comma json.array.trailing-comma",
                 [] { return request(R"({"name":"a",})"); },
                 [] { return forgiving(without_trailing_commas); }},
    PlantedFault{"structure.form-feed", "Takes a form feed for white space.", "json.whitespace",
                 [] { return request("{\f\"name\":\"a\"}"); },
                 [] {
                   return forgiving([](std::string_view text) {
                     return changed_outside_strings(
                         text, [](std::string_view part) { return replaced(part, "\f", " "); });
                   });
                 }},
};

}  // namespace

std::span<const PlantedFault> structure_faults() { return kFaults; }

}  // namespace connectorgroup
