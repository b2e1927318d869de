# What the committed corpus alone reaches, and that each file reaches the same every time.
#
#   cmake -DFUZZ_BINARY_DIR=... -DFUZZ_CORPUS_DIR=... -DTARGETS=a,b
#     -DCOMPILER="Clang 14.0.6" -DRECORD=fuzz/edges.txt [-DUPDATE=ON] -P check-coverage.cmake
#
# Each target's <target>_coverage runs its seeds in two processes, at other addresses, and every file has
# to take every edge as often in both. (Not yet in two orders: the buffers that the body readers keep make
# a few counts depend on the inputs before.) The edges of all files together
# must be those of the record, give or take the tolerance that it states: fewer, and the corpus has
# rotted; more, and the record has. Compilers count edges differently, so the record holds for the one
# that it names; for others this says so and compares nothing. UPDATE writes the record.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/seeds.cmake)

set(TOLERANCE 1) # per cent

# What the folders' files reach: the lines that the target's program prints.
function(coverage_of target order folders result)
  execute_process(COMMAND ${FUZZ_BINARY_DIR}/${target}_coverage ${order} ${folders}
    OUTPUT_VARIABLE output ERROR_VARIABLE error RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${target}_coverage failed (${status}) on the committed corpus:\n${error}")
  endif()
  set(${result} "${output}" PARENT_SCOPE)
endfunction()

# Names the files whose lines differ.
function(report_differences target forwards again)
  string(REPLACE "\n" ";" forwards "${forwards}")
  string(REPLACE "\n" ";" again "${again}")
  set(text "")
  foreach(one other IN ZIP_LISTS forwards again)
    if(NOT one STREQUAL other)
      string(APPEND text "\n  ${one}\n  ${other}")
    endif()
  endforeach()
  message(FATAL_ERROR "${target}: the coverage of these files isn't their own (edges, counters):${text}")
endfunction()

set(recorded_compiler "")
if(NOT UPDATE)
  file(STRINGS ${RECORD} rows REGEX "^[^#]")
  foreach(row IN LISTS rows)
    string(REGEX MATCH "^([a-z_]+) +(.*)$" matched "${row}")
    set(recorded_${CMAKE_MATCH_1} "${CMAKE_MATCH_2}")
  endforeach()
endif()

set(wrong "")
set(record "")
string(REPLACE "," ";" TARGETS "${TARGETS}")
foreach(target IN LISTS TARGETS)
  seeds_of(${target} ${FUZZ_CORPUS_DIR} folders seeds)
  coverage_of(${target} "" "${folders}" forwards)
  coverage_of(${target} "" "${folders}" again)
  if(NOT forwards STREQUAL again)
    report_differences(${target} "${forwards}" "${again}")
  endif()
  if(NOT forwards MATCHES "all files: ([0-9]+) of [0-9]+ edges")
    message(FATAL_ERROR "${target}_coverage printed no sum")
  endif()
  set(edges ${CMAKE_MATCH_1})
  string(APPEND record "${target} ${edges}\n")
  list(LENGTH seeds count)
  message(STATUS "${target}: ${count} seeds reach ${edges} edges, the same in two processes")
  if(UPDATE OR NOT recorded_compiler STREQUAL COMPILER)
    continue()
  endif()
  set(due "${recorded_${target}}")
  if(NOT due MATCHES "^[0-9]+$")
    string(APPEND wrong "\n  ${target}: no row")
    continue()
  endif()
  math(EXPR off "(${edges} - ${due}) * 100")
  math(EXPR most "${due} * ${TOLERANCE}")
  if(off GREATER most OR off LESS -${most})
    string(APPEND wrong "\n  ${target}: ${edges} edges, not ${due}")
  endif()
endforeach()

if(UPDATE)
  file(WRITE ${RECORD} "# The edges that the seeds of each fuzz target reach by themselves: what fuzz/check-coverage.cmake\n"
    "# compares, within ${TOLERANCE} %, where the compiler is this one. Written by the build target `record_edges`.\n"
    "compiler ${COMPILER}\n${record}")
elseif(NOT recorded_compiler STREQUAL COMPILER)
  message(STATUS "Edges are recorded for ${recorded_compiler}; with ${COMPILER} they aren't compared.")
elseif(wrong)
  message(FATAL_ERROR "The corpus reaches something else than fuzz/edges.txt says:${wrong}\n"
    "Fewer: seeds are missing, or a mistake keeps them from where they led. More: record it with\n"
    "  cmake --build --preset fuzz --target record_edges")
endif()
