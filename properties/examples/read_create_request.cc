#include <cstdio>

#include "model/body/reader.h"

int main() {
  using namespace connectorgroup;
  BodyReader reader(graph_2017());
  for (const char* body : {R"({"name": "sales", "isDefault": false})", R"({"name": "sales",})"}) {
    const Result<NewConnectorGroupView> group = reader.read_create_request(body);
    if (group.accepted()) {
      std::printf("name: %.*s\n", static_cast<int>(group.value().name.size()),
                  group.value().name.data());
    } else {
      std::printf("%s\n", describe(group.violation()).c_str());
    }
  }
}
