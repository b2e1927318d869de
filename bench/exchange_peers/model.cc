// This project's reader and writer of the exchange: strict, whatever a message holds.

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "bench/exchange_peer.h"
#include "model/contract.h"
#include "model/exchange/create.h"

namespace connectorgroup::bench {
namespace {

class RequestReader {
 public:
  bool read(TextView octets, CreateRequestValues& values) {
    const Result<CreateRequestView> read = create_.read_request(octets.padded());
    if (!read.accepted()) return false;
    const CreateRequestView& request = read.value();
    values = {request.version, request.authority, request.token, request.group};
    return true;
  }

 private:
  CreateReader create_;
};

class CreatedReader {
 public:
  bool read(TextView octets, CreatedValues& values) {
    const Result<CreateResponseView> read = create_.read_response(octets.padded());
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
