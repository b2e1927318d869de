// The OData error object, which every error response carries (OData JSON Format 4.01 section 21.1).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/limits.h"
#include "model/body/reader.h"
#include "model/body/writer.h"
#include "model/connector_group.h"
#include "model/rule.h"
#include "model/violation.h"

namespace connectorgroup {

struct ErrorDetail {
  std::string code;            // not empty
  std::string message;         // not empty
  Member<std::string> target;  // may be empty

  friend bool operator==(const ErrorDetail&, const ErrorDetail&) = default;
};

// What Graph's inner errors have been seen to hold; members of other names or types are skipped.
struct InnerError {
  std::optional<std::string> date;  // as sent; Graph's has no zone: "2019-11-08T21:29:49"
  std::optional<std::string> request_id;
  std::optional<std::string> client_request_id;

  friend bool operator==(const InnerError&, const InnerError&) = default;
};

struct ODataError {
  std::string code;                  // not empty; what a client branches on
  std::string message;               // not empty; for people
  Member<std::string> target;        // may be empty
  std::vector<ErrorDetail> details;  // empty: absent or an empty array
  std::optional<InnerError> inner;

  friend bool operator==(const ODataError&, const ODataError&) = default;
};

// Reads {"error": {...}} strictly in what the clause demands (one member `error`; code and message
// present, strings, not empty; the types of target, details and inner error; no context in the
// body or in `error`), tolerantly in what it leaves open: annotations anywhere, members that aren't
// known, any contents of the inner error. All rules of JSON hold. The contracts have no say.
//
// The inner error is read as `innererror` (OData's spelling) or `innerError` (the service's). Each
// must be an object; where an error has both, the standard's is the one that is kept, since the
// order of members must not matter.
//
// Owns what it returns. Decides with simdjson, and explains a refusal through the reference reader.
// Time O(n) for n bytes, plus O(m log m) for the m members of an object. A reader belongs to one
// thread at a time.
class ErrorReader {
 public:
  // REQUIRES: the limits are within the bounds that limits.h states.
  explicit ErrorReader(const Limits& limits = {});
  ~ErrorReader();
  ErrorReader(ErrorReader&&) noexcept;
  ErrorReader& operator=(ErrorReader&&) noexcept;

  Result<ODataError> read(std::string_view text);
  Result<ODataError> read(PaddedText text);

  // As BodyReader::steps().
  std::uint64_t steps() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

// The same language, slowly and with reasons: shares no parsing code with ErrorReader. Ignores
// rules as ReferenceReader does, at the same cost.
class ReferenceErrorReader {
 public:
  explicit ReferenceErrorReader(const Limits& limits = {}, const RuleSet& ignored = {})
      : limits_(limits), ignored_(ignored) {}

  Result<ODataError> read(std::string_view text);
  // As ReferenceReader::steps().
  std::uint64_t steps() const { return steps_; }

 private:
  Limits limits_;
  RuleSet ignored_;
  std::uint64_t steps_ = 0;
};

// Appends the object: code, message, target, details, then the inner error under the one spelling
// `innerError`, with date, request-id and client-request-id as far as present; sorted in the
// canonical form. Absent members and empty details are left out.
//
// A code or message that is empty breaks error.text.empty; a string that isn't UTF-8 or has a
// noncharacter, the rule that reading would name. The first violation in the order above is
// reported, whatever the form: it names the member at fault ("code", for that of a detail as well)
// and the offset within its value. `out` is then as it was. Time O(bytes written).
std::optional<Violation> write_error(const ODataError& error, Form form, std::string& out);

}  // namespace connectorgroup
