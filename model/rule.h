// The table of rules. Every requirement on a body, a message or the exchange is one row;
// violations, corpus cases, edits, planted faults, reports and documentation all point at rows. Ids
// are append-only: a rule may be reworded or excluded, never renamed.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace connectorgroup {

// The enumerator is the rule's id with '_' for '.' and '-'.
enum class Rule : std::uint8_t {
  // The text as JSON: what is refused.
  json_text_incomplete,
  json_text_trailing,
  json_text_bom,
  json_whitespace,
  json_comment,
  json_value,
  json_literal,
  json_object_name,
  json_object_colon,
  json_object_separator,
  json_object_trailing_comma,
  json_array_separator,
  json_array_trailing_comma,
  json_number_leading_zero,
  json_number_plus_sign,
  json_number_integer_part,
  json_number_fraction,
  json_number_exponent,
  json_number_hexadecimal,
  json_number_not_finite,
  json_number_magnitude,
  json_number_integer_range,
  json_string_single_quote,
  json_string_control,
  json_string_escape,
  json_string_escape_hex,
  json_string_lone_surrogate,
  json_string_noncharacter,
  json_utf8_continuation,
  json_utf8_truncated,
  json_utf8_overlong,
  json_utf8_surrogate,
  json_utf8_range,
  // The text as JSON: what must be accepted.
  json_whitespace_between_tokens,
  json_string_raw_del_and_separators,
  json_string_two_character_escapes,
  json_string_solidus_escape,
  json_string_unicode_escape,
  json_string_hex_case,
  json_string_surrogate_pair,
  json_string_null_character,
  json_string_raw_utf8,
  json_number_forms,
  json_value_nested,
  json_name_compared_unescaped,
  // The body.
  body_object,
  body_member_duplicate,
  body_member_missing,
  body_member_null,
  body_member_type,
  body_member_undeclared,
  body_member_read_only,
  body_member_order_free,
  body_member_optional_absent,
  body_member_null_where_nullable,
  body_member_empty_string,
  body_member_extra_in_response,
  body_member_names_case_sensitive,
  body_enum_undeclared,
  body_enum_sentinel,
  body_enum_numeric,
  body_enum_any_string,
  body_enum_open_in_response,
  // OData control information and annotations.
  odata_annotation_tolerated,
  odata_control_ignored_in_request,
  odata_type_mismatch,
  odata_type_accepted,
  odata_context_first,
  odata_context_string,
  odata_bind_refused,
  // Collections.
  collection_value_missing,
  collection_value_array,
  collection_element_object,
  collection_count_integer,
  collection_next_link_string,
  collection_controls_anywhere,
  collection_empty,
  collection_extra_members,
  // Error objects.
  error_text_empty,
  error_member_sibling,
  error_context,
  error_detail_object,
  error_target_null,
  error_inner_spelling,
  error_inner_contents,
  error_members_extra,
  // Limits of the reader of bodies.
  limit_bytes,
  limit_depth,
  limit_members,
  limit_depth_reached,
  // What is written.
  write_strictly_conforming,
  write_refuses_unrepresentable,
  write_no_byte_order_mark,
  write_canonical_no_whitespace,
  write_canonical_escapes,
  write_canonical_numbers,
  write_canonical_order,
  write_canonical_strings_unaltered,
  // Rules that this model of a body doesn't judge; each row says why.
  json_number_precision,
  odata_ieee754_compatible,
  odata_metadata_level,
  odata_context_url,
  odata_etag_match,
  odata_defaults_of_omitted,
  odata_unhonoured_property,
  odata_representation_equals_get,
  odata_streaming_order,
  odata_deep_insert,
  enum_evolution,
  enum_prefer_unknown_members,
  enum_sentinel_in_update,
  // Framing and lines: what is refused.
  http_message_incomplete,
  http_message_trailing,
  http_line_bare_cr,
  http_line_bare_lf,
  http_method,
  http_request_line_space,
  http_request_line_version,
  http_target_form,
  http_target_character,
  http_target_percent,
  http_target_authority,
  http_version_form,
  http_version_major,
  http_status_line_space,
  http_status_code,
  http_status_range,
  http_status_line_reason,
  http_field_leading_space,
  http_field_obs_fold,
  http_field_name,
  http_field_name_space,
  http_field_colon,
  http_field_null,
  http_field_control,
  http_field_repeated,
  http_host_missing,
  http_host_repeated,
  http_host_value,
  http_host_empty,
  http_content_length_digits,
  http_content_length_range,
  http_content_length_repeated,
  http_content_length_differ,
  http_no_content_framing,
  http_transfer_encoding_with_length,
  http_transfer_encoding_version,
  http_transfer_encoding_syntax,
  http_transfer_encoding_unknown,
  http_transfer_encoding_chunked_last,
  http_transfer_encoding_chunked_twice,
  http_transfer_encoding_parameters,
  http_chunk_size,
  http_chunk_size_range,
  http_chunk_extension,
  http_chunk_data_end,
  http_trailer_forbidden,
  http_media_type_syntax,
  http_retry_after_syntax,
  // Framing and lines: what must be accepted.
  http_line_empty_before_request,
  http_method_any_token,
  http_target_absolute_form,
  http_target_query,
  http_version_minor,
  http_version_one_zero,
  http_status_line_reason_free,
  http_field_name_case,
  http_field_optional_whitespace,
  http_field_value_empty,
  http_field_obs_text,
  http_field_unknown,
  http_field_list_repeated,
  http_host_forms,
  http_host_of_absolute_form,
  http_content_length_leading_zeros,
  http_content_length_octets,
  http_content_final_line_end,
  http_content_absent,
  http_no_content_ends,
  http_content_until_close,
  http_transfer_encoding_case,
  http_transfer_encoding_empty_elements,
  http_chunk_size_forms,
  http_chunk_several,
  http_chunk_extension_ignored,
  http_chunk_trailers,
  http_media_type_parameters,
  http_media_type_case,
  // Limits of the reader of messages.
  limit_line,
  limit_fields,
  limit_field_section,
  limit_content,
  limit_chunk_extensions,
  // What is written.
  http_write_true_length,
  http_write_refuses_unrepresentable,
  http_write_accepted,
  // Known, not judged.
  http_target_length,
  http_expect,
  http_connect_tunnel,
  // The exchange: what is refused.
  exchange_method,
  exchange_version_segment,
  exchange_path,
  exchange_authorization_missing,
  exchange_content_type_missing,
  exchange_content_type_json,
  exchange_content_type_charset,
  exchange_content_encoding,
  exchange_status,
  exchange_location_syntax,
  exchange_www_authenticate_missing,
  exchange_allow_missing,
  bearer_scheme,
  bearer_token,
  bearer_one_method,
  bearer_challenge_syntax,
  bearer_challenge_scheme,
  bearer_challenge_parameter,
  bearer_challenge_repeated,
  bearer_error_status,
  // The exchange: what must be accepted.
  exchange_path_percent_encoded,
  exchange_query,
  exchange_content_type_parameters,
  exchange_fields_unknown,
  exchange_location_absent,
  exchange_error_any_code,
  bearer_scheme_case,
  bearer_spaces,
  bearer_challenge_several,
  // What a service answers.
  exchange_write_location,
  exchange_write_error,
  exchange_write_odata_version,
  exchange_write_status,
  exchange_write_no_credentials,
  exchange_get_equals_post,
  // Known, not judged.
  exchange_accept,
  exchange_odata_max_version,
  exchange_etag,
};
inline constexpr std::size_t kRuleCount = static_cast<std::size_t>(Rule::exchange_etag) + 1;

// What an implementation must do about the rule.
enum class Demand : std::uint8_t {
  refuse,    // a text that breaks the rule is refused
  accept,    // a text that uses what the rule grants isn't refused for it
  write,     // about what is written; judged by the laws on output
  excluded,  // known, not judged; `note` says why
};

// DESIGN: required = a MUST of a cited standard or a statement of the source; recommended = a
// SHOULD, or a MUST of a profile that the service doesn't declare; choice = more than one answer
// conforms.
enum class Level : std::uint8_t { required, recommended, choice };

enum class Origin : std::uint8_t {
  rfc,    // RFC 8259, 7493 (I-JSON), 8785 (canonical form), 3629 (UTF-8)
  odata,  // OData JSON Format and Protocol 4.01
  graph,  // Microsoft Graph's metadata, documentation and guidelines
  page,   // the documentation page that this project models
  suite,  // this suite's strict profile: RFC 8259 section 9 lets a bare parser accept more
};

// Which byte a violation's offset names.
enum class Place : std::uint8_t {
  byte,           // the first byte that no accepted text can have there
  unit,           // the first byte of what is at fault: a number, character, coding, status code
  member,         // the opening quote of the member's name
  closing_brace,  // the closing brace of the object that lacks a member
  field,          // the first byte of the field's name
  empty_line,     // the empty line that ends the header section which lacks a field
  end,            // the end of the text
  none,           // not a rule that a text is refused for
};

struct RuleRow {
  Rule rule;
  std::string_view id;
  Demand demand;
  Level level;
  Origin origin;
  Place place;
  std::string_view clause;
  std::string_view sentence;
  // For excluded rows and for rows without corpus cases: the reason. Empty otherwise.
  std::string_view note = {};
};

// All rows, in the order of the enumeration.
std::span<const RuleRow, kRuleCount> rules();
// The rows of one room, which follow each other: bodies (model/body/rules.h), HTTP messages
// (model/http/rules.h), the exchange (model/exchange/rules.h).
std::span<const RuleRow> body_rules();
std::span<const RuleRow> http_rules();
std::span<const RuleRow> exchange_rules();
const RuleRow& row(Rule rule);

// The rule with this id, if there is one. Linear in the number of rules.
std::optional<Rule> find_rule(std::string_view id);

std::string_view name(Demand demand);
std::string_view name(Level level);
std::string_view name(Origin origin);
std::string_view name(Place place);

// A set of rules, such as those that a planted fault ignores.
class RuleSet {
 public:
  RuleSet() = default;
  explicit RuleSet(Rule rule) { add(rule); }

  RuleSet& add(Rule rule) {
    bits_.set(static_cast<std::size_t>(rule));
    return *this;
  }
  bool has(Rule rule) const { return bits_[static_cast<std::size_t>(rule)]; }
  bool empty() const { return bits_.none(); }

  friend bool operator==(const RuleSet&, const RuleSet&) = default;

 private:
  std::bitset<kRuleCount> bits_;
};

}  // namespace connectorgroup
