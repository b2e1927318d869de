// RapidJSON through its SAX interface, which its documentation recommends for filling a struct,
// with the checks that a careful handler makes, and its validation of UTF-8 switched on. Views come
// from parsing in place; that changes the text, so it is copied first, as often as it is read.
#pragma once

#include <rapidjson/prettywriter.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "bench/allocations.h"
#include "bench/documents.h"
#include "bench/peers/declared_members.h"
#include "model/body/writer.h"
#include "model/connector_group.h"

namespace connectorgroup::bench {

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

// What a text is: one object, or a collection of them.
enum class RapidJsonBody { one, collection };

// Receives the events of one text. A false answer ends the parse.
template <class Object, class Consumer>
class RapidJsonHandler
    : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, RapidJsonHandler<Object, Consumer>> {
 public:
  RapidJsonHandler(RapidJsonBody body, Consumer& consume) : body_(body), consume_(consume) {}

  // Null and numbers.
  bool Default() { return skipped_depth_ > 0 || may_be_skipped(); }

  bool Bool(bool value) {
    if (skipped_depth_ > 0 || place_ != Place::group || member_ != kDefault) return Default();
    group_.is_default = value;
    return true;
  }

  bool String(const char* text, rapidjson::SizeType size, bool) {
    if (skipped_depth_ > 0 || place_ != Place::group || member_ == kUndeclared) return Default();
    return set_string(group_, member_, {text, size});
  }

  bool Key(const char* text, rapidjson::SizeType size, bool) {
    if (skipped_depth_ > 0) return true;
    const std::string_view name(text, size);
    if (place_ == Place::group) {
      member_ = declared_member(name);
      if (member_ == kUndeclared) return may_be_undeclared<Object>(name);
      const bool first = (seen_ & member_) == 0;
      seen_ |= member_;
      return first;
    }
    at_value_ = name == "value";
    return !at_value_ || !std::exchange(value_seen_, true);
  }

  bool StartObject() {
    if (skipped_depth_ > 0) return skip_deeper();
    if (place_ == Place::outside && body_ == RapidJsonBody::collection) {
      place_ = Place::collection;
      return true;
    }
    if (place_ == Place::outside || place_ == Place::objects) {
      place_ = Place::group;
      group_ = {};
      seen_ = member_ = kUndeclared;
      return true;
    }
    return may_be_skipped() && skip_deeper();
  }

  bool EndObject(rapidjson::SizeType) {
    if (skipped_depth_ > 0) return skip_shallower();
    if (place_ == Place::collection) return value_seen_;
    place_ = body_ == RapidJsonBody::collection ? Place::objects : Place::outside;
    if ((seen_ & kRequired<Object>) != kRequired<Object>) return false;
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
    return (place_ == Place::group && member_ == kUndeclared) ||
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

  RapidJsonBody body_;
  Consumer& consume_;
  Place place_ = Place::outside;
  std::size_t skipped_depth_ = 0;  // arrays and objects that are open inside a skipped value
  bool at_value_ = false;
  bool value_seen_ = false;
  MemberBits member_ = kUndeclared;
  MemberBits seen_ = kUndeclared;
  Object group_{};
};

template <class ObjectType>
class RapidJsonReader {
 public:
  using Object = ObjectType;

  template <class Consumer>
  bool read(TextView text, Consumer&& consume) {
    return parse(RapidJsonBody::one, text, consume);
  }

  template <class Consumer>
  bool read_collection(TextView text, Consumer&& consume) {
    return parse(RapidJsonBody::collection, text, consume);
  }

 private:
  template <class Consumer>
  bool parse(RapidJsonBody body, TextView text, Consumer& consume) {
    RapidJsonHandler<Object, Consumer> handler(body, consume);
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

  // An object by itself, of either kind; not in canonical form.
  template <class Object>
  std::string_view write(const Object& group, Form form) {
    return form == Form::page ? write_by(page_form_, group) : write_by(compact_, group);
  }

  std::string_view write_page_form(const ConnectorGroupView& group) {
    return write(group, Form::page);
  }

  std::string_view write_collection(std::span<const ConnectorGroupView> groups) {
    start(compact_);
    compact_.StartObject();
    put(compact_, "value");
    compact_.StartArray();
    for (const ConnectorGroupView& group : groups) put(compact_, group);
    compact_.EndArray();
    compact_.EndObject();
    return written();
  }

 private:
  using Utf8 = rapidjson::UTF8<>;
  using Buffer = rapidjson::GenericStringBuffer<Utf8, CountedAllocator>;

  template <class AnyWriter, class Object>
  std::string_view write_by(AnyWriter& writer, const Object& group) {
    start(writer);
    put(writer, group);
    return written();
  }

  template <class AnyWriter>
  void start(AnyWriter& writer) {
    buffer_.Clear();
    writer.Reset(buffer_);
  }

  std::string_view written() const { return {buffer_.GetString(), buffer_.GetSize()}; }

  // A name is written as any string is; the writer knows from the place that it is one.
  template <class AnyWriter>
  static void put(AnyWriter& writer, std::string_view text) {
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }

  template <class AnyWriter>
  static void put(AnyWriter& writer, const ConnectorGroupView& group) {
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

  template <class AnyWriter>
  static void put(AnyWriter& writer, const NewConnectorGroupView& group) {
    writer.StartObject();
    put(writer, "name");
    put(writer, group.name);
    if (group.connector_group_type.has_value()) {
      put(writer, "connectorGroupType");
      put(writer, group.connector_group_type.value());
    }
    if (group.is_default.has_value()) {
      put(writer, "isDefault");
      writer.Bool(group.is_default.value());
    }
    writer.EndObject();
  }

  Buffer buffer_;
  rapidjson::PrettyWriter<Buffer, Utf8, Utf8, CountedAllocator> page_form_{buffer_};
  rapidjson::Writer<Buffer, Utf8, Utf8, CountedAllocator> compact_{buffer_};
};

}  // namespace connectorgroup::bench
