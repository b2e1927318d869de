// The rows about bodies: JSON, the resource, OData control information, collections, errors, and
// what is written. Part of the table of rule.h; nothing else includes this file.
#pragma once

#include <array>
#include <string_view>

#include "model/rule.h"

namespace connectorgroup::rule_rows {

using enum Demand;
using enum Level;
using enum Origin;

constexpr std::string_view kOutputNote =
    "judged on what is written, by the laws on output; a body that is read can't break it";

// Columns: rule, id, demand, level, origin, place, clause, sentence, note.
// Malformed JSON is refused by this suite's strict profile (origin suite); acceptance of conforming
// texts is a MUST of RFC 8259 section 9 itself (origin rfc).
inline constexpr std::array kBodyRules{
    RuleRow{Rule::json_text_incomplete, "json.text.incomplete", refuse, required, suite, Place::end,
            "RFC 8259 s.2", "The text must not end before its object is complete."},
    RuleRow{Rule::json_text_trailing, "json.text.trailing", refuse, required, suite, Place::byte,
            "RFC 8259 s.2", "Nothing but white space may follow the object."},
    RuleRow{Rule::json_text_bom, "json.text.bom", refuse, choice, suite, Place::byte,
            "RFC 8259 s.8.1",
            "A text must not begin with a byte order mark. A parser may skip one; the strict model "
            "refuses it."},
    RuleRow{
        Rule::json_whitespace, "json.whitespace", refuse, required, suite, Place::byte,
        "RFC 8259 s.2",
        "Between tokens, no control character but tab, line feed and carriage return, and no byte "
        "outside ASCII, may stand."},
    RuleRow{Rule::json_comment, "json.comment", refuse, required, suite, Place::byte,
            "RFC 8259 s.2", "JSON has no comments."},
    RuleRow{Rule::json_value, "json.value", refuse, required, suite, Place::byte, "RFC 8259 s.3",
            "Where a value is due, a byte must stand that can begin one."},
    RuleRow{Rule::json_literal, "json.literal", refuse, required, suite, Place::byte,
            "RFC 8259 s.3", "The only literal names are true, false and null, in lower case."},
    RuleRow{Rule::json_object_name, "json.object.name", refuse, required, suite, Place::byte,
            "RFC 8259 s.4", "A member's name must be a string in double quotes."},
    RuleRow{Rule::json_object_colon, "json.object.colon", refuse, required, suite, Place::byte,
            "RFC 8259 s.4", "A colon must stand between a member's name and its value."},
    RuleRow{
        Rule::json_object_separator, "json.object.separator", refuse, required, suite, Place::byte,
        "RFC 8259 s.4",
        "One comma must stand between two members, none before the first, and only a closing brace "
        "may end the object."},
    RuleRow{Rule::json_object_trailing_comma, "json.object.trailing-comma", refuse, required, suite,
            Place::byte, "RFC 8259 s.4", "No comma may stand before an object's closing brace."},
    RuleRow{Rule::json_array_separator, "json.array.separator", refuse, required, suite,
            Place::byte, "RFC 8259 s.5",
            "One comma must stand between two elements, none before the first, and only a closing "
            "bracket "
            "may end the array."},
    RuleRow{Rule::json_array_trailing_comma, "json.array.trailing-comma", refuse, required, suite,
            Place::byte, "RFC 8259 s.5", "No comma may stand before an array's closing bracket."},
    RuleRow{Rule::json_number_leading_zero, "json.number.leading-zero", refuse, required, suite,
            Place::byte, "RFC 8259 s.6", "A number's integer part must not have a leading zero."},
    RuleRow{Rule::json_number_plus_sign, "json.number.plus-sign", refuse, required, suite,
            Place::byte, "RFC 8259 s.6", "A number must not begin with a plus sign."},
    RuleRow{Rule::json_number_integer_part, "json.number.integer-part", refuse, required, suite,
            Place::byte, "RFC 8259 s.6",
            "A number must have a digit before anything but its minus sign."},
    RuleRow{Rule::json_number_fraction, "json.number.fraction", refuse, required, suite,
            Place::byte, "RFC 8259 s.6", "A digit must follow a number's decimal point."},
    RuleRow{Rule::json_number_exponent, "json.number.exponent", refuse, required, suite,
            Place::byte, "RFC 8259 s.6",
            "A digit must follow a number's exponent mark and its sign."},
    RuleRow{Rule::json_number_hexadecimal, "json.number.hexadecimal", refuse, required, suite,
            Place::byte, "RFC 8259 s.6", "A number is decimal."},
    RuleRow{Rule::json_number_not_finite, "json.number.not-finite", refuse, required, suite,
            Place::byte, "RFC 8259 s.6", "NaN and Infinity aren't numbers."},
    RuleRow{Rule::json_number_magnitude, "json.number.magnitude", refuse, recommended, rfc,
            Place::unit, "RFC 7493 s.2.2",
            "A number's magnitude must not exceed what a binary64 can hold."},
    RuleRow{
        Rule::json_number_integer_range, "json.number.integer-range", refuse, recommended, rfc,
        Place::unit, "RFC 7493 s.2.2",
        "An integer, written without fraction and exponent, must not exceed 2^53-1 in magnitude."},
    RuleRow{Rule::json_string_single_quote, "json.string.single-quote", refuse, required, suite,
            Place::byte, "RFC 8259 s.7", "Strings and names are delimited by double quotes only."},
    RuleRow{Rule::json_string_control, "json.string.control", refuse, required, suite, Place::byte,
            "RFC 8259 s.7", "In a string, the characters U+0000 to U+001F must be escaped."},
    RuleRow{Rule::json_string_escape, "json.string.escape", refuse, required, suite, Place::byte,
            "RFC 8259 s.7", "A backslash must be followed by one of \" \\ / b f n r t u."},
    RuleRow{Rule::json_string_escape_hex, "json.string.escape-hex", refuse, required, suite,
            Place::byte, "RFC 8259 s.7",
            "The escape \\u must be followed by four hexadecimal digits."},
    RuleRow{Rule::json_string_lone_surrogate, "json.string.lone-surrogate", refuse, recommended,
            rfc, Place::unit, "RFC 7493 s.2.1",
            "An escaped surrogate must be one half of a pair: high, then low."},
    RuleRow{
        Rule::json_string_noncharacter, "json.string.noncharacter", refuse, recommended, rfc,
        Place::unit, "RFC 7493 s.2.1",
        "A name or string must hold no noncharacter (U+FDD0 to U+FDEF, U+nFFFE, U+nFFFF), raw or "
        "escaped."},
    RuleRow{Rule::json_utf8_continuation, "json.utf8.continuation", refuse, required, rfc,
            Place::byte, "RFC 8259 s.8.1, RFC 3629 s.4",
            "A continuation byte must not stand without its lead byte."},
    RuleRow{Rule::json_utf8_truncated, "json.utf8.truncated", refuse, required, rfc, Place::byte,
            "RFC 8259 s.8.1, RFC 3629 s.4",
            "A lead byte must be followed by all of its continuation bytes."},
    RuleRow{Rule::json_utf8_overlong, "json.utf8.overlong", refuse, required, rfc, Place::byte,
            "RFC 8259 s.8.1, RFC 3629 s.3", "A character must be encoded in its shortest form."},
    RuleRow{Rule::json_utf8_surrogate, "json.utf8.surrogate", refuse, required, rfc, Place::byte,
            "RFC 8259 s.8.1, RFC 3629 s.3", "UTF-8 must not encode a surrogate (ED A0 to ED BF)."},
    RuleRow{Rule::json_utf8_range, "json.utf8.range", refuse, required, rfc, Place::byte,
            "RFC 8259 s.8.1, RFC 3629 s.3",
            "UTF-8 must not encode beyond U+10FFFF; the bytes F5 to FF never occur."},

    RuleRow{Rule::json_whitespace_between_tokens, "json.whitespace.between-tokens", accept,
            required, rfc, Place::none, "RFC 8259 s.2",
            "Space, tab, line feed and carriage return may stand before and after any token."},
    RuleRow{Rule::json_string_raw_del_and_separators, "json.string.raw-del-and-separators", accept,
            required, rfc, Place::none, "RFC 8259 s.7",
            "DEL, U+0080 to U+009F, U+2028 and U+2029 may stand in a string unescaped."},
    RuleRow{Rule::json_string_two_character_escapes, "json.string.two-character-escapes", accept,
            required, rfc, Place::none, "RFC 8259 s.7",
            "The escapes \\\" \\\\ \\b \\f \\n \\r \\t stand for their characters."},
    RuleRow{Rule::json_string_solidus_escape, "json.string.solidus-escape", accept, required, rfc,
            Place::none, "RFC 8259 s.7", "A solidus may be escaped, and needn't be."},
    RuleRow{Rule::json_string_unicode_escape, "json.string.unicode-escape", accept, required, rfc,
            Place::none, "RFC 8259 s.7", "Any character may be written as \\u and four digits."},
    RuleRow{Rule::json_string_hex_case, "json.string.hex-case", accept, required, rfc, Place::none,
            "RFC 8259 s.7", "The hexadecimal digits of an escape may be in either case."},
    RuleRow{Rule::json_string_surrogate_pair, "json.string.surrogate-pair", accept, required, rfc,
            Place::none, "RFC 8259 s.7",
            "A pair of escaped surrogates stands for one character beyond the Basic Multilingual "
            "Plane."},
    RuleRow{Rule::json_string_null_character, "json.string.null-character", accept, required, rfc,
            Place::none, "RFC 8259 s.7", "U+0000 may be written as an escape, and ends nothing."},
    RuleRow{Rule::json_string_raw_utf8, "json.string.raw-utf8", accept, required, rfc, Place::none,
            "RFC 8259 s.8.1", "Characters of every UTF-8 length may stand in a string unescaped."},
    RuleRow{Rule::json_number_forms, "json.number.forms", accept, required, rfc, Place::none,
            "RFC 8259 s.6",
            "Minus sign, fraction and exponent (either case, with or without sign) are all "
            "optional, and "
            "-0 is a number."},
    RuleRow{Rule::json_value_nested, "json.value.nested", accept, required, rfc, Place::none,
            "RFC 8259 s.3",
            "Where any value may stand, an array or an object may, empty ones included."},
    RuleRow{Rule::json_name_compared_unescaped, "json.name.compared-unescaped", accept, required,
            rfc, Place::none, "RFC 8259 s.8.3",
            "Names are compared after unescaping: \"n\\u0061me\" is the name \"name\"."},

    RuleRow{Rule::body_object, "body.object", refuse, required, odata, Place::byte,
            "OData JSON 4.01 s.4.2", "A body is one JSON object."},
    RuleRow{Rule::body_member_duplicate, "body.member.duplicate", refuse, recommended, rfc,
            Place::member, "RFC 7493 s.2.3",
            "No object, at any depth, may have two members of the same name."},
    RuleRow{Rule::body_member_missing, "body.member.missing", refuse, required, page,
            Place::closing_brace, "page; Graph metadata; OData JSON 4.01 s.21.1",
            "Every required member must be present."},
    RuleRow{Rule::body_member_null, "body.member.null", refuse, required, graph, Place::member,
            "CSDL Nullable=false; OData JSON 4.01 s.21.1",
            "A member that isn't nullable must not be null."},
    RuleRow{Rule::body_member_type, "body.member.type", refuse, required, graph, Place::member,
            "OData JSON 4.01 s.7.1, s.21.1", "A member's value must be of the member's JSON type."},
    RuleRow{Rule::body_member_undeclared, "body.member.undeclared", refuse, required, odata,
            Place::member, "OData Protocol 4.01 s.11.4.2",
            "A create request must not carry a property that the resource type doesn't declare."},
    RuleRow{Rule::body_member_read_only, "body.member.read-only", refuse, choice, odata,
            Place::member, "OData Protocol 4.01 s.11.4.2",
            "A create request should leave out what the service sets. A service may ignore or "
            "refuse it; "
            "the strict model refuses it."},
    RuleRow{Rule::body_member_order_free, "body.member.order-free", accept, required, rfc,
            Place::none, "RFC 8259 s.4; OData JSON 4.01 s.4.4",
            "Properties may stand in any order."},
    RuleRow{Rule::body_member_optional_absent, "body.member.optional-absent", accept, required,
            page, Place::none, "page; Graph guidelines, nullable; OData JSON 4.01 s.21.1",
            "Every optional member may be absent, and absent isn't null."},
    RuleRow{Rule::body_member_null_where_nullable, "body.member.null-where-nullable", accept,
            required, graph, Place::none, "CSDL Nullable=true", "A nullable member may be null."},
    RuleRow{Rule::body_member_empty_string, "body.member.empty-string", accept, required, graph,
            Place::none, "CSDL Edm.String", "An empty string is a value: neither absent nor null."},
    RuleRow{Rule::body_member_extra_in_response, "body.member.extra-in-response", accept, required,
            odata, Place::none, "OData Protocol 4.01 s.11.4.1; RFC 7493 s.4.2",
            "A response may carry properties that the metadata doesn't advertise."},
    RuleRow{Rule::body_member_names_case_sensitive, "body.member.names-case-sensitive", refuse,
            required, odata, Place::member, "OData CSDL 4.01 s.15.2",
            "Property names are case-sensitive: a create request must not spell a declared name in "
            "another case."},
    RuleRow{Rule::body_enum_undeclared, "body.enum.undeclared", refuse, required, graph,
            Place::member, "Graph metadata; evolvable-enums",
            "A value of an enumeration must be one of its members; in a response, only a closed "
            "enumeration is held to this."},
    RuleRow{Rule::body_enum_sentinel, "body.enum.sentinel", refuse, required, graph, Place::member,
            "Graph guidelines, evolvable-enums",
            "A create request must not send the sentinel unknownFutureValue."},
    RuleRow{Rule::body_enum_numeric, "body.enum.numeric", refuse, choice, odata, Place::member,
            "OData JSON 4.01 s.7.1",
            "OData lets an enumeration value be its number in a string; Graph documents names "
            "only, and "
            "the strict model refuses numbers."},
    RuleRow{Rule::body_enum_any_string, "body.enum.any-string", accept, required, page, Place::none,
            "page", "Where the page types a member as a string, any string will do."},
    RuleRow{Rule::body_enum_open_in_response, "body.enum.open-in-response", accept, required, graph,
            Place::none, "Graph guidelines, evolvable-enums",
            "A response may hold a value of an evolvable enumeration that isn't known; it is kept "
            "raw."},

    RuleRow{Rule::odata_annotation_tolerated, "odata.annotation.tolerated", accept, required, odata,
            Place::none, "OData JSON 4.01 s.4.5, s.20",
            "Unknown annotations and control information, any name with an @ in it, must not be "
            "refused, "
            "whatever JSON value they have."},
    RuleRow{Rule::odata_control_ignored_in_request, "odata.control.ignored-in-request", accept,
            required, odata, Place::none, "OData JSON 4.01 s.4.5",
            "In a request, context, id, etag and link control information is ignored."},
    RuleRow{Rule::odata_type_mismatch, "odata.type.mismatch", refuse, required, odata,
            Place::member, "OData JSON 4.01 s.4.5.3",
            "@odata.type and its short form @type must be \"#microsoft.graph.connectorGroup\"."},
    RuleRow{Rule::odata_type_accepted, "odata.type.accepted", accept, required, odata, Place::none,
            "OData JSON 4.01 s.4.5.3", "A body may state its type where it doesn't contradict."},
    RuleRow{Rule::odata_context_first, "odata.context.first", refuse, required, odata,
            Place::member, "OData JSON 4.01 s.4.5.1",
            "In a response, @odata.context and its short form @context must be the object's first "
            "member."},
    RuleRow{Rule::odata_context_string, "odata.context.string", refuse, required, odata,
            Place::member, "OData JSON 4.01 s.4.5.1",
            "In a response, the context must be a string."},
    RuleRow{Rule::odata_bind_refused, "odata.bind.refused", refuse, choice, odata, Place::member,
            "OData JSON 4.0 s.8.5; Protocol 4.01 s.11.4.2",
            "A name that ends in @odata.bind asks to link existing resources on create. Here "
            "navigation "
            "properties are read-only, so a service may ignore or refuse it; the strict model "
            "refuses."},

    RuleRow{Rule::collection_value_missing, "collection.value.missing", refuse, required, odata,
            Place::closing_brace, "OData JSON 4.01 s.12",
            "A collection must have the member value."},
    RuleRow{Rule::collection_value_array, "collection.value.array", refuse, required, odata,
            Place::member, "OData JSON 4.01 s.12", "A collection's value must be an array."},
    RuleRow{Rule::collection_element_object, "collection.element.object", refuse, required, odata,
            Place::byte, "OData JSON 4.01 s.12",
            "Every element of a collection must be an object."},
    RuleRow{Rule::collection_count_integer, "collection.count.integer", refuse, required, odata,
            Place::member, "OData JSON 4.01 s.4.5.5",
            "@odata.count and its short form @count must be a number without sign, fraction and "
            "exponent."},
    RuleRow{Rule::collection_next_link_string, "collection.next-link.string", refuse, required,
            odata, Place::member, "OData JSON 4.01 s.4.5.6",
            "@odata.nextLink and its short form @nextLink must be a string."},
    RuleRow{Rule::collection_controls_anywhere, "collection.controls.anywhere", accept, required,
            odata, Place::none, "OData JSON 4.01 s.4.5.5, s.4.5.6",
            "Count and next link may stand before or after the objects, or be absent."},
    RuleRow{Rule::collection_empty, "collection.empty", accept, required, odata, Place::none,
            "OData JSON 4.01 s.12", "A collection may have no elements."},
    RuleRow{Rule::collection_extra_members, "collection.extra-members", accept, recommended, rfc,
            Place::none, "RFC 7493 s.4.2",
            "Members of the collection that aren't known are skipped, not refused."},

    RuleRow{Rule::error_text_empty, "error.text.empty", refuse, required, odata, Place::member,
            "OData JSON 4.01 s.21.1",
            "The code and the message of an error, and of each of its details, must not be empty."},
    RuleRow{Rule::error_member_sibling, "error.member.sibling", refuse, required, odata,
            Place::member, "OData JSON 4.01 s.21.1",
            "An error response is an object with the single member error; only annotations may "
            "stand beside it."},
    // The clause excludes error responses from those that allow a context, and tells no receiver
    // what to do about one.
    RuleRow{Rule::error_context, "error.context", refuse, recommended, odata, Place::member,
            "OData JSON 4.01 s.4.5.1",
            "An error response must not carry @odata.context or its short form @context, beside "
            "error or in it."},
    RuleRow{Rule::error_detail_object, "error.detail.object", refuse, required, odata, Place::byte,
            "OData JSON 4.01 s.21.1", "Every element of an error's details must be an object."},
    RuleRow{Rule::error_target_null, "error.target.null", accept, required, odata, Place::none,
            "OData JSON 4.01 s.21.1", "The target of an error, or of a detail, may be null."},
    RuleRow{Rule::error_inner_spelling, "error.inner.spelling", accept, required, graph,
            Place::none, "OData JSON 4.01 s.21.1; Graph errors",
            "The inner error is spelled innererror by OData and innerError by the service; both "
            "are read, and where an error has both, OData's is kept."},
    RuleRow{Rule::error_inner_contents, "error.inner.contents", accept, required, odata,
            Place::none, "OData JSON 4.01 s.21.1",
            "What an inner error contains is the service's own affair: any members, with any JSON "
            "as their values."},
    RuleRow{Rule::error_members_extra, "error.members.extra", accept, recommended, rfc, Place::none,
            "RFC 7493 s.4.2",
            "Members of an error, or of a detail, that aren't known are skipped, not refused."},

    RuleRow{Rule::limit_bytes, "limit.bytes", refuse, choice, suite, Place::byte, "RFC 8259 s.9",
            "A text must not be longer than the reader's limit on bytes.",
            "a text longer than 16 MiB has no place in a corpus; the tests and laws of limits set "
            "small "
            "ones"},
    RuleRow{
        Rule::limit_depth, "limit.depth", refuse, choice, suite, Place::byte, "RFC 8259 s.9",
        "Objects and arrays must not be nested deeper than the reader's limit; the body itself is "
        "level one."},
    RuleRow{Rule::limit_members, "limit.members", refuse, choice, suite, Place::member,
            "RFC 8259 s.9", "An object must not have more members than the reader's limit."},
    RuleRow{Rule::limit_depth_reached, "limit.depth.reached", accept, choice, suite, Place::none,
            "RFC 8259 s.9", "Nesting as deep as the limit is accepted."},

    RuleRow{Rule::write_strictly_conforming, "write.strictly-conforming", write, required, rfc,
            Place::none, "RFC 8259 s.10",
            "What is written is accepted, and read back as the same value.", kOutputNote},
    RuleRow{Rule::write_refuses_unrepresentable, "write.refuses-unrepresentable", write, required,
            rfc, Place::none, "RFC 8785 s.3.2.2.2",
            "A value that the text can't carry is refused, and nothing of it is written.",
            kOutputNote},
    RuleRow{Rule::write_no_byte_order_mark, "write.no-byte-order-mark", write, required, rfc,
            Place::none, "RFC 8259 s.8.1", "A byte order mark is never written.", kOutputNote},
    RuleRow{Rule::write_canonical_no_whitespace, "write.canonical.no-whitespace", write, required,
            rfc, Place::none, "RFC 8785 s.3.2.1",
            "The canonical form has no white space between tokens.", kOutputNote},
    RuleRow{Rule::write_canonical_escapes, "write.canonical.escapes", write, required, rfc,
            Place::none, "RFC 8785 s.3.2.2.2",
            "The canonical form escapes only quote, backslash and controls, the latter in short "
            "form or "
            "with lower-case digits.",
            kOutputNote},
    RuleRow{
        Rule::write_canonical_numbers, "write.canonical.numbers", write, required, rfc, Place::none,
        "RFC 8785 s.3.2.2.3",
        "The canonical form writes a number as ECMAScript does; the only one here, a count, as its "
        "digits.",
        kOutputNote},
    RuleRow{Rule::write_canonical_order, "write.canonical.order", write, required, rfc, Place::none,
            "RFC 8785 s.3.2.3", "The canonical form sorts names by their UTF-16 code units.",
            kOutputNote},
    RuleRow{Rule::write_canonical_strings_unaltered, "write.canonical.strings-unaltered", write,
            required, rfc, Place::none, "RFC 8785 s.3.1", "String data is never normalised.",
            kOutputNote},

    RuleRow{Rule::json_number_precision, "json.number.precision", excluded, recommended, rfc,
            Place::none, "RFC 7493 s.2.2", "A fraction should not be more precise than a binary64.",
            "the clause gives no test: 0.1 isn't exact in binary64 either, and no member here is a "
            "fraction"},
    RuleRow{Rule::odata_ieee754_compatible, "odata.ieee754-compatible", excluded, required, odata,
            Place::none, "OData JSON 4.01 s.3.2",
            "With IEEE754Compatible=true, @odata.count is a string.",
            "decided by a parameter of Content-Type, which a body alone doesn't have"},
    RuleRow{Rule::odata_metadata_level, "odata.metadata-level", excluded, required, odata,
            Place::none, "OData JSON 4.01 s.3.1",
            "The metadata level says which control information a response carries.",
            "decided by a parameter of Content-Type, which a body alone doesn't have"},
    RuleRow{Rule::odata_context_url, "odata.context.url", excluded, required, odata, Place::none,
            "OData Protocol 4.01 s.10", "The context URL names the set and the selection.",
            "its value depends on the service root and the request; tolerated as any string here"},
    RuleRow{Rule::odata_etag_match, "odata.etag.match", excluded, required, odata, Place::none,
            "OData JSON 4.01 s.4.5.8", "In an update, an etag in the body must match.",
            "about updates; a create request ignores it (odata.control.ignored-in-request)"},
    RuleRow{Rule::odata_defaults_of_omitted, "odata.defaults-of-omitted", excluded, required, odata,
            Place::none, "OData Protocol 4.01 s.11.4.2",
            "A property that is omitted on create gets its default value.",
            "about the service's state, not about the body"},
    RuleRow{Rule::odata_unhonoured_property, "odata.unhonoured-property", excluded, required, odata,
            Place::none, "OData Protocol 4.01 s.11.4.2",
            "A value that the service can't honour now is answered with an error.",
            "about the service's state, not about the body"},
    RuleRow{Rule::odata_representation_equals_get, "odata.representation-equals-get", excluded,
            required, odata, Place::none, "OData Protocol 4.01 s.11.4.2",
            "The representation returned by a create equals that of a later read.",
            "about two exchanges, not about one body"},
    RuleRow{Rule::odata_streaming_order, "odata.streaming-order", excluded, required, odata,
            Place::none, "OData JSON 4.01 s.4.4",
            "With streaming=true, control information precedes what it annotates.",
            "decided by a parameter of Content-Type, which a body alone doesn't have"},
    RuleRow{
        Rule::odata_deep_insert, "odata.deep-insert", excluded, choice, odata, Place::none,
        "OData Protocol 4.01 s.11.4.2.2", "A create request may carry related resources inline.",
        "navigation properties are read-only here: body.member.read-only judges their presence"},
    RuleRow{Rule::enum_evolution, "enum.evolution", excluded, required, graph, Place::none,
            "Graph guidelines, evolvable-enums",
            "New members follow the sentinel, and a closed enumeration gets none.",
            "about how metadata may change, not about a body"},
    RuleRow{Rule::enum_prefer_unknown_members, "enum.prefer-unknown-members", excluded, required,
            graph, Place::none, "Graph guidelines, evolvable-enums",
            "Values beyond the sentinel are sent only to clients that prefer them.",
            "decided by the Prefer header, which a body alone doesn't have"},
    RuleRow{Rule::enum_sentinel_in_update, "enum.sentinel-in-update", excluded, required, graph,
            Place::none, "Graph guidelines, evolvable-enums",
            "In an update, the sentinel leaves the property unchanged.",
            "about updates, not about create"},
};

}  // namespace connectorgroup::rule_rows
