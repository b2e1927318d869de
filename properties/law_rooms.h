// The laws by what they are about. A room is what a driver runs: laws that take inputs of one kind,
// and the subjects that every input is tried on.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "properties/law.h"
#include "properties/subject.h"

namespace connectorgroup {

// What the bytes of an input are. Each kind has its file name extension.
enum class InputKind : std::uint8_t {
  body,        // .json: a body by itself
  connection,  // .http: the octets of a connection, one way
  page,        // .md: a page of documentation
};
inline constexpr std::array<InputKind, 3> kInputKinds{InputKind::body, InputKind::connection,
                                                      InputKind::page};
// ".json"
std::string_view extension(InputKind kind);
// The kind that a file's name tells.
std::optional<InputKind> kind_of(const std::filesystem::path& file);

using Subjects = std::vector<std::unique_ptr<Subject>>;

struct LawRoom {
  std::string_view name;  // "http": the ids of its laws begin with it and a dot
  InputKind input;
  std::span<const Law> laws;
  // The subjects that all laws are held to: the model, under each contract where that matters.
  Subjects (*subjects)();
  // Further ones that the first law alone is held to.
  Subjects (*first_law_subjects)();
  // Whether the subject accepts the bytes as something, so that a driver can say what share of its
  // inputs gets anywhere.
  bool (*accepts)(std::string_view bytes, Subject& subject);
};

// Bodies, HTTP messages, the exchange, the service, and, where its reader was built, pages.
std::span<const LawRoom> law_rooms();

// The room of this name, or null.
const LawRoom* find_room(std::string_view name);
// The room whose laws the id could belong to, by its first word. REQUIRES: there is one.
const LawRoom& room_of(const Law& law);

}  // namespace connectorgroup
