# Installs this project, moves what was installed, and tests the example of an implementation of one's own
# (properties/subjects/examples/own) with it, out of tree, as its user would.
#
#   cmake -DBUILD=build/test -DWORK=FOLDER [-DPARTS=properties;fuzz] -P check-own-example.cmake
#
# BUILD: a build of the preset `test`, with cgconform. WORK: a folder for everything that is made; emptied
# first. Always: the package is found, cgconform finds its corpus where it was moved to, and wrong calls of
# connectorgroup_add_suite() are refused in words. Parts, each of which compiles the suite for some minutes:
#
#   properties  with the default compiler: properties, benchmark, and cgconform on the shared library
#   fuzz        with clang, libFuzzer, ASan and UBSan: the fuzz target on the seeds and 100,000 executions
#
# Each finds the planted bug, by its rule, and finds nothing in the fixed reader.
cmake_minimum_required(VERSION 3.25)

set(rule json.string.control)

# What the benchmark prints: the two sets of the corpus, and each of body_bench's rows of single objects, as
# requests. All of them, in this order.
set(rows "read-request/page/model-view.*read-request/corpus/toy.*read-request/one/page-form/model-padded-view")
foreach(texts one/page-form one/compact one/escapes-1k one/non-ascii-1k one/name-20k one-of-64/compact)
  string(APPEND rows ".*\nread-request/${texts}/toy ")
endforeach()

# run(<status> <regex> <command>...): holds a command to its exit status (`any`: but 0) and its output.
function(run status says)
  string(REPLACE ";" " " shown "${ARGN}")
  message(STATUS "${shown}")
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${WORK} INPUT_FILE /dev/null
    OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE got)
  if(status STREQUAL "any")
    if(got EQUAL 0)
      message(FATAL_ERROR "exit status 0 from: ${shown}\n${output}")
    endif()
  elseif(NOT got EQUAL status)
    message(FATAL_ERROR "exit status ${got} instead of ${status} from: ${shown}\n${output}")
  endif()
  if(NOT output MATCHES "${says}")
    message(FATAL_ERROR "no \"${says}\" in the output of: ${shown}\n${output}")
  endif()
endfunction()

# configure(<build> <argument>...): the example, which is found nowhere near its suite.
function(configure build)
  run(0 "Generating done" ${CMAKE_COMMAND} -S ${WORK}/own -B ${WORK}/${build} -G Ninja
    -DCMAKE_PREFIX_PATH=${WORK}/moved ${ARGN})
endfunction()

function(build build)
  run(0 "" ${CMAKE_COMMAND} --build ${WORK}/${build} ${ARGN})
endfunction()

# refuse(<regex> <line of CMake>): a project that says this isn't configured, for this reason.
function(refuse says line)
  file(WRITE ${WORK}/wrong/CMakeLists.txt
    "cmake_minimum_required(VERSION 3.25)\nproject(wrong LANGUAGES CXX)\n"
    "find_package(connectorgroup CONFIG REQUIRED COMPONENTS suite)\n"
    "file(WRITE empty.cc \"\")\nadd_library(mine empty.cc)\n${line}\n")
  file(REMOVE_RECURSE ${WORK}/wrong/build)
  run(1 "${says}" ${CMAKE_COMMAND} -S ${WORK}/wrong -B ${WORK}/wrong/build -G Ninja
    -DCMAKE_PREFIX_PATH=${WORK}/moved)
endfunction()

function(check_package)
  file(REMOVE_RECURSE ${WORK})
  file(MAKE_DIRECTORY ${WORK})
  run(0 "" ${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/installed)
  file(RENAME ${WORK}/installed ${WORK}/moved)
  file(COPY ${WORK}/moved/share/connectorgroup/properties/subjects/examples/own DESTINATION ${WORK})
  run(0 "CONFORMING" ${WORK}/moved/bin/cgconform run --quiet --only body)
  # A failing case is told with its file.
  run(1 "file ${WORK}/moved/share/connectorgroup/corpus/body/" ${WORK}/moved/bin/cgconform run
    --subject fault:json.comment --only body)
  run(2 "no page to audit" ${WORK}/moved/bin/page_audit)

  configure(test -DTOY_FIXED=OFF)
  refuse("has no component sweet" "find_package(connectorgroup CONFIG REQUIRED COMPONENTS sweet)")
  refuse("is no target" "connectorgroup_add_suite(mine IMPLEMENTATION yours)")
  refuse("\"optional\" is none of" "connectorgroup_add_suite(mine IMPLEMENTATION mine LEVEL optional)")
  refuse("is none of body" "connectorgroup_add_suite(mine IMPLEMENTATION mine ROOMS kitchen)")
  refuse("what is meant by" "connectorgroup_add_suite(mine IMPLEMENTATION mine LEVELS required)")
endfunction()

# The reader with its bug, then without.
function(check_properties)
  build(test)
  build(test --target toy_module)
  set(cgconform ${WORK}/moved/bin/cgconform)
  run(1 "rule ${rule}" ${WORK}/test/toy_properties)
  # Of the rules that are broken it is the first. (A busy machine takes its time for a text of 16 MiB.)
  run(1 "rules +${rule}" ${cgconform} run --timeout 60s --subject lib:${WORK}/test/toy.so)
  run(0 "${rows}" ${WORK}/test/toy_bench --benchmark_min_time=0.001)

  configure(test -DTOY_FIXED=ON)
  build(test)
  build(test --target toy_module)
  run(0 "every answer is right" ${WORK}/test/toy_properties)
  run(0 "CONFORMING" ${cgconform} run --quiet --timeout 60s --random 100 --subject lib:${WORK}/test/toy.so)
  run(0 "${rows}" ${WORK}/test/toy_bench --benchmark_min_time=0.001)
  run(0 "100% tests passed, 0 tests failed out of 3" ${CMAKE_CTEST_COMMAND} --test-dir ${WORK}/test)
endfunction()

function(check_fuzz)
  find_program(clang NAMES clang++-14 clang++ REQUIRED)
  set(flags "-fsanitize=address,undefined -fno-sanitize-recover=all -O1 -g")
  configure(fuzz -DTOY_FIXED=OFF -DCMAKE_CXX_COMPILER=${clang} "-DCMAKE_CXX_FLAGS=${flags}"
    -DCONNECTORGROUP_FUZZ_ENGINE=libfuzzer)
  build(fuzz --target toy_body_fuzz)
  set(ctest ${CMAKE_CTEST_COMMAND} --test-dir ${WORK}/fuzz -V -R toy_body_fuzz)
  run(any "a wrong answer: read-request.*rule:     ${rule}" ${ctest})

  configure(fuzz -DTOY_FIXED=ON)
  build(fuzz --target toy_body_fuzz)
  run(0 "Done 100000 runs" ${ctest})
endfunction()

check_package()
foreach(part IN LISTS PARTS)
  if(NOT part MATCHES "^(properties|fuzz)$")
    message(FATAL_ERROR "PARTS: ${part} is none of properties, fuzz")
  endif()
  cmake_language(CALL check_${part})
endforeach()
message(STATUS "the example is as it must be: package ${PARTS}")
