// This project's reader and writer of the exchange: strict, whatever a message holds.

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "bench/exchange_peer.h"
#include "model/contract.h"
#include "model/exchange/create.h"
#include "model/http/message.h"
#include "model/http/reader.h"

namespace connectorgroup::bench {
namespace {

// As a service does that wants to see more of a request than what the exchange is about: the reader
// of messages, then the judgement of what it has read.
class RequestReader {
 public:
  bool read(TextView octets, CreateRequestValues& values) {
    message_.read(octets.plain());
    const Result<CreateRequestView> judged = create_.judge_request(message_);
    if (!judged.accepted()) return false;
    const RequestView request = message_.request();
    const FieldView* content_type = find_field(request.fields, "Content-Type");
    if (content_type == nullptr) return false;
    values = {request.method,       request.target,      judged.value().authority,
              judged.value().token, content_type->value, judged.value().group};
    return true;
  }

 private:
  MessageReader message_{MessageKind::request};
  CreateReader create_;
};

class CreatedReader {
 public:
  bool read(TextView octets, CreatedValues& values) {
    const Result<CreateResponseView> read = create_.read_response(octets.plain());
    if (!read.accepted()) return false;
    const auto* created = std::get_if<CreatedView>(&read.value());
    if (created == nullptr) return false;
    values = {created->status, created->location.value_or(std::string_view()), created->group};
    return true;
  }

 private:
  CreateReader create_;
};

class Writer {
 public:
  std::string_view write(const CreateRequestView& request, Form body) {
    out_.clear();
    return written(write_create_request(request, body, graph_2017(), out_));
  }
  std::string_view write(const CreatedView& created, Form body) {
    out_.clear();
    return written(write_create_response(created, {}, body, graph_2017(), out_));
  }

 private:
  std::string_view written(const std::optional<Violation>& violation) const {
    return violation ? std::string_view() : std::string_view(out_);
  }

  std::string out_;
};

}  // namespace

void add_model(ExchangeSuite& suite) {
  suite.add_reader<RequestReader, CreatedReader>("model-view");
  suite.add_writer<Writer>("model");
}

}  // namespace connectorgroup::bench
