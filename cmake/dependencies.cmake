# The libraries: the installed package where there is one, else the sources at a pinned commit.
# Only those that the selected parts need are looked for.
#
# CI tests the installed ones, in Debian 12's versions; our code keeps to the interfaces that both
# have. CMake's own switches apply: FETCHCONTENT_TRY_FIND_PACKAGE_MODE=NEVER fetches everything,
# FETCHCONTENT_SOURCE_DIR_<PACKAGE> takes a folder, FETCHCONTENT_FULLY_DISCONNECTED=ON forbids
# downloads.
include(FetchContent)

# The programs of a suite are targets of the folder that asks for them, and link these.
if(CONNECTORGROUP_BUILD_SUITE)
  set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
endif()

# Makes <target> available.
#
#   connectorgroup_require(<package> TARGET <target> APT <Debian's name>
#                          REPOSITORY <owner/name on GitHub> COMMIT <hash>
#                          [FIND <find_package arguments>...] [WITHOUT <its options to turn off>...])
function(connectorgroup_require package)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TARGET;APT;REPOSITORY;COMMIT" "FIND;WITHOUT")
  string(TOUPPER ${package} upper)

  if(NOT TARGET ${arg_TARGET}
     AND NOT FETCHCONTENT_SOURCE_DIR_${upper}
     AND NOT FETCHCONTENT_TRY_FIND_PACKAGE_MODE STREQUAL "NEVER")
    find_package(${package} QUIET ${arg_FIND})
  endif()
  if(TARGET ${arg_TARGET})
    return()
  endif()

  message(STATUS
    "${package}: no package (apt-get install ${arg_APT}), so from source: ${arg_REPOSITORY} at "
    "${arg_COMMIT}")
  # Set for this function only, and heeded by projects whose minimum CMake predates policy CMP0077.
  set(CMAKE_POLICY_DEFAULT_CMP0077 NEW)
  foreach(its_option IN ITEMS BUILD_TESTING LISTS arg_WITHOUT)
    set(${its_option} OFF)
  endforeach()
  FetchContent_Declare(${package}
    GIT_REPOSITORY https://github.com/${arg_REPOSITORY}.git
    GIT_TAG ${arg_COMMIT})
  FetchContent_MakeAvailable(${package})

  if(NOT TARGET ${arg_TARGET})
    # cmark's own build names its library without a namespace in some versions.
    string(REGEX REPLACE "^.*::" "" plain ${arg_TARGET})
    if(TARGET ${plain})
      add_library(${arg_TARGET} ALIAS ${plain})
    else()
      message(FATAL_ERROR
        "${package} is neither installed nor could be fetched.\n"
        "On Debian or Ubuntu: apt-get install ${arg_APT} (cmake/install-packages installs all that "
        "is needed).")
    endif()
  endif()
  # Its headers are not ours to warn about. (The keyword SYSTEM of FetchContent_Declare would say so,
  # but CMake 3.25 takes it for a part of GIT_TAG.)
  get_target_property(library ${arg_TARGET} ALIASED_TARGET)
  if(NOT library)
    set(library ${arg_TARGET})
  endif()
  set_property(TARGET ${library} PROPERTY SYSTEM ON)
  # What is not linked isn't built, and what is not ours isn't installed.
  FetchContent_GetProperties(${package} SOURCE_DIR source_dir)
  set_property(DIRECTORY ${source_dir} PROPERTY EXCLUDE_FROM_ALL ON)
endfunction()

# RapidJSON is headers only. Debian's package leaves a variable instead of a target, and its own build
# insists on tests and -march=native: so this makes the target, rapidjson::rapidjson.
function(connectorgroup_require_rapidjson)
  if(NOT FETCHCONTENT_SOURCE_DIR_RAPIDJSON
     AND NOT FETCHCONTENT_TRY_FIND_PACKAGE_MODE STREQUAL "NEVER")
    find_package(RapidJSON QUIET CONFIG)
  endif()
  set(include_dir ${RAPIDJSON_INCLUDE_DIRS} ${RapidJSON_INCLUDE_DIRS})
  if(NOT include_dir)
    set(commit f54b0e47a08782a6131cc3d60f94d038fa6e0a51) # v1.1.0
    message(STATUS
      "RapidJSON: no package (apt-get install rapidjson-dev), so from source: Tencent/rapidjson at "
      "${commit}")
    FetchContent_Declare(RapidJSON
      GIT_REPOSITORY https://github.com/Tencent/rapidjson.git
      GIT_TAG ${commit}
      SOURCE_SUBDIR include) # a folder without CMakeLists.txt: nothing is built
    FetchContent_MakeAvailable(RapidJSON)
    FetchContent_GetProperties(RapidJSON SOURCE_DIR source_dir)
    set(include_dir ${source_dir}/include)
  endif()
  list(GET include_dir 0 include_dir)
  if(NOT EXISTS ${include_dir}/rapidjson/document.h)
    message(FATAL_ERROR
      "RapidJSON is neither installed nor could be fetched.\n"
      "On Debian or Ubuntu: apt-get install rapidjson-dev (cmake/install-packages installs all that "
      "is needed).")
  endif()
  add_library(rapidjson::rapidjson INTERFACE IMPORTED)
  target_include_directories(rapidjson::rapidjson INTERFACE ${include_dir})
endfunction()

# Looks for Boost.Beast, which is headers only, and for http-parser, which has no package file: makes
# Boost::headers and http_parser::http_parser, or says that they are missing.
function(connectorgroup_find_http_peers)
  # Beast's parser has virtual functions since 1.70; 1.74 is what the permitted differences are of.
  find_package(Boost 1.74 QUIET)
  if(NOT TARGET Boost::headers)
    message(STATUS "Boost.Beast: none (apt-get install libboost-dev), so it is no peer")
  endif()
  find_path(CONNECTORGROUP_HTTP_PARSER_INCLUDE_DIR http_parser.h)
  find_library(CONNECTORGROUP_HTTP_PARSER_LIBRARY http_parser)
  mark_as_advanced(CONNECTORGROUP_HTTP_PARSER_INCLUDE_DIR CONNECTORGROUP_HTTP_PARSER_LIBRARY)
  if(CONNECTORGROUP_HTTP_PARSER_INCLUDE_DIR AND CONNECTORGROUP_HTTP_PARSER_LIBRARY)
    add_library(http_parser::http_parser UNKNOWN IMPORTED GLOBAL)
    set_target_properties(http_parser::http_parser PROPERTIES
      IMPORTED_LOCATION ${CONNECTORGROUP_HTTP_PARSER_LIBRARY}
      INTERFACE_INCLUDE_DIRECTORIES ${CONNECTORGROUP_HTTP_PARSER_INCLUDE_DIR})
  else()
    message(STATUS "http-parser: none (apt-get install libhttp-parser-dev), so it is no peer")
  endif()
endfunction()

# The model. No version in the search: simdjson's package file takes only its own minor version for
# compatible.
connectorgroup_require(simdjson
  TARGET simdjson::simdjson
  APT libsimdjson-dev
  REPOSITORY simdjson/simdjson
  COMMIT cdeb069ad1e8cb2fb479cbb22695cb666cea99ac # v4.6.7
  FIND CONFIG)
if(simdjson_VERSION AND simdjson_VERSION VERSION_LESS 3.0)
  message(FATAL_ERROR
    "The installed simdjson ${simdjson_VERSION} is older than 3.0. "
    "Configure with -DCMAKE_DISABLE_FIND_PACKAGE_simdjson=ON to fetch a newer one.")
endif()

if(CONNECTORGROUP_BUILD_PAGE)
  connectorgroup_require(cmark
    TARGET cmark::cmark
    APT libcmark-dev
    REPOSITORY commonmark/cmark
    COMMIT bb3678d7a73cb02d35c8876ecd097072636200a8 # 0.31.1
    FIND CONFIG)
endif()

if(CONNECTORGROUP_BUILD_TESTS OR (CONNECTORGROUP_BUILD_PAGE AND CONNECTORGROUP_BUILD_TOOLS))
  connectorgroup_require(CLI11
    TARGET CLI11::CLI11
    APT libcli11-dev
    REPOSITORY CLIUtils/CLI11
    COMMIT bfffd37e1f804ca4fae1caae106935791696b6a9 # v2.6.1
    FIND CONFIG
    WITHOUT CLI11_BUILD_TESTS CLI11_BUILD_EXAMPLES CLI11_BUILD_DOCS CLI11_INSTALL)
endif()

if(CONNECTORGROUP_BUILD_TESTS OR CONNECTORGROUP_BUILD_FUZZ OR CONNECTORGROUP_BUILD_BENCH)
  connectorgroup_require(nlohmann_json
    TARGET nlohmann_json::nlohmann_json
    APT nlohmann-json3-dev
    REPOSITORY nlohmann/json
    COMMIT bc889afb4c5bf1c0d8ee29ef35eaaf4c8bef8a5d # v3.11.2
    FIND CONFIG)
endif()

# Where another project's implementation is tested, its build fetches nothing that it doesn't ask for.
if(CONNECTORGROUP_BUILD_SUITE AND NOT CONNECTORGROUP_BUILD_TESTS)
  find_package(nlohmann_json QUIET CONFIG)
  find_package(rapidcheck QUIET CONFIG)
  find_package(pugixml QUIET CONFIG)
  find_package(benchmark QUIET CONFIG)
  set(CONNECTORGROUP_BUILD_EXAMINATION OFF)
  if(TARGET nlohmann_json::nlohmann_json AND TARGET rapidcheck AND TARGET pugixml::pugixml)
    set(CONNECTORGROUP_BUILD_EXAMINATION ON)
  endif()
endif()

# The peers of the laws of messages and of their benchmarks. They take part where they are installed,
# and aren't fetched: a law says less without them, and nothing wrong. A brought engine's builds go
# without, since its sanitizers want everything instrumented.
option(CONNECTORGROUP_HTTP_PEERS "Build the HTTP peers that are installed" ${whole_suite})
if(CONNECTORGROUP_HTTP_PEERS)
  connectorgroup_find_http_peers()
endif()

if(CONNECTORGROUP_BUILD_TESTS)
  connectorgroup_require(GTest
    TARGET GTest::gtest
    APT libgtest-dev
    REPOSITORY google/googletest
    COMMIT 52eb8108c5bdec04579160ae17225d66034bd723 # v1.17.0
    WITHOUT BUILD_GMOCK INSTALL_GTEST)
  # No version in the search: Debian's package has no version file.
  connectorgroup_require(rapidcheck
    TARGET rapidcheck
    APT librapidcheck-dev
    REPOSITORY emil-e/rapidcheck
    COMMIT ff6af6fc683159deb51c543b065eba14dfcf329b # 2023-12-14, the last one
    FIND CONFIG)
endif()

if(CONNECTORGROUP_BUILD_BENCH)
  connectorgroup_require(benchmark
    TARGET benchmark::benchmark
    APT libbenchmark-dev
    REPOSITORY google/benchmark
    COMMIT 192ef10025eb2c4cdd392bc502f0c852196baa48 # v1.9.5
    FIND CONFIG
    WITHOUT BENCHMARK_ENABLE_TESTING BENCHMARK_ENABLE_INSTALL BENCHMARK_ENABLE_WERROR)
  connectorgroup_require_rapidjson()
  # A peer that takes part where it is installed: Debian 12's Boost is older than Boost.JSON.
  find_package(Boost 1.75 QUIET COMPONENTS json)
endif()
