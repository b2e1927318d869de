#include "properties/subjects/http/http_answer.h"

#include <utility>

#include "model/http/limits.h"
#include "properties/subject_failure.h"

namespace connectorgroup {
namespace {

using Moved = HttpConnection::Moved;

[[noreturn]] void fail_late(std::size_t count, std::chrono::milliseconds time) {
  const std::string within = " within " + std::to_string(time.count()) + " ms";
  if (count == 0) throw SubjectFailure(Misbehaviour::hang, "no octet of an answer" + within);
  throw SubjectFailure(Misbehaviour::slow_drip,
                       std::to_string(count) + " octets" + within + ", and no whole answer");
}

}  // namespace

MessageReader make_answer_reader(MessageKind kind) {
  HttpLimits limits;
  limits.content_max = std::uint64_t{1} << 40;
  return MessageReader(kind, limits);
}

void HttpAnswer::read(HttpConnection& connection, std::string_view request, bool ends,
                      std::chrono::milliseconds time) {
  const auto deadline = HttpConnection::Clock::now() + time;
  while (true) {
    std::string block;
    switch (connection.move(request, block, deadline)) {
      case Moved::sent:
        if (ends) connection.end();
        break;
      case Moved::octets:
        if (!take(std::move(block))) return;
        break;
      case Moved::closed:
        reader_.close();
        return;
      case Moved::timeout:
        fail_late(octets_.size(), time);
    }
  }
}

bool HttpAnswer::take(std::string block) {
  block_ = std::move(block);
  octets_ += block_;
  if (octets_.size() > kAnswerSizeMax) {
    throw SubjectFailure(Misbehaviour::flood, "more than " + std::to_string(kAnswerSizeMax) +
                                                  " octets in answer to one request");
  }
  std::string_view rest = block_;
  while (true) {
    rest.remove_prefix(reader_.feed(rest));
    if (reader_.state() == ReadState::incomplete) return true;
    if (reader_.state() == ReadState::refused) return false;
    if (!is_interim(reader_.response().status)) return false;
    begin_ += reader_.size();
    reader_.next();
  }
}

std::string_view HttpAnswer::octets() const {
  const std::string_view answer = std::string_view(octets_).substr(begin_);
  return reader_.state() == ReadState::complete ? answer.substr(0, reader_.size()) : answer;
}

void HttpAnswer::if_head(const std::function<void(const ResponseView&)>& use) const {
  if (reader_.has_head()) use(reader_.response());
}

}  // namespace connectorgroup
