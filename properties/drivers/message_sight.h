// What a person sees who looks at the offset of a broken message: one statement for each rule about
// the octets there. What sight.h is for bodies, and with the same purpose.
#pragma once

#include <array>
#include <string_view>

#include "model/http/message.h"
#include "model/rule.h"
#include "properties/drivers/sight.h"
#include "properties/edits/break_rule.h"

namespace connectorgroup::sight {

// The part of the line before the offset.
inline std::string_view line(const Sight& s) {
  return s.before.substr(s.before.find_last_of('\n') + 1);
}
inline std::size_t spaces(const Sight& s) {
  std::size_t count = 0;
  for (const char octet : line(s)) count += octet == ' ' ? 1 : 0;
  return count;
}
inline bool line_starts(const Sight& s, std::string_view text) {
  return equal_ignoring_case(line(s).substr(0, text.size()), text);
}
inline bool line_ends(const Sight& s) { return s.next_is("\r\n"); }
inline bool at_line_start(const Sight& s) { return line(s).empty(); }
inline bool in_head(const Sight& s) { return s.before.find("\r\n\r\n") == std::string_view::npos; }
inline bool in_value(const Sight& s) { return line(s).find(':') != std::string_view::npos; }

inline constexpr std::string_view kTokenSigns = "!#$%&'*+-.^_`|~";
inline bool is_token_sign(const Sight& s) {
  return s.next_is(kDigits) || s.next_is(kLetters) || s.next_is(kTokenSigns);
}
inline bool is_control(const Sight& s) {
  return (s.next() < 0x20 && !s.next_is("\t\r\n")) || s.next() == 0x7F;
}
// In a chunk's first line, before its extensions.
inline bool in_chunk_size(const Sight& s) {
  return !in_head(s) && line(s).find_first_not_of(kHexDigits) == std::string_view::npos;
}

// For the rules whose place is an octet or a unit; the others have the same sight each.
inline constexpr std::array kSeenInMessages{
    Seen{Rule::http_message_trailing, [](const Sight&) { return true; }},
    Seen{Rule::http_line_bare_cr,
         [](const Sight& s) { return s.last() == '\r' && s.next() != '\n'; }},
    Seen{Rule::http_line_bare_lf,
         [](const Sight& s) { return s.last() != '\r' && s.next() == '\n'; }},
    Seen{Rule::http_method,
         [](const Sight& s) {
           return spaces(s) == 0 && !is_token_sign(s) && (at_line_start(s) || !s.next_is(" \t"));
         }},
    Seen{Rule::http_request_line_space,
         [](const Sight& s) {
           return s.next() == '\t' || (s.next() == ' ' && (s.last() == ' ' || spaces(s) == 2));
         }},
    Seen{Rule::http_request_line_version,
         [](const Sight& s) { return spaces(s) == 1 && s.last() != ' ' && line_ends(s); }},
    Seen{Rule::http_target_form,
         [](const Sight& s) { return spaces(s) == 1 && (s.last() != ' ' || s.next() != '/'); }},
    Seen{Rule::http_target_character,
         [](const Sight& s) {
           return spaces(s) == 1 && !s.next_is(kDigits) && !s.next_is(kLetters) &&
                  !s.next_is("-._~!$&'()*+,;=:@/?% \t\r\n");
         }},
    Seen{Rule::http_target_percent,
         [](const Sight& s) {
           const std::size_t percent = line(s).rfind('%');
           return !s.next_is(kHexDigits) && percent + 3 > line(s).size();
         }},
    Seen{Rule::http_target_authority,
         [](const Sight& s) {
           return spaces(s) == 1 &&
                  (line_starts(s, "CONNECT ") || line(s).find("://") != std::string_view::npos);
         }},
    Seen{Rule::http_version_form,
         [](const Sight& s) {
           const std::string_view version = line(s).substr(line(s).rfind(' ') + 1);
           return version.size() > 8 ||
                  version == std::string_view("HTTP/1.1").substr(0, version.size()) ||
                  version.substr(0, 7) == "HTTP/1.";
         }},
    Seen{Rule::http_version_major,
         [](const Sight& s) {
           return line(s).ends_with("HTTP/") && s.next_is(kDigits) && s.next() != '1';
         }},
    Seen{Rule::http_status_line_space,
         [](const Sight& s) { return line(s).size() == 12 && line_ends(s); }},
    Seen{Rule::http_status_code,
         [](const Sight& s) {
           return line_starts(s, "HTTP/1.") && line(s).size() >= 8 && line(s).size() <= 12 &&
                  (line(s).size() == 12 || !s.next_is(kDigits));
         }},
    Seen{Rule::http_status_range,
         [](const Sight& s) { return line(s).size() == 9 && s.next_is("06789"); }},
    Seen{Rule::http_status_line_reason,
         [](const Sight& s) {
           return line_starts(s, "HTTP/1.") && line(s).size() >= 13 && is_control(s);
         }},
    Seen{Rule::http_field_leading_space,
         [](const Sight& s) { return at_line_start(s) && s.next_is(" \t"); }},
    Seen{Rule::http_field_obs_fold,
         [](const Sight& s) { return at_line_start(s) && s.next_is(" \t"); }},
    Seen{Rule::http_field_name,
         [](const Sight& s) { return !in_value(s) && !is_token_sign(s) && !s.next_is(" \t\r\n"); }},
    Seen{Rule::http_field_name_space,
         [](const Sight& s) { return !in_value(s) && !at_line_start(s) && s.next_is(" \t"); }},
    Seen{Rule::http_field_colon,
         [](const Sight& s) { return !in_value(s) && !at_line_start(s) && line_ends(s); }},
    Seen{Rule::http_field_null, [](const Sight& s) { return in_value(s) && s.next() == 0; }},
    Seen{Rule::http_field_control, [](const Sight& s) { return in_value(s) && is_control(s); }},
    Seen{Rule::http_host_value, [](const Sight& s) { return line_starts(s, "host:"); }},
    Seen{Rule::http_host_empty,
         [](const Sight& s) {
           return line_starts(s, "host:") &&
                  line(s).find_first_not_of(" \t", 5) == std::string_view::npos &&
                  s.next_is(":\r\n");
         }},
    Seen{Rule::http_content_length_digits,
         [](const Sight& s) {
           return line_starts(s, "content-length:") && (!s.next_is(kDigits) || s.last_is(" \t"));
         }},
    Seen{Rule::http_content_length_range,
         [](const Sight& s) {
           return line_starts(s, "content-length:") && s.after.find_first_not_of(kDigits) >= 20;
         }},
    Seen{Rule::http_content_length_repeated,
         [](const Sight& s) { return line_starts(s, "content-length:") && s.next_is(kDigits); }},
    Seen{Rule::http_content_length_differ,
         [](const Sight& s) { return line_starts(s, "content-length:") && s.next_is(kDigits); }},
    Seen{Rule::http_transfer_encoding_syntax,
         [](const Sight& s) { return line_starts(s, "transfer-encoding:"); }},
    Seen{Rule::http_transfer_encoding_unknown,
         [](const Sight& s) {
           return line_starts(s, "transfer-encoding:") && is_token_sign(s) && s.last_is(": ,\t");
         }},
    Seen{Rule::http_transfer_encoding_chunked_last,
         [](const Sight& s) {
           return line_starts(s, "transfer-encoding:") && is_token_sign(s) && s.last_is(": ,\t");
         }},
    Seen{Rule::http_transfer_encoding_chunked_twice,
         [](const Sight& s) {
           return line_starts(s, "transfer-encoding:") && s.next_is("cC") && s.last_is(": ,\t");
         }},
    Seen{Rule::http_transfer_encoding_parameters, [](const Sight& s) { return s.next() == ';'; }},
    Seen{Rule::http_chunk_size,
         [](const Sight& s) { return in_chunk_size(s) && !s.next_is(kHexDigits); }},
    Seen{Rule::http_chunk_size_range,
         [](const Sight& s) {
           return in_chunk_size(s) && at_line_start(s) &&
                  s.after.find_first_not_of(kHexDigits) > 16;
         }},
    Seen{Rule::http_chunk_extension,
         [](const Sight& s) { return !in_head(s) && !in_chunk_size(s); }},
    Seen{Rule::http_chunk_data_end, [](const Sight& s) { return !in_head(s) && !line_ends(s); }},
};

// True when the fault is to be seen where the broken text says.
inline bool is_seen_in_message(const BrokenText& broken) {
  const std::string_view text = broken.text;
  const Sight sight{text.substr(0, broken.offset), text.substr(broken.offset)};
  switch (row(broken.rule).place) {
    case Place::field:
      return at_line_start(sight) && sight.after.size() > broken.member.size() &&
             sight.after[broken.member.size()] == ':' &&
             equal_ignoring_case(sight.after.substr(0, broken.member.size()), broken.member);
    case Place::empty_line:
      return at_line_start(sight) && sight.after.starts_with("\r\n");
    case Place::end:
      return sight.after.empty();
    default:
      break;
  }
  for (const Seen& seen : kSeenInMessages) {
    if (seen.rule == broken.rule) return seen.fault(sight);
  }
  return false;
}

}  // namespace connectorgroup::sight
