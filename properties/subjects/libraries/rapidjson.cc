// RapidJSON's DOM with default flags, and a second time with the flags that its documentation names
// for validating UTF-8 on both ways. Needs 1.1, the first that parses a text with its length.

#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/rapidjson.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "properties/subjects/libraries/tree_subject.h"

namespace connectorgroup {
namespace {

using Allocator = rapidjson::Document::AllocatorType;

template <unsigned kParseFlags>
class RapidJsonReader {
 public:
  using Node = const rapidjson::Value*;  // null: there is none

  bool parse(std::string_view text) {
    return !document_.Parse<kParseFlags>(text.data(), text.size()).HasParseError();
  }
  Node root() { return &document_; }

  static bool is_object(Node node) { return node != nullptr && node->IsObject(); }
  static bool is_null(Node node) { return node != nullptr && node->IsNull(); }
  static bool is_absent(Node node) { return node == nullptr; }
  static Node member(Node node, const std::string& name) {
    const auto found = node->FindMember(name.c_str());
    return found == node->MemberEnd() ? nullptr : &found->value;
  }
  static std::optional<std::string> string(Node node) {
    if (node == nullptr || !node->IsString()) return std::nullopt;
    return std::string(node->GetString(), node->GetStringLength());
  }
  static std::optional<bool> boolean(Node node) {
    if (node == nullptr || !node->IsBool()) return std::nullopt;
    return node->GetBool();
  }
  static std::optional<std::uint64_t> integer(Node node) {
    if (node == nullptr || !node->IsUint64()) return std::nullopt;
    return node->GetUint64();
  }
  template <class Use>
  static bool each(Node node, Use use) {
    if (node == nullptr || !node->IsArray()) return false;
    for (const rapidjson::Value& element : node->GetArray()) {
      if (!use(&element)) return false;
    }
    return true;
  }

 private:
  rapidjson::Document document_;
};

class RapidJsonWriter {
 public:
  RapidJsonWriter(rapidjson::Value& object, Allocator& allocator)
      : object_(object), allocator_(allocator) {}

  void string(const std::string& name, const std::string& value) { add(name, text(value)); }
  void boolean(const std::string& name, bool value) { add(name, rapidjson::Value(value)); }
  void integer(const std::string& name, std::uint64_t value) { add(name, rapidjson::Value(value)); }
  void null(const std::string& name) { add(name, rapidjson::Value()); }
  template <class Fill>
  void object(const std::string& name, Fill fill) {
    rapidjson::Value child(rapidjson::kObjectType);
    RapidJsonWriter writer(child, allocator_);
    fill(writer);
    add(name, std::move(child));
  }
  template <class Range, class Fill>
  void objects(const std::string& name, const Range& range, Fill fill) {
    rapidjson::Value array(rapidjson::kArrayType);
    for (const auto& element : range) {
      rapidjson::Value child(rapidjson::kObjectType);
      RapidJsonWriter writer(child, allocator_);
      fill(writer, element);
      array.PushBack(std::move(child), allocator_);
    }
    add(name, std::move(array));
  }

 private:
  rapidjson::Value text(const std::string& value) {
    const auto size = static_cast<rapidjson::SizeType>(value.size());
    return rapidjson::Value(value.c_str(), size, allocator_);
  }
  void add(const std::string& name, rapidjson::Value value) {
    object_.AddMember(text(name), std::move(value), allocator_);
  }

  rapidjson::Value& object_;
  Allocator& allocator_;
};

constexpr unsigned kDefault = 0;  // kParseDefaultFlags and kWriteDefaultFlags
static_assert(kDefault == rapidjson::kParseNoFlags && kDefault == rapidjson::kWriteNoFlags);

constexpr std::string_view kNesting =
    "no limit, but it recurses: deep texts overflow the stack (kParseIterativeFlag isn't used)";

template <unsigned kParseFlags, unsigned kWriteFlags>
struct RapidJson {
  using Reader = RapidJsonReader<kParseFlags>;
  using ObjectWriter = RapidJsonWriter;

  static LibraryInfo info() {
    if constexpr (kParseFlags == kDefault) {
      return {"rapidjson", RAPIDJSON_VERSION_STRING,
              "Document::Parse(text, length), FindMember; Accept(Writer or PrettyWriter); defaults",
              kNesting};
    } else {
      return {
          "rapidjson-validating", RAPIDJSON_VERSION_STRING,
          "as rapidjson, with kParseValidateEncodingFlag and kWriteValidateEncodingFlag; Writer "
          "alone",
          kNesting};
    }
  }

  template <class Fill>
  static std::optional<std::string> write(Layout layout, Fill fill) {
    rapidjson::Document object(rapidjson::kObjectType);
    RapidJsonWriter writer(object, object.GetAllocator());
    fill(writer);
    using Utf8 = rapidjson::UTF8<>;
    using Memory = rapidjson::CrtAllocator;
    using Buffer = rapidjson::StringBuffer;
    Buffer buffer;
    bool written = false;
    // In 1.1.0 a PrettyWriter with other flags than the default doesn't compile.
    if (layout == Layout::indented && kWriteFlags == kDefault) {
      rapidjson::PrettyWriter<Buffer> pretty(buffer);
      pretty.SetIndent(' ', 2);
      written = object.Accept(pretty);
    } else {
      rapidjson::Writer<Buffer, Utf8, Utf8, Memory, kWriteFlags> compact(buffer);
      written = object.Accept(compact);
    }
    if (!written) return std::nullopt;
    return std::string(buffer.GetString(), buffer.GetSize());
  }
};

}  // namespace

BuiltLibrary rapidjson_library() { return built_library<RapidJson<kDefault, kDefault>>(); }

BuiltLibrary rapidjson_validating_library() {
  return built_library<
      RapidJson<rapidjson::kParseValidateEncodingFlag, rapidjson::kWriteValidateEncodingFlag>>();
}

}  // namespace connectorgroup
