# connectorgroup_add_suite(): the suite on an implementation of one's own, in process.
#
#   connectorgroup_add_suite(<prefix> IMPLEMENTATION <target>
#                            [CONTRACT graph-2017|graph-beta]
#                            [LEVEL required|recommended|choice]
#                            [ROOMS <room>...]
#                            [INSTRUMENT <target>...])
#
# <target> is a library (static, object, shared or interface) that defines connectorgroup_get_implementation(),
# as properties/subjects/own/implementation.h says. Rooms are body, exchange and http; body is the default.
# The programs are held to the contract (default graph-2017) at the level (default required).
#
#   <prefix>_<room>_fuzz  a fuzz target. What drives it: LIB_FUZZING_ENGINE, as OSS-Fuzz sets it; libFuzzer
#                         with -DCONNECTORGROUP_FUZZ_ENGINE=libfuzzer (clang); else a main that replays files
#   <prefix>_properties   every case of the corpus, every short text, and generated inputs (RapidCheck,
#                         nlohmann/json and pugixml must be installed)
#   <prefix>_bench        its readers beside the model's, on the corpus and in body_bench's rows (Google
#                         Benchmark must be installed; not in a build for fuzzing, where it would measure the
#                         instrumentation)
#   <prefix>_module       <prefix>.so for `cgconform run --subject lib:<prefix>.so`; built when asked for
#
# Each but the last is a test as well, if testing is enabled: CONNECTORGROUP_SUITE_RUNS are the executions of
# a fuzz target on libFuzzer (default 100000).
#
# libFuzzer needs the code under test instrumented, and so <target> and those behind INSTRUMENT (the libraries
# that it calls) get -fsanitize=fuzzer-no-link, and -fPIC for the module. Sanitizers are the caller's choice,
# for the whole build: CMAKE_CXX_FLAGS=-fsanitize=address,undefined. With an engine from outside, all flags
# are the caller's.
set(CONNECTORGROUP_SUITE_RUNS 100000 CACHE STRING
  "Executions of each fuzz target of a suite, where it is run as a test on libFuzzer")

# What each program is: its sources, the implementation, and what it is held to.
function(connectorgroup_add_suite_program name)
  set(source ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/..)
  add_executable(${name} ${ARGN} ${source}/properties/conformance/linked_subject.cc)
  target_link_libraries(${name}
    PRIVATE connectorgroup::own connectorgroup::judge ${arg_IMPLEMENTATION})
  target_compile_definitions(${name} PRIVATE
    CONNECTORGROUP_OWN_CONTRACT="${arg_CONTRACT}"
    CONNECTORGROUP_OWN_LEVEL="${arg_LEVEL}"
    CONNECTORGROUP_OWN_PREFIX="${prefix}"
    CONNECTORGROUP_OWN_TARGET="${name}"
    CONNECTORGROUP_CORPUS="${connectorgroup_SOURCE_DIR}/corpus")
endfunction()

function(connectorgroup_add_suite_fuzz_target room)
  set(source ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/..)
  set(mutator_of_body body_mutator.cc)
  set(mutator_of_exchange message_mutator.cc)
  set(mutator_of_http message_mutator.cc)
  set(name ${prefix}_${room}_fuzz)
  connectorgroup_add_suite_program(${name}
    ${source}/fuzz/own/${room}_fuzz.cc
    ${source}/fuzz/own/question_session.cc
    ${source}/fuzz/${mutator_of_${room}})
  target_link_libraries(${name} PRIVATE connectorgroup::edits)
  if(engine)
    target_link_libraries(${name} PRIVATE ${engine})
  else()
    target_sources(${name} PRIVATE ${source}/fuzz/replay_main.cc)
  endif()

  include(${source}/fuzz/seeds.cmake)
  seeds_of(${room}_fuzz ${connectorgroup_SOURCE_DIR}/corpus folders files)
  if(CONNECTORGROUP_EXTERNAL_ENGINE)
    return()
  elseif(NOT engine)
    add_test(NAME ${name} COMMAND ${name} ${folders})
    set_tests_properties(${name} PROPERTIES LABELS fuzz)
    return()
  endif()
  set(dictionary_of_body body.dict)
  set(dictionary_of_exchange http.dict)
  set(dictionary_of_http http.dict)
  set(found ${CMAKE_CURRENT_BINARY_DIR}/${name}-corpus)
  file(MAKE_DIRECTORY ${found})
  add_test(NAME ${name}
    COMMAND ${name} -runs=${CONNECTORGROUP_SUITE_RUNS} -seed=1 -max_len=1024 -timeout=25
      -dict=${source}/fuzz/${dictionary_of_${room}} ${found} ${folders})
  set_tests_properties(${name} PROPERTIES LABELS fuzz)
endfunction()

function(connectorgroup_add_suite_properties)
  set(source ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/..)
  if(NOT TARGET connectorgroup::examination)
    message(STATUS "${prefix}_properties: not built; it needs RapidCheck, nlohmann/json and pugixml "
      "(apt-get install librapidcheck-dev nlohmann-json3-dev libpugixml-dev)")
    return()
  endif()
  connectorgroup_add_suite_program(${prefix}_properties
    ${source}/properties/drivers/enumerate_bodies.cc
    ${source}/properties/drivers/enumerate_connections.cc
    ${source}/properties/drivers/enumeration.cc
    ${source}/properties/drivers/own_properties.cc)
  target_link_libraries(${prefix}_properties PRIVATE connectorgroup::examination)
  # The implementation's calls of the engine that isn't here.
  if(CONNECTORGROUP_FUZZ_ENGINE STREQUAL "libfuzzer")
    target_link_options(${prefix}_properties PRIVATE -fsanitize=fuzzer-no-link)
  endif()
  add_test(NAME ${prefix}_properties COMMAND ${prefix}_properties)
  set_tests_properties(${prefix}_properties PROPERTIES LABELS law)
endfunction()

function(connectorgroup_add_suite_bench)
  set(source ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/..)
  if(engine)
    message(STATUS "${prefix}_bench: not built, since this build is for fuzzing")
    return()
  elseif(NOT TARGET benchmark::benchmark)
    message(STATUS "${prefix}_bench: not built; it needs Google Benchmark (apt-get install "
      "libbenchmark-dev)")
    return()
  endif()
  connectorgroup_add_suite_program(${prefix}_bench
    ${source}/bench/allocations.cc
    ${source}/bench/context.cc
    ${source}/bench/documents.cc
    ${source}/bench/drawn_group.cc
    ${source}/bench/instruction_counter.cc
    ${source}/bench/iterations.cc
    ${source}/bench/own/own_bench.cc
    ${source}/bench/own/own_texts.cc
    ${source}/bench/page_body.cc
    ${source}/bench/rows.cc
    ${source}/bench/spelled_group.cc)
  target_link_libraries(${prefix}_bench PRIVATE benchmark::benchmark)
  # A bare number of seconds is what both old and new versions of Google Benchmark understand.
  add_test(NAME ${prefix}_bench COMMAND ${prefix}_bench --benchmark_min_time=0.001)
  set_tests_properties(${prefix}_bench PROPERTIES LABELS bench)
endfunction()

function(connectorgroup_add_suite_module)
  set(source ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/..)
  add_library(${prefix}_module MODULE EXCLUDE_FROM_ALL ${source}/properties/subjects/own/module.cc)
  target_link_libraries(${prefix}_module
    PRIVATE connectorgroup::implementation ${arg_IMPLEMENTATION})
  set_target_properties(${prefix}_module PROPERTIES PREFIX "" OUTPUT_NAME ${prefix})
endfunction()

function(connectorgroup_instrument target)
  get_target_property(type ${target} TYPE)
  get_target_property(is_imported ${target} IMPORTED)
  if(is_imported OR type STREQUAL "INTERFACE_LIBRARY")
    return()
  endif()
  # A module can be made of it too.
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  if(CONNECTORGROUP_FUZZ_ENGINE STREQUAL "libfuzzer" AND NOT CONNECTORGROUP_EXTERNAL_ENGINE)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()

# Complains where the arguments are wrong.
function(connectorgroup_check_suite)
  if(arg_UNPARSED_ARGUMENTS OR arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "connectorgroup_add_suite(${prefix}): what is meant by "
      "${arg_UNPARSED_ARGUMENTS} ${arg_KEYWORDS_MISSING_VALUES}?")
  endif()
  if(NOT TARGET "${arg_IMPLEMENTATION}")
    message(FATAL_ERROR
      "connectorgroup_add_suite(${prefix}): IMPLEMENTATION \"${arg_IMPLEMENTATION}\" is no target")
  endif()
  foreach(target IN LISTS arg_INSTRUMENT)
    if(NOT TARGET ${target})
      message(FATAL_ERROR "connectorgroup_add_suite(${prefix}): INSTRUMENT \"${target}\" is no target")
    endif()
  endforeach()
  get_target_property(type ${arg_IMPLEMENTATION} TYPE)
  if(type STREQUAL "EXECUTABLE" OR type STREQUAL "MODULE_LIBRARY")
    message(FATAL_ERROR "connectorgroup_add_suite(${prefix}): ${arg_IMPLEMENTATION} can't be linked; "
      "the IMPLEMENTATION is a static, object, shared or interface library")
  endif()
  foreach(value_of "CONTRACT;graph-2017;graph-beta" "LEVEL;required;recommended;choice")
    list(POP_FRONT value_of keyword)
    if(NOT arg_${keyword} IN_LIST value_of)
      list(JOIN value_of ", " values)
      message(FATAL_ERROR
        "connectorgroup_add_suite(${prefix}): ${keyword} \"${arg_${keyword}}\" is none of ${values}")
    endif()
  endforeach()
  foreach(room IN LISTS arg_ROOMS)
    if(NOT room MATCHES "^(body|exchange|http)$")
      message(FATAL_ERROR
        "connectorgroup_add_suite(${prefix}): the room \"${room}\" is none of body, exchange, http")
    endif()
  endforeach()
  if(NOT TARGET connectorgroup::own)
    message(FATAL_ERROR "connectorgroup_add_suite() needs the component `suite` of the package, or, of "
      "the sources, CONNECTORGROUP_BUILD_SUITE=ON")
  endif()
endfunction()

function(connectorgroup_add_suite prefix)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "IMPLEMENTATION;CONTRACT;LEVEL"
    "ROOMS;INSTRUMENT")
  foreach(default CONTRACT=graph-2017 LEVEL=required ROOMS=body)
    string(REGEX MATCH "^([A-Z]+)=(.*)$" matched ${default})
    if(NOT DEFINED arg_${CMAKE_MATCH_1})
      set(arg_${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
    endif()
  endforeach()
  connectorgroup_check_suite()

  set(engine "")
  if(CONNECTORGROUP_EXTERNAL_ENGINE)
    separate_arguments(engine UNIX_COMMAND "${CONNECTORGROUP_EXTERNAL_ENGINE}")
  elseif(CONNECTORGROUP_FUZZ_ENGINE STREQUAL "libfuzzer")
    set(engine -fsanitize=fuzzer)
  endif()
  foreach(target IN LISTS arg_IMPLEMENTATION arg_INSTRUMENT)
    connectorgroup_instrument(${target})
  endforeach()

  foreach(room IN LISTS arg_ROOMS)
    connectorgroup_add_suite_fuzz_target(${room})
  endforeach()
  connectorgroup_add_suite_properties()
  connectorgroup_add_suite_bench()
  if(NOT engine)
    connectorgroup_add_suite_module()
  endif()
endfunction()
