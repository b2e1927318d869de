// Writes objects as nearly all are, in one pass: members that may be there, and strings that aren't
// long. Private to the model.
//
// What it doesn't write, the writer looks at member by member, to say what is wrong with it or to
// write it in the long way.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/body/member_slots.h"
#include "model/body/object_form.h"
#include "model/connector_group.h"
#include "model/contract.h"

namespace connectorgroup::writing {

// What a member of an object is to hold.
struct Content {
  enum class Kind : std::uint8_t { absent, null, text, truth, falsehood };

  Content() = default;
  Content(std::string_view content) : kind(Kind::text), text(content) {}
  Content(bool content) : kind(content ? Kind::truth : Kind::falsehood) {}
  template <class Value>
  Content(const Member<Value>& member) {
    if (member.has_value())
      *this = Content(member.value());
    else if (member.is_null())
      kind = Kind::null;
  }

  Kind kind = Kind::absent;
  std::string_view text = {};
};
using Contents = std::array<Content, kReadMemberCount>;  // by MemberId

// Appends the object and returns true; or returns false and leaves `out` as it was.
bool append_plain(const Contents& contents, const Contract& contract, Role role,
                  const ObjectForm& form, std::string& out);

}  // namespace connectorgroup::writing
