// This project's reader and writer.

#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "bench/peer.h"
#include "bench/refusal_rows.h"
#include "bench/scaling_rows.h"
#include "model/body/reader.h"
#include "model/body/writer.h"

namespace connectorgroup::bench {
namespace {

// The object, or a copy of it that owns its strings.
template <class Object>
decltype(auto) as(const ConnectorGroupView& group) {
  if constexpr (std::is_same_v<Object, ConnectorGroup>) {
    return own(group);
  } else {
    return group;
  }
}

// `kInPlace`: reads the text where it lies, padding and all; otherwise it is given as a plain view,
// which the reader has to copy.
template <class ObjectType, bool kInPlace>
class ModelReader {
 public:
  using Object = ObjectType;

  template <class Consumer>
  bool read(TextView text, Consumer&& consume) {
    const Result<ConnectorGroupView> result = reader_.read_response(given(text));
    if (!result.accepted()) return refuse(result.violation());
    consume(as<Object>(result.value()));
    return true;
  }

  template <class Consumer>
  bool read_collection(TextView text, Consumer&& consume) {
    HandOver<std::remove_reference_t<Consumer>> hand_over(consume);
    const Result<CollectionSummary> result = reader_.read_collection(given(text), hand_over);
    return result.accepted() || refuse(result.violation());
  }

  Rule violated_rule() const { return violated_rule_; }

 private:
  template <class Consumer>
  class HandOver final : public ConnectorGroupVisitor {
   public:
    explicit HandOver(Consumer& consume) : consume_(consume) {}
    void visit(const ConnectorGroupView& group) override { consume_(as<Object>(group)); }

   private:
    Consumer& consume_;
  };

  static auto given(TextView text) {
    if constexpr (kInPlace) {
      return text.padded();
    } else {
      return text.plain();
    }
  }

  bool refuse(const Violation& violation) {
    violated_rule_ = violation.rule;
    return false;
  }

  // Texts may be as large as the largest of the rows'.
  BodyReader reader_{graph_2017(), Limits{.bytes_max = std::size_t{1} << 30}};
  Rule violated_rule_{};
};

class ModelWriter {
 public:
  std::string_view write_page_form(const ConnectorGroupView& group) {
    out_.clear();
    static_cast<void>(write_response(group, Form::page, graph_2017(), out_));
    return out_;
  }

  std::string_view write_collection(std::span<const ConnectorGroupView> groups) {
    out_.clear();
    static_cast<void>(
        connectorgroup::write_collection(groups, {}, Form::compact, graph_2017(), out_));
    return out_;
  }

 private:
  std::string out_;
};

}  // namespace

void add_model(Suite& suite) {
  suite.add_reader<ModelReader<ConnectorGroup, false>>("model");
  suite.add_reader<ModelReader<ConnectorGroupView, false>>("model-view");
  suite.add_reader<ModelReader<ConnectorGroupView, true>>("model-padded-view");
  add_refusals<ModelReader<ConnectorGroupView, true>>(suite, "model-padded-view");
  add_accepted_twins<ModelReader<ConnectorGroupView, true>>(suite);
  add_sizes<ModelReader<ConnectorGroupView, true>>(suite, "model-padded-view");
  add_threads<ModelReader<ConnectorGroupView, true>>(suite, "model-padded-view");
  suite.add_writer<ModelWriter>("model");
}

}  // namespace connectorgroup::bench
