# Holds the README to what it shows: commands are run again, or have been (the exhaustive driver), and
# their output compared.
#
#   cmake -DSOURCE=... -DBINARY=... -DCTEST=... -DREPLAY=... -DENUMERATED=... -DEXAMPLE=...
#     -P check-readme.cmake
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

execute_process(COMMAND ${CTEST} -N WORKING_DIRECTORY ${BINARY} OUTPUT_VARIABLE tests)
string(REGEX MATCH "Total Tests: ([0-9]+)" matched "${tests}")
expect("100% tests passed, 0 tests failed out of ${CMAKE_MATCH_1}\n" "the number of tests has changed")

file(READ ${SOURCE}/properties/examples/read_create_request.cc example)
expect("```cpp\n${example}```" "the example has changed")
output_of(printed ${EXAMPLE})
expect("```\n${printed}\n```" "the example prints something else")

# The fuzzer's seeds are what fuzz/run.cmake counts; the rest of its table is a recorded run.
foreach(target_folders "body_fuzz:accept,reject" "canary_fuzz:accept")
  string(REGEX MATCH "^([a-z_]+):(.*)$" matched "${target_folders}")
  set(target ${CMAKE_MATCH_1})
  string(REPLACE "," ";" folders "${CMAKE_MATCH_2}")
  set(seeds "")
  foreach(folder IN LISTS folders)
    file(GLOB_RECURSE files ${SOURCE}/corpus/body/${folder}/*.json)
    list(APPEND seeds ${files})
  endforeach()
  if(target STREQUAL "body_fuzz")
    file(GLOB_RECURSE files ${SOURCE}/corpus/regressions/*.json)
    list(APPEND seeds ${files})
  endif()
  list(LENGTH seeds count)
  if(NOT readme MATCHES "\n${target} +${count} ")
    string(APPEND wrong "\n${target} has ${count} seeds, which its row in README.md doesn't say\n")
  endif()
endforeach()

# Every file that the decisions name.
string(REGEX MATCHALL "`(accept|reject)/[a-z0-9./-]+`" named "${readme}")
list(LENGTH named count)
if(count LESS 10)
  string(APPEND wrong "\nREADME.md names only ${count} corpus files\n")
endif()
foreach(name IN LISTS named)
  string(REPLACE "`" "" name "${name}")
  if(NOT EXISTS ${SOURCE}/corpus/body/${name})
    string(APPEND wrong "\nREADME.md names corpus/body/${name}, which doesn't exist\n")
  endif()
endforeach()

if(wrong)
  message(FATAL_ERROR "README.md shows what is no longer so:\n${wrong}")
endif()
