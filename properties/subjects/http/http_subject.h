// An HTTP server as a subject: exchanges, and connections of its own for scripts. It says nothing
// about bodies and messages by themselves.
//
// What goes over the wire is what the request says, octet by octet, but for what must differ for
// this server (aimed_request.h). Each exchange has a connection of its own. Only servers of this
// machine are asked unless another host is named outright; redirects aren't followed, proxies
// aren't used.
//
// What the server says it created is deleted by reset(), and by the end of the subject.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/contract.h"
#include "properties/subject.h"
#include "properties/subjects/http/request_pace.h"

namespace connectorgroup {

// A group that the server may still have.
struct Leftover {
  std::string id;   // empty where the server didn't say
  std::string why;  // one line: "DELETE: status 405"

  friend bool operator==(const Leftover&, const Leftover&) = default;
};

// What the subjects of one run have in common, since a run starts them anew.
struct HttpRun {
  std::vector<Leftover> leftovers;                // each id once
  RequestPace::Clock::time_point next_request{};  // none is sent before
};

struct HttpSubjectOptions {
  std::string url;                           // http://127.0.0.1:8080/base
  const Contract* contract = &graph_2017();  // REQUIRES: outlives the subject
  bool insecure = false;                     // certificates aren't verified
  std::string ca_file;  // PEM, in place of the system's certificate authorities
  std::chrono::milliseconds connect_timeout = std::chrono::seconds(10);
  // From when the connection is there to the last octet of the answer.
  std::chrono::milliseconds answer_timeout = std::chrono::seconds(2);
  // The host of the URL, as it is there (an IPv6 address without brackets): then it may be one of
  // another machine.
  std::optional<std::string> allowed_host;
  // Fields that each request has besides. Not those that frame a message, name the host or hold the
  // token.
  std::vector<std::pair<std::string, std::string>> headers;
  // Takes the place of the token in requests with a good one. It appears in no message.
  std::optional<std::string> token;
  std::optional<double> rate;    // requests a second at most
  std::shared_ptr<HttpRun> run;  // null: one of its own
};

class HttpSubject : public Subject {
 public:
  // What reset() couldn't delete: every id whose DELETE wasn't answered with 2xx or 404.
  virtual const std::vector<Leftover>& leftovers() const = 0;
};

// The subject, named by its URL, or what is wrong with the options, for people. Connects to
// nothing.
//
// exchange() throws SubjectFailure: no_start where there is no connection, hang and slow_drip where
// nothing or not all of the answer has come in time, flood where it has more than 16 MiB. Interim
// responses aren't a part of the answer, nor is what follows it. An answer that ends early, with
// the connection, is given as it is, even if it is empty. A request that isn't whole is followed by
// the end of the stream.
//
// reset() and the destructor don't throw; deleting goes on when the user asked to stop, and ends
// with the first DELETE that isn't answered.
std::variant<std::unique_ptr<HttpSubject>, std::string> make_http_subject(
    const HttpSubjectOptions& options);

}  // namespace connectorgroup
