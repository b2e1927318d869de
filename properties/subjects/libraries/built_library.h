// What a library's file gives to the table of libraries. One function per file; each exists where
// the library was there when this was built.
#pragma once

#include <memory>

#include "model/contract.h"
#include "properties/subject.h"
#include "properties/subjects/libraries/library_subject.h"

namespace connectorgroup {

struct BuiltLibrary {
  LibraryInfo info;
  std::unique_ptr<Subject> (*make)(const Contract& contract);
};

BuiltLibrary nlohmann_library();
BuiltLibrary rapidjson_library();
BuiltLibrary rapidjson_validating_library();
BuiltLibrary simdjson_library();
BuiltLibrary simdjson_ondemand_library();
BuiltLibrary boost_json_library();
BuiltLibrary jansson_library();
BuiltLibrary json_c_library();
BuiltLibrary jsoncpp_library();
BuiltLibrary yajl_library();

}  // namespace connectorgroup
