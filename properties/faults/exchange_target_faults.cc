// Readers of the create exchange that take targets for the path which aren't, or miss what the
// query of one says.

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "properties/faults/exchange_misreading.h"
#include "properties/faults/misreading.h"
#include "properties/faults/planted_fault.h"

namespace connectorgroup {
namespace {

using namespace faults;

Question to(std::string_view target) {
  return asked(request_of(target, "Bearer t", "application/json"));
}

std::string with_target_replaced(std::string_view octets, std::string_view what,
                                 std::string_view by) {
  return changed_target_or_status(
      octets, [&](std::string_view target) { return replaced(target, what, by); });
}

std::string right_path(const Contract& contract) {
  return "/" + std::string(contract.version_segments.front()) + std::string(contract.path);
}

std::string path_by_prefix(std::string_view octets, const Contract& contract) {
  return changed_target_or_status(octets, [&](std::string_view target) {
    const std::string path = right_path(contract);
    return target.starts_with(path) ? path : std::string(target);
  });
}

std::string path_in_any_case(std::string_view octets, const Contract& contract) {
  return changed_target_or_status(octets, [&](std::string_view target) {
    const std::string path = right_path(contract);
    const bool same = equal_ignoring_case(target.substr(0, path.size()), path);
    return same ? path + std::string(target.substr(path.size())) : std::string(target);
  });
}

std::string path_without_parameters(std::string_view octets, const Contract&) {
  return changed_target_or_status(octets, [](std::string_view target) {
    std::string kept_path;
    const std::size_t end = std::min(target.find('?'), target.size());
    for (std::size_t at = 0; at < end;) {
      const std::size_t next = std::min(target.find('/', at + 1), end);
      const std::string_view segment = target.substr(at, next - at);
      kept_path += segment.substr(0, segment.find(';'));
      at = next;
    }
    return kept_path.append(target.substr(end));
  });
}

std::string path_without_dots(std::string_view octets, const Contract&) {
  return changed_target_or_status(octets, [](std::string_view target) {
    std::string path(target);
    for (std::size_t at = 0; (at = path.find("/../")) != std::string::npos;) {
      const std::size_t before = at == 0 ? 0 : path.rfind('/', at - 1);
      if (before == std::string::npos) return path;
      path.erase(before, at + 3 - before);
    }
    return path;
  });
}

std::string path_without_last_slash(std::string_view octets, const Contract&) {
  return changed_target_or_status(octets, [](std::string_view target) {
    return std::string(target.ends_with('/') ? target.substr(0, target.size() - 1) : target);
  });
}

std::string decoded_twice(std::string_view octets, const Contract&) {
  return with_target_replaced(octets, "%25", "%");
}
std::string decoded_before_it_is_split(std::string_view octets, const Contract&) {
  const std::string queried = with_target_replaced(octets, "%3F", "?");
  return with_target_replaced(queried, "%2F", "/");
}

// The query is looked for in targets that begin with a slash.
std::string without_query_of_absolute_form(std::string_view octets, const Contract&) {
  return changed_target_or_status(octets, [](std::string_view target) {
    return std::string(target.starts_with('/') ? target : target.substr(0, target.find('?')));
  });
}

// Segments are counted to the end of the target.
bool query_has_slash(std::string_view octets) {
  bool found = false;
  changed_target_or_status(octets, [&found](std::string_view target) {
    const std::size_t query = std::min(target.find('?'), target.size());
    found = target.find('/', query) != std::string_view::npos;
    return std::string(target);
  });
  return found;
}

constexpr std::array kFaults{
    PlantedFault{"exchange.path-by-prefix", "Takes any target that begins with the path.",
                 "exchange.path", [] { return to("/beta/connectorGroups/1"); },
                 [] { return misreading({.forgive = path_by_prefix}); }},
    PlantedFault{"exchange.path-in-any-case", "Compares the path without regard to case.",
                 "exchange.path exchange.version-segment",
                 [] { return to("/beta/connectorgroups"); },
                 [] { return misreading({.forgive = path_in_any_case}); }},
    // As servlet containers do with ;jsessionid.
    PlantedFault{"exchange.path-parameters", "Leaves out what a semicolon begins in a segment.",
                 "exchange.path exchange.version-segment",
                 [] { return to("/beta/connectorGroups;a=b"); },
                 [] { return misreading({.forgive = path_without_parameters}); }},
    PlantedFault{"exchange.path-with-dots", "Resolves two dots as a segment of the path.",
                 "exchange.path exchange.version-segment",
                 [] { return to("/beta/users/../connectorGroups"); },
                 [] { return misreading({.forgive = path_without_dots}); }},
    PlantedFault{"exchange.slash-at-end", "Takes a slash at the end of the path.", "exchange.path",
                 [] { return to("/beta/connectorGroups/"); },
                 [] { return misreading({.forgive = path_without_last_slash}); }},
    PlantedFault{"exchange.path-decoded-twice", "Decodes the path, and what comes out again.",
                 "exchange.path exchange.version-segment",
                 [] { return to("/beta/connector%2547roups"); },
                 [] { return misreading({.forgive = decoded_twice}); }},
    PlantedFault{"exchange.target-decoded-first",
                 "Decodes the target before it looks for the query and the segments.",
                 "exchange.path exchange.version-segment",
                 [] { return to("/beta/connectorGroups%3Fa=b"); },
                 [] { return misreading({.forgive = decoded_before_it_is_split}); }},
    PlantedFault{"exchange.token-in-absolute-form",
                 "Doesn't look for a token in the query of a target that is a whole URI.",
                 "bearer.one-method",
                 [] { return to("http://h/beta/connectorGroups?access_token=t"); },
                 [] { return misreading({.forgive = without_query_of_absolute_form}); }},
    PlantedFault{"exchange.query-with-slash", "Takes slashes in the query for more of the path.",
                 "exchange.query", [] { return to("/beta/connectorGroups?a=/b"); },
                 [] { return misreading({.objects = query_has_slash}); }},
};

}  // namespace

std::span<const PlantedFault> exchange_target_faults() { return kFaults; }

}  // namespace connectorgroup
