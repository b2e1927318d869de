// What the options of an HTTP subject come to, once they are found right.
#pragma once

#include <string>
#include <variant>

#include "properties/subjects/http/aimed_request.h"
#include "properties/subjects/http/http_connection.h"
#include "properties/subjects/http/http_subject.h"

namespace connectorgroup {

struct HttpTarget {
  Aim aim;
  HttpConnectionOptions connection;
};

// Or what is wrong with them, for people; the token, and the values of fields, aren't in it.
std::variant<HttpTarget, std::string> read_http_options(const HttpSubjectOptions& options);

}  // namespace connectorgroup
