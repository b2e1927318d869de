// The laws of the exchange: those on writing.

#include <algorithm>
#include <array>
#include <cstddef>

#include "model/http/writer.h"
#include "properties/edits/random_source.h"
#include "properties/exchange_laws.h"

namespace connectorgroup::laws {
namespace {

constexpr std::array<MessageKind, 2> kKinds{MessageKind::request, MessageKind::response};

}  // namespace

Broken written_exchange_is_read_back(std::string_view bytes, ExchangeSubject& subject) {
  for (const MessageKind kind : kKinds) {
    const Result<Exchange> plain = read_exchange(subject, kind, bytes);
    if (!plain.accepted()) continue;
    for (const Form form : {Form::page, Form::compact, Form::canonical}) {
      const Result<std::string> written = write_exchange(subject, plain.value(), form);
      if (!written.accepted()) {
        // A request of HTTP/1.0 may have had no host; what is written is of 1.1.
        const auto* request = std::get_if<CreateRequest>(&plain.value());
        if (request != nullptr && request->authority.empty()) continue;
        return as(kind, subject) + "read, but not written: " + describe(written.violation());
      }
      const Result<Exchange> again = read_exchange(subject, kind, written.value());
      if (again != plain) {
        return as(kind, subject) + "written, then read: " + shown(violation_of(again)) +
               (again.accepted() ? ", with other values" : "") + "; " +
               quoted_octets(written.value());
      }
      if (write_exchange(subject, again.value(), form) != written) {
        return as(kind, subject) + "written again, it differs: " + quoted_octets(written.value());
      }
    }
  }
  return std::nullopt;
}

namespace {

// Pieces of the bytes, in the place of a message's texts.
class Pieces {
 public:
  explicit Pieces(std::string_view bytes) : bytes_(bytes), random_(hash_of(bytes)) {}

  // Half of the time the text, else a piece of the bytes, or the text with one in it.
  std::string or_piece(std::string_view text) {
    if (bytes_.empty() || random_.chance(1, 2)) return std::string(text);
    const std::size_t begin = random_.below(bytes_.size());
    const std::size_t size = random_.below(std::min<std::size_t>(bytes_.size() - begin, 40) + 1);
    std::string piece(bytes_.substr(begin, size));
    if (random_.chance(1, 2)) return piece;
    std::string mixed(text);
    mixed.insert(random_.below(mixed.size() + 1), piece);
    return mixed;
  }
  bool chance(std::size_t numerator, std::size_t denominator) {
    return random_.chance(numerator, denominator);
  }
  std::string query() {
    constexpr std::array<std::string_view, 5> kQueries{"a=b", "%41%e9", "%4", "%zz",
                                                       "access_token=t"};
    return or_piece(kQueries[random_.below(kQueries.size())]);
  }
  int status() {
    constexpr std::array<int, 9> kStatuses{201, 200, 400, 401, 403, 405, 500, 99, 600};
    return kStatuses[random_.below(kStatuses.size())];
  }

 private:
  std::string_view bytes_;
  RandomSource random_;
};

Broken written_or_refused(ExchangeSubject& subject, const Exchange& exchange, MessageKind kind) {
  const Result<std::string> written = write_exchange(subject, exchange, Form::compact);
  if (!written.accepted()) return std::nullopt;
  const Result<Exchange> again = read_exchange(subject, kind, written.value());
  if (again.accepted() && again.value() == exchange) return std::nullopt;
  return as(kind, subject) + "written, then read: " + shown(violation_of(again)) +
         (again.accepted() ? ", with other values" : "") + "; " + quoted_octets(written.value());
}

// Right in its status three times of four.
Created draw_created(Pieces& pieces, const Contract& contract) {
  Created created;
  created.status = pieces.chance(3, 4) ? contract.success_statuses.front() : pieces.status();
  if (pieces.chance(1, 2)) created.location = pieces.or_piece("/a");
  created.group = {pieces.or_piece("1"), pieces.or_piece("n"), "applicationProxy", false, {}};
  if (contract.member(MemberId::region).response == InResponse::required) {
    created.group.region = pieces.or_piece("eur");
  }
  return created;
}

// The response as a value first, then its octets.
Result<std::string> composed_and_written(const Created& created, const Contract& contract) {
  Response composed;
  if (auto fault = compose_response(view(created), {}, Form::canonical, contract, composed)) {
    return *fault;
  }
  std::string octets;
  const auto fault = write_response(ViewOf(composed).response(), MessageKind::response, octets);
  if (fault) return fault->violation;
  return octets;
}

}  // namespace

Broken a_response_is_composed_as_it_is_written(std::string_view bytes, ExchangeSubject& subject) {
  Pieces pieces(bytes);
  const Created created = draw_created(pieces, subject.contract());
  const Result<std::string> written =
      subject.write_response(CreateResponse(created), Form::canonical);
  const Result<std::string> composed = composed_and_written(created, subject.contract());
  if (written == composed) return std::nullopt;
  const auto told = [](const Result<std::string>& octets) {
    return octets.accepted() ? quoted_octets(octets.value()) : describe(octets.violation());
  };
  return as(MessageKind::response, subject) + "written at once: " + told(written) +
         "; composed first: " + told(composed);
}

Broken any_exchange_is_written_or_refused(std::string_view bytes, ExchangeSubject& subject) {
  Pieces pieces(bytes);
  CreateRequest request;
  request.version = pieces.or_piece(subject.contract().version_segments.front());
  request.authority = pieces.or_piece("h");
  if (pieces.chance(1, 2)) request.query = pieces.query();
  request.token = pieces.or_piece("a.b==");
  // As long as those that a directory gives.
  if (pieces.chance(1, 4)) request.token.insert(0, 2000, 't');
  request.group.name = pieces.or_piece("name");
  if (pieces.chance(1, 8)) request.group.is_default = kNull;
  if (auto broken = written_or_refused(subject, Exchange(request), MessageKind::request)) {
    return broken;
  }
  const Created created = draw_created(pieces, subject.contract());
  if (auto broken =
          written_or_refused(subject, Exchange(CreateResponse(created)), MessageKind::response)) {
    return broken;
  }
  Refused refused;
  refused.status = pieces.status();
  refused.error.code = pieces.or_piece("c");
  refused.error.message = pieces.or_piece("m");
  if (pieces.chance(2, 3)) refused.challenges.push_back(pieces.or_piece("Bearer realm=\"a\""));
  if (pieces.chance(1, 3)) refused.challenges.push_back(pieces.or_piece("Basic"));
  if (pieces.chance(1, 2)) refused.allow = pieces.or_piece("GET");
  if (pieces.chance(1, 2)) refused.retry_after = pieces.or_piece("120");
  if (pieces.chance(1, 2)) refused.location = pieces.or_piece("/a");
  return written_or_refused(subject, Exchange(CreateResponse(refused)), MessageKind::response);
}

}  // namespace connectorgroup::laws
