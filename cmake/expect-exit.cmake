# Runs a command and holds it to its exit status and to what it says.
#
#   cmake -DSTATUS=3 -DSAYS=REGEX "-DCOMMAND=program;argument" -P expect-exit.cmake
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND ${COMMAND} OUTPUT_VARIABLE output ERROR_VARIABLE output
  RESULT_VARIABLE status)
if(NOT status EQUAL STATUS)
  message(FATAL_ERROR "exit status ${status} instead of ${STATUS} from: ${COMMAND}\n${output}")
endif()
if(NOT output MATCHES "${SAYS}")
  message(FATAL_ERROR "nothing that matches '${SAYS}' from: ${COMMAND}\n${output}")
endif()
