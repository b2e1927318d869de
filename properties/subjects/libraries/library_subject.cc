#include "properties/subjects/libraries/library_subject.h"

#include <utility>
#include <vector>

#include "properties/subjects/libraries/built_library.h"

namespace connectorgroup {
namespace {

struct Table {
  // Side by side, by index.
  std::vector<LibraryInfo> infos;
  std::vector<std::unique_ptr<Subject> (*)(const Contract&)> makers;
  std::vector<MissingLibrary> missing;

  void add(BuiltLibrary library) {
    infos.push_back(std::move(library.info));
    makers.push_back(library.make);
  }
};

Table make_table() {
  Table table;
#ifdef CONNECTORGROUP_LIBRARY_NLOHMANN
  table.add(nlohmann_library());
#else
  table.missing.push_back({"nlohmann", "nlohmann-json3-dev"});
#endif
#ifdef CONNECTORGROUP_LIBRARY_RAPIDJSON
  table.add(rapidjson_library());
  table.add(rapidjson_validating_library());
#else
  table.missing.push_back({"rapidjson", "rapidjson-dev"});
  table.missing.push_back({"rapidjson-validating", "rapidjson-dev"});
#endif
#ifdef CONNECTORGROUP_LIBRARY_SIMDJSON
  table.add(simdjson_library());
  table.add(simdjson_ondemand_library());
#else
  table.missing.push_back({"simdjson", "libsimdjson-dev"});
  table.missing.push_back({"simdjson-ondemand", "libsimdjson-dev"});
#endif
#ifdef CONNECTORGROUP_LIBRARY_BOOST_JSON
  table.add(boost_json_library());
#else
  table.missing.push_back({"boost-json", "libboost-json1.81-dev"});
#endif
#ifdef CONNECTORGROUP_LIBRARY_JANSSON
  table.add(jansson_library());
#else
  table.missing.push_back({"jansson", "libjansson-dev"});
#endif
#ifdef CONNECTORGROUP_LIBRARY_JSON_C
  table.add(json_c_library());
#else
  table.missing.push_back({"json-c", "libjson-c-dev"});
#endif
#ifdef CONNECTORGROUP_LIBRARY_JSONCPP
  table.add(jsoncpp_library());
#else
  table.missing.push_back({"jsoncpp", "libjsoncpp-dev"});
#endif
#ifdef CONNECTORGROUP_LIBRARY_YAJL
  table.add(yajl_library());
#else
  table.missing.push_back({"yajl", "libyajl-dev"});
#endif
  return table;
}

const Table& table() {
  static const Table table = make_table();
  return table;
}

}  // namespace

std::span<const LibraryInfo> libraries() { return table().infos; }

std::span<const MissingLibrary> missing_libraries() { return table().missing; }

std::unique_ptr<Subject> make_library_subject(std::string_view name, const Contract& contract) {
  const Table& built = table();
  for (std::size_t index = 0; index < built.infos.size(); ++index) {
    if (built.infos[index].name == name) return built.makers[index](contract);
  }
  return nullptr;
}

}  // namespace connectorgroup
