#include "bench/page_body.h"

#include <cstdio>
#include <fstream>
#include <iterator>

namespace connectorgroup::bench {
namespace {

std::optional<std::string> contents(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "can't read %s\n", path);
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace

std::optional<std::string> page_request_body() {
  return contents(CONNECTORGROUP_CORPUS
                  "/body/accept/graph-2017/create-request/page/documented-example.json");
}

std::optional<std::string> page_response_body() {
  return contents(CONNECTORGROUP_CORPUS
                  "/body/accept/graph-2017/response/page/documented-example.json");
}

}  // namespace connectorgroup::bench
