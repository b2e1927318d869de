#include "properties/edits/respell_message.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

namespace connectorgroup {
namespace {

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  for (char& octet : lower) {
    if (octet >= 'A' && octet <= 'Z') octet = static_cast<char>(octet + ('a' - 'A'));
  }
  return lower;
}

void normalise(std::vector<Field>& fields) {
  for (Field& field : fields) field.name = in_lower_case(field.name);
  std::stable_sort(fields.begin(), fields.end(),
                   [](const Field& a, const Field& b) { return a.name < b.name; });
}

bool is_letter(char octet) {
  return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
}

std::string zeros(RandomSource& random) {
  constexpr std::size_t kZerosMost = 20;  // more than any number here has digits
  return random.chance(1, 2) ? std::string() : std::string(random.below(kZerosMost), '0');
}

// How much is chosen anew: often all, sometimes one thing, so that a difference has one cause.
class Respelling {
 public:
  explicit Respelling(RandomSource& random)
      : random_(random),
        only_(random.chance(1, 2) ? static_cast<Thing>(random.below(kThings)) : Thing::all) {}

  std::string respell(MessageDraft draft, bool last) {
    if (wanted(Thing::empty_line) && draft.kind == MessageKind::request) {
      draft.empty_line_first = random_.chance(1, 2);
    }
    if (wanted(Thing::start_line)) start_line(draft);
    if (wanted(Thing::framing)) framing(draft, last);
    if (wanted(Thing::chunks) && draft.framed == Framed::chunked) {
      draft.chunks = cut_into_chunks(draft.content_octets(), random_);
    }
    if (wanted(Thing::chunk_lines)) chunk_lines(draft);
    if (wanted(Thing::framing_values)) framing_values(draft.fields);
    for (std::vector<FieldDraft>* fields : {&draft.fields, &draft.trailers}) {
      if (wanted(Thing::order)) reorder(*fields);
      if (wanted(Thing::names)) names(*fields);
      if (wanted(Thing::white_space)) white_space(*fields);
    }
    return print(draft);
  }

 private:
  enum class Thing : std::uint8_t {
    empty_line,
    start_line,
    framing,
    chunks,
    chunk_lines,
    framing_values,
    order,
    names,
    white_space,
    all,
  };
  static constexpr std::size_t kThings = static_cast<std::size_t>(Thing::all);

  bool wanted(Thing thing) const { return only_ == Thing::all || only_ == thing; }

  static char minor_version(const MessageDraft& draft) {
    constexpr std::size_t kMinor = 7;
    return draft.start_line[version_at(draft) + kMinor];
  }

  void start_line(MessageDraft& draft) {
    if (minor_version(draft) != '0' && random_.chance(1, 2)) {
      set_minor_version(draft, "11123456789"[random_.below(11)]);
    }
    if (draft.kind == MessageKind::request || random_.chance(1, 2)) return;
    constexpr std::string_view kBeforeReason = "HTTP/1.1 200 ";
    constexpr std::array<std::string_view, 7> kReasons{
        "", "OK", "Created", "Not Found", " ", "\xC3\xA9\t!", "HTTP/1.1 500 x: y"};
    draft.start_line.resize(kBeforeReason.size());
    draft.start_line += kReasons[random_.below(kReasons.size())];
  }

  void framing(MessageDraft& draft, bool last) {
    if (draft.framed == Framed::no_content || !draft.trailers.empty()) return;
    const bool request = draft.kind == MessageKind::request;
    std::vector<Framed> possible{Framed::counted};
    if (minor_version(draft) != '0') possible.push_back(Framed::chunked);
    if (request && draft.content_octets().empty()) possible.push_back(Framed::nowhere);
    if (!request && last) possible.push_back(Framed::until_close);
    frame(draft, possible[random_.below(possible.size())], random_);
  }

  void chunk_lines(MessageDraft& draft) {
    for (ChunkDraft& chunk : draft.chunks) {
      chunk.size = in_any_case(chunk.size, random_);
      if (random_.chance(1, 2)) chunk.size.insert(0, zeros(random_));
      chunk.extensions = any_extensions(random_);
    }
  }

  void framing_values(std::vector<FieldDraft>& fields) {
    for (FieldDraft& field : fields) {
      if (equal_ignoring_case(field.name, "Content-Length")) {
        field.value.insert(0, zeros(random_));
      } else if (equal_ignoring_case(field.name, "Transfer-Encoding")) {
        field.value = in_any_case(field.value, random_);
        if (random_.chance(1, 4)) field.value.insert(0, "," + any_white_space(random_));
        if (random_.chance(1, 4)) field.value += any_white_space(random_) + ",";
        if (random_.chance(1, 4)) field.value += " ,\t,";
      }
    }
  }

  // Fields of one name keep their order.
  void reorder(std::vector<FieldDraft>& fields) {
    std::vector<FieldDraft> shuffled = fields;
    for (std::size_t i = shuffled.size(); i > 1; --i) {
      std::swap(shuffled[i - 1], shuffled[random_.below(i)]);
    }
    for (FieldDraft& place : shuffled) {
      const std::string name = in_lower_case(place.name);
      const auto next = std::find_if(fields.begin(), fields.end(), [&name](const FieldDraft& one) {
        return in_lower_case(one.name) == name;
      });
      place = std::move(*next);
      fields.erase(next);
    }
    fields = std::move(shuffled);
  }

  void names(std::vector<FieldDraft>& fields) {
    for (FieldDraft& field : fields) field.name = in_any_case(field.name, random_);
  }

  void white_space(std::vector<FieldDraft>& fields) {
    for (FieldDraft& field : fields) {
      field.before = random_.chance(1, 3) ? " " : any_white_space(random_);
      field.behind = random_.chance(1, 2) ? "" : any_white_space(random_);
    }
  }

  RandomSource& random_;
  Thing only_;
};

}  // namespace

Message meaning_of(Message message) {
  std::visit(
      [](auto& parts) {
        auto& fields = parts.fields;
        fields.erase(
            std::remove_if(fields.begin(), fields.end(),
                           [](const Field& field) { return is_framing_field(field.name); }),
            fields.end());
        normalise(fields);
        normalise(parts.trailers);
        parts.minor_version = std::min(parts.minor_version, 1);
      },
      message);
  if (auto* response = std::get_if<Response>(&message)) response->reason.clear();
  return message;
}

std::optional<std::string> respell_message(std::string_view text, MessageKind kind, bool last,
                                           RandomSource& random, const HttpLimits& limits) {
  const std::optional<MessageText> message = parse_message(std::string(text), kind);
  if (!message) return std::nullopt;
  std::string respelled = Respelling(random).respell(draft_of(*message), last);
  const std::optional<MessageText> anew = parse_message(respelled, kind);
  if (!anew || !fits(*anew, limits)) return std::nullopt;
  return respelled;
}

std::string in_any_case(std::string_view name, RandomSource& random) {
  enum class Case : std::uint8_t { as_it_is, lower, upper, each_letters_own };
  constexpr char kDifference = 'a' ^ 'A';
  const auto chosen = static_cast<Case>(random.below(4));
  std::string spelled(name);
  for (char& octet : spelled) {
    if (!is_letter(octet) || chosen == Case::as_it_is) continue;
    const bool is_lower = octet >= 'a';
    const bool lower =
        chosen == Case::lower || (chosen == Case::each_letters_own && random.chance(1, 2));
    if (is_lower != lower) octet = static_cast<char>(octet ^ kDifference);
  }
  return spelled;
}

std::string any_white_space(RandomSource& random) {
  constexpr std::array<std::string_view, 8> kSpaces{"", "", " ", "\t", "  ", " \t", "\t ", "   "};
  return std::string(kSpaces[random.below(kSpaces.size())]);
}

std::string any_extensions(RandomSource& random) {
  constexpr std::array<std::string_view, 9> kExtensions{";a",
                                                        ";a=b",
                                                        ";a=\"b;\\\"\t \xFF\"",
                                                        "; a = b",
                                                        " ;a\t;b=\"\"",
                                                        ";a;a;a",
                                                        ";a=\"\\\\\"",
                                                        ";a = \"0\\0\" ; b",
                                                        "\t;!#$%&'*+-.^_`|~=0"};
  std::string extensions;
  while (random.chance(1, 3)) extensions += kExtensions[random.below(kExtensions.size())];
  return extensions;
}

}  // namespace connectorgroup
