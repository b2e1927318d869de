// RapidJSON through its SAX interface, which its documentation recommends for filling a struct,
// with the checks that a careful handler makes, and its validation of UTF-8 switched on. Views come
// from parsing in place; that changes the text, so it is copied first, as often as it is read.

#include <rapidjson/prettywriter.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>
#include <type_traits>
#include <utility>

#include "bench/peer.h"

namespace connectorgroup::bench {
namespace {

// RapidJSON's own allocator, which calls malloc, with the count that operator new keeps elsewhere.
class CountedAllocator : public rapidjson::CrtAllocator {
 public:
  void* Malloc(std::size_t size) {
    count_allocation();
    return CrtAllocator::Malloc(size);
  }
  void* Realloc(void* memory, std::size_t size_before, std::size_t size) {
    count_allocation();
    return CrtAllocator::Realloc(memory, size_before, size);
  }
};

enum Seen : unsigned { kNone = 0, kId = 1, kName = 2, kType = 4, kDefault = 8, kAll = 15 };

unsigned declared_member(std::string_view name) {
  return name == "id"                   ? kId
         : name == "name"               ? kName
         : name == "connectorGroupType" ? kType
         : name == "isDefault"          ? kDefault
                                        : kNone;
}

enum class Body { response, collection };

// Receives the events of one text. A false answer ends the parse.
template <class Object, class Consumer>
class Handler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Handler<Object, Consumer>> {
 public:
  Handler(Body body, Consumer& consume) : body_(body), consume_(consume) {}

  // Null and numbers.
  bool Default() { return skipped_depth_ > 0 || may_be_skipped(); }

  bool Bool(bool value) {
    if (skipped_depth_ > 0 || place_ != Place::group || member_ != kDefault) return Default();
    group_.is_default = value;
    return true;
  }

  bool String(const char* text, rapidjson::SizeType size, bool) {
    if (skipped_depth_ > 0 || place_ != Place::group || member_ == kNone) return Default();
    const std::string_view value(text, size);
    if (member_ == kId) {
      group_.id = value;
    } else if (member_ == kName) {
      group_.name = value;
    } else if (member_ == kType) {
      group_.connector_group_type = value;
    } else {
      return false;
    }
    return true;
  }

  bool Key(const char* text, rapidjson::SizeType size, bool) {
    if (skipped_depth_ > 0) return true;
    const std::string_view name(text, size);
    if (place_ == Place::group) {
      member_ = declared_member(name);
      const bool first = (seen_ & member_) == 0;
      seen_ |= member_;
      return first;
    }
    at_value_ = name == "value";
    return !at_value_ || !std::exchange(value_seen_, true);
  }

  bool StartObject() {
    if (skipped_depth_ > 0) return skip_deeper();
    if (place_ == Place::outside && body_ == Body::collection) {
      place_ = Place::collection;
      return true;
    }
    if (place_ == Place::outside || place_ == Place::objects) {
      place_ = Place::group;
      group_ = {};
      seen_ = member_ = kNone;
      return true;
    }
    return may_be_skipped() && skip_deeper();
  }

  bool EndObject(rapidjson::SizeType) {
    if (skipped_depth_ > 0) return skip_shallower();
    if (place_ == Place::collection) return value_seen_;
    place_ = body_ == Body::collection ? Place::objects : Place::outside;
    if (seen_ != kAll) return false;
    consume_(std::move(group_));
    return true;
  }

  bool StartArray() {
    if (skipped_depth_ == 0 && place_ == Place::collection && at_value_) {
      place_ = Place::objects;
      return true;
    }
    return (skipped_depth_ > 0 || may_be_skipped()) && skip_deeper();
  }

  bool EndArray(rapidjson::SizeType) {
    if (skipped_depth_ > 0) return skip_shallower();
    place_ = Place::collection;
    return true;
  }

 private:
  enum class Place { outside, collection, objects, group };

  // Is the value that begins here one of an undeclared member?
  bool may_be_skipped() const {
    return (place_ == Place::group && member_ == kNone) ||
           (place_ == Place::collection && !at_value_);
  }
  bool skip_deeper() {
    ++skipped_depth_;
    return true;
  }
  bool skip_shallower() {
    --skipped_depth_;
    return true;
  }

  Body body_;
  Consumer& consume_;
  Place place_ = Place::outside;
  std::size_t skipped_depth_ = 0;  // arrays and objects that are open inside a skipped value
  bool at_value_ = false;
  bool value_seen_ = false;
  unsigned member_ = kNone;
  unsigned seen_ = kNone;
  Object group_{};
};

template <class ObjectType>
class RapidJsonReader {
 public:
  using Object = ObjectType;

  template <class Consumer>
  bool read(const Text& text, Consumer&& consume) {
    return parse(Body::response, text, consume);
  }

  template <class Consumer>
  bool read_collection(const Text& text, Consumer&& consume) {
    return parse(Body::collection, text, consume);
  }

 private:
  template <class Consumer>
  bool parse(Body body, const Text& text, Consumer& consume) {
    Handler<Object, Consumer> handler(body, consume);
    constexpr unsigned kValidating = rapidjson::kParseValidateEncodingFlag;
    if constexpr (std::is_same_v<Object, ConnectorGroup>) {
      rapidjson::StringStream stream(text.plain().data());
      return all_read<kValidating>(stream, handler, text.plain().size());
    } else {
      copy_.assign(text.plain());
      rapidjson::InsituStringStream stream(copy_.data());
      return all_read<kValidating | rapidjson::kParseInsituFlag>(stream, handler, copy_.size());
    }
  }

  // The streams end at the first zero byte, which must be the one behind the text.
  template <unsigned kFlags, class Stream, class AnyHandler>
  bool all_read(Stream& stream, AnyHandler& handler, std::size_t size) {
    return !reader_.template Parse<kFlags>(stream, handler).IsError() && stream.Tell() == size;
  }

  rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, CountedAllocator> reader_;
  std::string copy_;
};

class RapidJsonWriter {
 public:
  RapidJsonWriter() { page_form_.SetIndent(' ', 2); }
  // The writers point at the buffer.
  RapidJsonWriter(const RapidJsonWriter&) = delete;
  RapidJsonWriter& operator=(const RapidJsonWriter&) = delete;

  std::string_view write_page_form(const ConnectorGroupView& group) {
    start(page_form_);
    write(page_form_, group);
    return {buffer_.GetString(), buffer_.GetSize()};
  }

  std::string_view write_collection(std::span<const ConnectorGroupView> groups) {
    start(compact_);
    compact_.StartObject();
    put(compact_, "value");
    compact_.StartArray();
    for (const ConnectorGroupView& group : groups) write(compact_, group);
    compact_.EndArray();
    compact_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  using Utf8 = rapidjson::UTF8<>;
  using Buffer = rapidjson::GenericStringBuffer<Utf8, CountedAllocator>;

  template <class AnyWriter>
  void start(AnyWriter& writer) {
    buffer_.Clear();
    writer.Reset(buffer_);
  }

  template <class AnyWriter>
  static void put(AnyWriter& writer, std::string_view text) {
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }

  // A name is written as any string is; the writer knows from the place that it is one.
  template <class AnyWriter>
  static void write(AnyWriter& writer, const ConnectorGroupView& group) {
    writer.StartObject();
    put(writer, "id");
    put(writer, group.id);
    put(writer, "name");
    put(writer, group.name);
    put(writer, "connectorGroupType");
    put(writer, group.connector_group_type);
    put(writer, "isDefault");
    writer.Bool(group.is_default);
    writer.EndObject();
  }

  Buffer buffer_;
  rapidjson::PrettyWriter<Buffer, Utf8, Utf8, CountedAllocator> page_form_{buffer_};
  rapidjson::Writer<Buffer, Utf8, Utf8, CountedAllocator> compact_{buffer_};
};

}  // namespace

void add_rapidjson(Suite& suite) {
  suite.add_reader<RapidJsonReader<ConnectorGroup>>("rapidjson");
  suite.add_reader<RapidJsonReader<ConnectorGroupView>>("rapidjson-view");
  suite.add_writer<RapidJsonWriter>("rapidjson");
}

}  // namespace connectorgroup::bench
