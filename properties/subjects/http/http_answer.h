// One answer of a server to one request, as it comes.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "model/http/message.h"
#include "model/http/reader.h"
#include "properties/subjects/http/http_connection.h"

namespace connectorgroup {

// An answer with its interim responses; no more is read.
inline constexpr std::size_t kAnswerSizeMax = std::size_t{16} << 20;

// Whether another response to the same request follows (RFC 9110 section 15.2). After 101 none
// does: the connection is no longer HTTP's.
inline bool is_interim(int status) { return status / 100 == 1 && status != 101; }

// A reader of responses whose limit is kAnswerSizeMax as a whole, not what a length announces.
MessageReader make_answer_reader(MessageKind kind);

class HttpAnswer {
 public:
  // `kind`: response or response_to_head.
  explicit HttpAnswer(MessageKind kind) : reader_(make_answer_reader(kind)) {}

  // Sends the request and reads until the answer is whole, or can't be one any more, or the
  // connection ends. `ends`: no more octets come from this side after the request. Throws
  // SubjectFailure (hang, slow_drip, flood) and Interrupted; what() of these holds nothing that
  // was sent.
  void read(HttpConnection& connection, std::string_view request, bool ends,
            std::chrono::milliseconds time);

  // What has come of the answer, behind interim responses and not beyond its end; empty where
  // nothing has. All that came, where it is no HTTP response.
  std::string_view octets() const;
  // Its status, fields and content so far, where there is a head; nothing else is called.
  void if_head(const std::function<void(const ResponseView&)>& use) const;

 private:
  // False: no more is due.
  bool take(std::string block);

  MessageReader reader_;
  std::string block_;      // the last that came: the reader may borrow from it
  std::string octets_;     // all that came
  std::size_t begin_ = 0;  // of the answer in them
};

}  // namespace connectorgroup
