#include "properties/subjects/http/http_subject.h"

#include <algorithm>
#include <charconv>
#include <exception>
#include <system_error>
#include <utility>

#include "model/http/reader.h"
#include "properties/subject_failure.h"
#include "properties/subjects/http/aimed_request.h"
#include "properties/subjects/http/created_groups.h"
#include "properties/subjects/http/http_answer.h"
#include "properties/subjects/http/http_connection.h"
#include "properties/subjects/http/http_options.h"
#include "properties/subjects/http/watched_connection.h"

namespace connectorgroup {
namespace {

// Of a request, as far as it can be read.
struct RequestFacts {
  std::string method;     // empty where the start line is no start line
  bool is_whole = false;  // or refused: no octets that follow can make it whole
};

RequestFacts facts_of(std::string_view request) {
  MessageReader reader(MessageKind::request);
  reader.feed(request);
  RequestFacts facts;
  if (reader.has_start_line()) facts.method = reader.request().method;
  facts.is_whole = reader.state() != ReadState::incomplete;
  return facts;
}

// "nginx/1.18.0 (Ubuntu)": the first product (RFC 9110 section 10.2.4).
Subject::Identity identity_in(std::string_view server) {
  const std::string_view product = server.substr(0, server.find_first_of(" \t"));
  const std::size_t slash = std::min(product.find('/'), product.size());
  const std::string_view version = product.substr(std::min(slash + 1, product.size()));
  return {std::string(product.substr(0, slash)), std::string(version)};
}

// Of a status line, whatever is wrong behind it: "HTTP/1.1 204". Zero where there is none.
int status_in(std::string_view octets) {
  if (!octets.starts_with("HTTP/1.") || octets.size() < 12 || octets[8] != ' ') return 0;
  int status = 0;
  const auto [end, fault] = std::from_chars(octets.data() + 9, octets.data() + 12, status);
  return fault == std::errc() && end == octets.data() + 12 ? status : 0;
}

class ServerSubject : public HttpSubject {
 public:
  explicit ServerSubject(const HttpTarget& target, const HttpSubjectOptions& options)
      : contract_(*options.contract),
        aim_(target.aim),
        connection_options_(target.connection),
        answer_timeout_(options.answer_timeout),
        run_(options.run ? options.run : std::make_shared<HttpRun>()),
        pace_(options.rate, {run_, &run_->next_request}),
        created_(std::make_shared<CreatedGroups>(target.aim.server, contract_)) {}
  ~ServerSubject() override {
    try {
      reset();
    } catch (const std::exception&) {  // a destructor has nobody to tell
    }
  }

  std::string name() const override { return aim_.server.text(); }
  const Contract& contract() const override { return contract_; }
  ReadAnswer read(BodyKind, std::string_view) override { return {}; }
  WriteAnswer write(BodyKind, const BodyValue&, Form) override { return {}; }
  std::string aimed(std::string_view request) override { return aimed_request(request, aim_); }
  Identity identity() override { return identity_.value_or(Identity{}); }
  const std::vector<Leftover>& leftovers() const override { return run_->leftovers; }

  ExchangeAnswer exchange(std::string_view request) override;
  std::unique_ptr<ServerConnection> connect() override;
  void reset() override;

 private:
  void note(const std::string& method, const HttpAnswer& answer);
  // How the server answers the deletion of the group; why it can't be deleted otherwise.
  int ask_to_delete(const std::string& path);
  std::string delete_group(const std::string& id);
  void leave(const std::string& id, const std::string& why);

  const Contract& contract_;
  Aim aim_;
  HttpConnectionOptions connection_options_;
  std::chrono::milliseconds answer_timeout_;
  std::shared_ptr<HttpRun> run_;
  RequestPace pace_;
  std::shared_ptr<CreatedGroups> created_;
  std::optional<Identity> identity_;
};

void ServerSubject::note(const std::string& method, const HttpAnswer& answer) {
  answer.if_head([this, &method](const ResponseView& response) {
    if (!identity_) {
      const FieldView* server = find_field(response.fields, "Server");
      identity_ = server == nullptr ? Identity{} : identity_in(server->value);
    }
    // What no method was read from, the server may have read one from.
    created_->record(method.empty() ? "POST" : method, response);
  });
}

ExchangeAnswer ServerSubject::exchange(std::string_view request) {
  const std::string octets = aimed(request);
  const RequestFacts facts = facts_of(octets);
  HttpAnswer answer(facts.method == "HEAD" ? MessageKind::response_to_head : MessageKind::response);
  pace_.wait();
  HttpConnection connection(connection_options_);
  try {
    answer.read(connection, octets, !facts.is_whole, answer_timeout_);
  } catch (const SubjectFailure&) {
    note(facts.method, answer);
    throw;
  }
  note(facts.method, answer);
  return {Verdict::accept, std::string(answer.octets())};
}

std::unique_ptr<ServerConnection> ServerSubject::connect() {
  pace_.wait();
  return std::make_unique<WatchedConnection>(connection_options_, answer_timeout_, created_, pace_);
}

// Also after the user asked to stop: what was made is to be gone.
int ServerSubject::ask_to_delete(const std::string& path) {
  std::string request = "DELETE " + path + " HTTP/1.1\r\n";
  request.append("Host: ").append(kAskedHost);
  request.append("\r\nAuthorization: Bearer ").append(kGoodToken);
  request.append("\r\nIf-Match: *\r\nConnection: close\r\n\r\n");
  HttpConnectionOptions options = connection_options_;
  options.interruptible = false;
  pace_.wait(false);
  HttpConnection connection(options);
  HttpAnswer answer(MessageKind::response);
  answer.read(connection, aimed(request), false, answer_timeout_);
  const int status = status_in(answer.octets());
  if (status == 0) throw SubjectFailure(Misbehaviour::garbage, "no HTTP response");
  return status;
}

// Nothing where it is gone.
std::string ServerSubject::delete_group(const std::string& id) {
  const std::string path = group_path(contract_, id);
  if (path.empty()) return "its id is no segment of a path";
  const int status = ask_to_delete(path);
  if (status / 100 == 2 || status == 404) return {};
  return "DELETE: status " + std::to_string(status);
}

void ServerSubject::leave(const std::string& id, const std::string& why) {
  const auto is_it = [&id](const Leftover& leftover) { return leftover.id == id; };
  if (std::none_of(run_->leftovers.begin(), run_->leftovers.end(), is_it)) {
    run_->leftovers.push_back({id, why});
  }
}

void ServerSubject::reset() {
  if (created_->take_nameless()) leave({}, "created, by an answer without Location and id");
  std::string failure;
  for (const std::string& id : created_->take_ids()) {
    try {
      const std::string why = failure.empty() ? delete_group(id) : failure;
      if (!why.empty()) leave(id, why);
    } catch (const SubjectFailure& unanswered) {
      failure = std::string("DELETE: ") + unanswered.what();
      leave(id, failure);
    }
  }
}

}  // namespace

std::variant<std::unique_ptr<HttpSubject>, std::string> make_http_subject(
    const HttpSubjectOptions& options) {
  const auto target = read_http_options(options);
  if (const auto* fault = std::get_if<std::string>(&target)) return *fault;
  return std::make_unique<ServerSubject>(std::get<HttpTarget>(target), options);
}

}  // namespace connectorgroup
