#include "model/body/json_walk.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "model/assertion.h"
#include "model/body/finite_number.h"
#include "model/body/noncharacter.h"

namespace connectorgroup {
namespace {

namespace ondemand = simdjson::ondemand;

static_assert(kPadding >= simdjson::SIMDJSON_PADDING);

constexpr double kLargestInteger = 9007199254740991.0;  // 2^53-1: RFC 7493 section 2.2

}  // namespace

JsonWalk::JsonWalk(const Limits& limits) : limits_(limits) {
  CONNECTORGROUP_ASSERT(limits.depth_max >= 1 && limits.depth_max <= kDepthMaxHighest);
  CONNECTORGROUP_ASSERT(limits.members_max >= 1);
  CONNECTORGROUP_ASSERT(limits.bytes_max <= 0xFFFFFFFFu - kPadding);
}

PaddedText JsonWalk::pad(std::string_view text) {
  if (text.size() > limits_.bytes_max) return {text, text.size() + kPadding};
  if (buffer_.size() < text.size() + kPadding) buffer_.resize(text.size() + kPadding);
  if (!text.empty()) std::memcpy(buffer_.data(), text.data(), text.size());
  return {{buffer_.data(), text.size()}, buffer_.size()};
}

bool JsonWalk::open(const PaddedText& text, ondemand::document& document, ondemand::object& body) {
  CONNECTORGROUP_ASSERT(text.capacity >= text.text.size() + kPadding);
  steps_ = 0;
  names_.clear();
  if (text.text.size() > limits_.bytes_max) return false;
  // Some versions of simdjson skip a byte order mark.
  if (text.text.starts_with("\xEF\xBB\xBF")) return false;
  const auto error =
      parser_.iterate(text.text.data(), text.text.size(), text.capacity).get(document);
  if (error != simdjson::SUCCESS || has_noncharacter(text.text)) return false;
  return document.get_object().get(body) == simdjson::SUCCESS;
}

std::string_view JsonWalk::token(ondemand::value& value) {
  std::string_view token = value.raw_json_token();
  // never false: a token isn't white space alone
  while (!token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\n' ||
                            token.back() == '\r')) {
    token.remove_suffix(1);
  }
  return token;
}

bool JsonWalk::string(ondemand::value& value, std::string_view& out) {
  const std::string_view quoted = token(value);
  steps_ += quoted.size();
  // never true: where a quote opens, simdjson has found the one that closes
  if (quoted.size() < 2 || quoted.front() != '"' || quoted.back() != '"') return false;
  const std::string_view content = quoted.substr(1, quoted.size() - 2);
  if (content.find('\\') == std::string_view::npos) {
    out = content;
    return value.get_raw_json_string().error() == simdjson::SUCCESS;
  }
  // The whole text was searched for raw noncharacters; an escaped one shows only now.
  return value.get_string().get(out) == simdjson::SUCCESS && !has_noncharacter(out);
}

bool JsonWalk::name(ondemand::field& field, std::string_view& out) {
  if (field.unescaped_key().get(out) != simdjson::SUCCESS) return false;
  steps_ += out.size();
  return !has_noncharacter(out);
}

bool JsonWalk::boolean(ondemand::value& value, bool& out) {
  // The whole token is compared: which bytes may follow a literal isn't left to simdjson.
  const std::string_view word = token(value);
  if (word != "true" && word != "false") return false;
  return value.get_bool().get(out) == simdjson::SUCCESS;
}

bool JsonWalk::null(ondemand::value& value) {
  if (token(value) != "null") return false;
  bool is_null = false;
  return simdjson::simdjson_result<bool>(value.is_null()).get(is_null) == simdjson::SUCCESS &&
         is_null;  // never false: the token is null
}

bool JsonWalk::number(ondemand::value& value, double& out, bool& is_integer) {
  const std::string_view digits = token(value);
  steps_ += digits.size();
  is_integer = digits.find_first_of(".eE") == std::string_view::npos;
  if (digits.size() > kReliableNumberSize) {
    // An integer of this size is out of range, so the value is nobody's to ask for.
    out = 0;
    return !is_integer && is_finite_number(digits);
  }
  // A number beyond binary64 is an error of simdjson's.
  if (value.get_double().get(out) != simdjson::SUCCESS) return false;
  // 2^53+1 rounds to 2^53, which is above the limit as well.
  return !is_integer || std::fabs(out) <= kLargestInteger;
}

bool JsonWalk::skip(ondemand::value& value, std::size_t depth) {
  const std::string_view start = value.raw_json_token();
  // never true: a value has a byte
  switch (start.empty() ? '\0' : start.front()) {
    case '{':
      return skip_object(value, depth + 1);
    case '[':
      return skip_array(value, depth + 1);
    case '"': {
      std::string_view content;
      return string(value, content);
    }
    case 't':
    case 'f': {
      bool truth = false;
      return boolean(value, truth);
    }
    case 'n':
      return null(value);
    default: {
      // With brackets missing, simdjson may take what stands behind the text for a separator, and
      // then for a value that begins there, of which nothing more may be looked at.
      if (start.front() != '-' && (start.front() < '0' || start.front() > '9')) return false;
      double number_value = 0;
      bool is_integer = false;
      return number(value, number_value, is_integer);
    }
  }
}

bool JsonWalk::skip_array(ondemand::value& value, std::size_t depth) {
  if (!within_depth(depth)) return false;
  for (auto element : value.get_array()) {
    ondemand::value item;
    if (element.get(item) != simdjson::SUCCESS || !skip(item, depth)) return false;
    ++steps_;
  }
  return true;
}

bool JsonWalk::skip_object(ondemand::value& value, std::size_t depth) {
  if (!within_depth(depth)) return false;
  const std::size_t begin = names_begin();
  for (auto member : value.get_object()) {
    ondemand::field field;
    std::string_view field_name;
    if (std::move(member).get(field) != simdjson::SUCCESS || !name(field, field_name)) return false;
    add_name(field_name);
    if (too_many_members(names_.size() - begin) || !skip(field.value(), depth)) return false;
  }
  return names_are_unique(begin);
}

bool JsonWalk::names_are_unique(std::size_t begin) {
  const auto first = names_.begin() + static_cast<std::ptrdiff_t>(begin);
  steps_ += names_.size() - begin;
  bool unique = true;
  if (names_.end() - first > 1) {
    std::sort(first, names_.end());
    unique = std::adjacent_find(first, names_.end()) == names_.end();
  }
  names_.erase(first, names_.end());
  return unique;
}

}  // namespace connectorgroup
