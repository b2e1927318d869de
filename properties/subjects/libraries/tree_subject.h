// The subject that a library's file makes of its reader and its writer:
//
//   struct Library {
//     static LibraryInfo info();
//     using Reader = ...;        // tree_reading.h; one for each text
//     // Left out with `write` where the library has no writer.
//     using ObjectWriter = ...;  // tree_writing.h
//     // The text of an object whose members fill(ObjectWriter&) writes, indented or without white
//     // space. Nothing: the library can't write it.
//     template <class Fill>
//     static std::optional<std::string> write(Layout layout, Fill fill);
//   };
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "properties/subjects/libraries/built_library.h"
#include "properties/subjects/libraries/tree_reading.h"
#include "properties/subjects/libraries/tree_writing.h"

namespace connectorgroup {

enum class Layout { compact, indented };

template <class Library>
concept WritingLibrary = requires {
  typename Library::ObjectWriter;
};

template <class Library>
class TreeSubject : public Subject {
 public:
  explicit TreeSubject(const Contract& contract) : contract_(contract), info_(Library::info()) {}

  std::string name() const override { return std::string("library:").append(info_.name); }
  const Contract& contract() const override { return contract_; }
  Identity identity() override { return {std::string(info_.name), info_.version}; }

  ReadAnswer read(BodyKind kind, std::string_view text) override {
    typename Library::Reader reader;
    BodyValue value;
    const TreeReading<typename Library::Reader> reading(contract_);
    if (!reader.parse(text) || !reading.read(kind, reader.root(), value)) {
      return {Verdict::reject, {}, std::nullopt};
    }
    return {Verdict::accept, std::move(value), std::nullopt};
  }

  WriteAnswer write(BodyKind kind, const BodyValue& value, Form form) override {
    if constexpr (WritingLibrary<Library>) {
      if (form == Form::canonical) return {};
      using Writer = typename Library::ObjectWriter;
      const Layout layout = form == Form::page ? Layout::indented : Layout::compact;
      std::optional<std::string> body = Library::write(
          layout, [&](Writer& writer) { TreeWriting<Writer>::write(kind, value, writer); });
      if (!body) return {Verdict::reject, {}, std::nullopt};
      return {Verdict::accept, *std::move(body), std::nullopt};
    } else {
      return {};
    }
  }

 private:
  const Contract& contract_;
  LibraryInfo info_;
};

template <class Library>
BuiltLibrary built_library() {
  return {Library::info(), [](const Contract& contract) -> std::unique_ptr<Subject> {
            return std::make_unique<TreeSubject<Library>>(contract);
          }};
}

}  // namespace connectorgroup
