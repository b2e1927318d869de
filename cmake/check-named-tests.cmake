# Fails where a document names a test, `Suite.Name` or `name` in a table's last column, that isn't
# there.
#
#   cmake -DDOCUMENT=... -DCTEST=... -DBINARY=... -P check-named-tests.cmake
cmake_minimum_required(VERSION 3.25)

file(STRINGS ${DOCUMENT} rows REGEX "^\\| [^|]+ \\| `")
execute_process(COMMAND ${CTEST} -N WORKING_DIRECTORY ${BINARY}
  OUTPUT_VARIABLE tests RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${CTEST} -N failed: ${status}")
endif()
set(named 0)
set(missing "")
foreach(row IN LISTS rows)
  string(REGEX REPLACE "^\\| [^|]+ \\|" "" cell "${row}")
  string(REGEX MATCHALL "`[^`]+`" names "${cell}")
  foreach(name IN LISTS names)
    string(REPLACE "`" "" name "${name}")
    math(EXPR named "${named} + 1")
    string(FIND "${tests}" ": ${name}\n" at)
    if(at EQUAL -1)
      list(APPEND missing ${name})
    endif()
  endforeach()
endforeach()
if(named EQUAL 0)
  message(FATAL_ERROR "${DOCUMENT} names no test")
endif()
if(missing)
  list(JOIN missing "\n  " missing)
  message(FATAL_ERROR "${DOCUMENT} names tests that aren't there:\n  ${missing}")
endif()
message(STATUS "${named} tests that ${DOCUMENT} names are there")
