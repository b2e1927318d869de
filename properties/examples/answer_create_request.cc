#include <cstdio>
#include <string>

#include "model/exchange/connection.h"
#include "model/exchange/service.h"

int main() {
  using namespace connectorgroup;
  Service service;
  ServiceState groups;
  CountedIdentifiers identifiers;
  for (const char* length : {"16", "15"}) {
    Connection connection(service, groups, identifiers);
    std::string answer;
    connection.receive(std::string("POST /beta/connectorGroups HTTP/1.1\r\n"
                                   "Host: graph.microsoft.com\r\n"
                                   "Authorization: Bearer abc\r\n"
                                   "Content-Type: application/json\r\n"
                                   "Content-Length: ") +
                           length + "\r\n\r\n{\"name\":\"sales\"}",
                       answer);
    std::printf("%s\n\n", answer.c_str());
  }
}
