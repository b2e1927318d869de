# Runs fuzz/triage on FOLDER/input and holds it to its exit status and to what it says; and, where it
# kept something, that this is small, fails by itself, and is listed.
#
#   cmake -DSTATUS=0 -DSAYS=REGEX -DFOLDER=... -DTARGET=canary_fuzz -DPROGRAMS=... "-DARGUMENTS=a;b"
#     -P expect-triage.cmake
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${FOLDER}/kept)
file(WRITE ${FOLDER}/kept/README.md "# Regressions\n\n| file | cause |\n|---|---|\n| `body.a.json` | first |\n")
file(REMOVE ${FOLDER}/planted_fuzz.runs)
execute_process(
  COMMAND ${CMAKE_CURRENT_LIST_DIR}/triage --programs ${PROGRAMS} --into ${FOLDER}/kept
    --target ${TARGET} ${ARGUMENTS} ${FOLDER}/input
  WORKING_DIRECTORY ${FOLDER}
  OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE status)
if(NOT status EQUAL STATUS)
  message(FATAL_ERROR "exit status ${status} instead of ${STATUS}\n${output}")
endif()
if(NOT output MATCHES "${SAYS}")
  message(FATAL_ERROR "nothing that matches '${SAYS}' in:\n${output}")
endif()
if(NOT output MATCHES "kept as [^\n]*/([^/\n]+)\n")
  return()
endif()
set(kept ${CMAKE_MATCH_1})
file(READ ${FOLDER}/kept/README.md readme)
if(NOT readme MATCHES "first \\|\n\\| `${kept}` \\| [^|]+ \\|\n$")
  message(FATAL_ERROR "${kept} isn't listed in:\n${readme}")
endif()
# Minimal: made small again, it stays what it is.
execute_process(COMMAND ${PROGRAMS}/${TARGET}_minimise ${FOLDER}/kept/${kept} ${FOLDER}/again
  OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "what was kept doesn't fail by itself (${status}):\n${output}")
endif()
file(READ ${FOLDER}/kept/${kept} small HEX)
file(READ ${FOLDER}/again again HEX)
if(NOT small STREQUAL again)
  message(FATAL_ERROR "what was kept isn't minimal:\n${output}")
endif()
