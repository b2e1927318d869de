# Holds the README to what it shows: commands are run again, or have been (the exhaustive driver), and
# their output compared.
#
#   cmake -DSOURCE=... -DBINARY=... -DCTEST=... -DREPLAY=... -DENUMERATED=... -DEXAMPLES=...
#     -DPAGE_AUDIT=... -P check-readme.cmake
#
# EXAMPLES are the programs of properties/examples.
cmake_minimum_required(VERSION 3.25)

file(READ ${SOURCE}/README.md readme)
set(wrong "")

# A function, since a macro would read the backslashes in the text once more.
function(expect text why)
  string(FIND "${readme}" "${text}" at)
  if(at LESS 0)
    set(wrong "${wrong}\n${why}; expected in README.md:\n${text}\n" PARENT_SCOPE)
  endif()
endfunction()

function(output_of result)
  execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE output RESULT_VARIABLE status
    OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGN} failed: ${status}\n${output}")
  endif()
  set(${result} "${output}" PARENT_SCOPE)
endfunction()

output_of(replayed ${REPLAY} ${SOURCE}/corpus)
expect("${replayed}" "the corpus, the laws or the verdicts have changed")

file(READ ${ENUMERATED} enumerated)
string(STRIP "${enumerated}" enumerated)
expect("${enumerated}" "the exhaustive driver enumerates something else")

# The README counts those of a machine without interpreters: node's parser, the examples in other
# languages, the completion in other shells, the gate on coverage, the mutants, and what measures,
# compares and counts benchmarks are tried where theirs is installed. Blocks of AVX2 are, where the
# machine has it.
string(CONCAT needs_interpreters
  "^(Llhttp\\.|Examples/Adapter\\.|strict_python_|cgconform_completes_in_(fish|zsh)$|"
  "byte_block_check_avx2$|coverage_gate$|mutate$|bench_(compare|check_instructions|run|record|memory)$)")
execute_process(COMMAND ${CTEST} -N -E "${needs_interpreters}" WORKING_DIRECTORY ${BINARY}
  OUTPUT_VARIABLE tests)
string(REGEX MATCH "Total Tests: ([0-9]+)" matched "${tests}")
set(test_count ${CMAKE_MATCH_1})
expect("100% tests passed, 0 tests failed out of ${test_count}\n" "the number of tests has changed")

foreach(program IN LISTS EXAMPLES)
  get_filename_component(name ${program} NAME)
  file(READ ${SOURCE}/properties/examples/${name}.cc example)
  expect("```cpp\n${example}```" "the example ${name} has changed")
  output_of(printed ${program})
  string(REPLACE "\r" "" printed "${printed}")
  expect("```\n${printed}\n```" "the example ${name} prints something else")
endforeach()

# It has findings, and says so.
execute_process(COMMAND ${PAGE_AUDIT} corpus/pages/create-connectorgroup.md
  WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE audited OUTPUT_STRIP_TRAILING_WHITESPACE)
expect("```\n${audited}\n```" "the audit finds something else")

# The fuzzer's seeds are what fuzz/run.cmake counts; the rest of its table is a recorded run.
include(${SOURCE}/fuzz/seeds.cmake)
foreach(target body_fuzz http_fuzz exchange_fuzz service_fuzz page_fuzz canary_fuzz)
  seeds_of(${target} ${SOURCE}/corpus folders seeds)
  list(LENGTH seeds count)
  if(NOT readme MATCHES "\n${target} +${count} ")
    string(APPEND wrong "\n${target} has ${count} seeds, which its row in README.md doesn't say\n")
  endif()
endforeach()

# Every file that the decisions name.
string(REGEX MATCHALL "`(body|http|exchange)/(accept|reject)/[a-z0-9./-]+`" named "${readme}")
list(LENGTH named count)
if(count LESS 10)
  string(APPEND wrong "\nREADME.md names only ${count} corpus files\n")
endif()
foreach(name IN LISTS named)
  string(REPLACE "`" "" name "${name}")
  if(NOT EXISTS ${SOURCE}/corpus/${name})
    string(APPEND wrong "\nREADME.md names corpus/${name}, which doesn't exist\n")
  endif()
endforeach()

if(wrong)
  message(FATAL_ERROR "README.md shows what is no longer so:\n${wrong}")
endif()
