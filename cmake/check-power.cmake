# Holds the README and POWER.md to the recorded trials of planted faults, and the record to the faults
# that there are.
#
#   cmake -DSOURCE=... -DCGCONFORM=... -DWORK=... -P check-power.cmake
#
# With -DUPDATE=ON it writes them instead.
cmake_minimum_required(VERSION 3.25)
set(record ${SOURCE}/properties/faults/power.json)
set(begin "<!-- power summary -->\n")
set(end "<!-- end of power summary -->")

file(MAKE_DIRECTORY ${WORK})
execute_process(
  COMMAND ${CGCONFORM} power --corpus ${SOURCE}/corpus --record ${record}
    --report summary=${WORK}/summary.md,md=${WORK}/POWER.md
  RESULT_VARIABLE status ERROR_VARIABLE complaint)
# 1: it has gaps that nobody has given a reason for, or isn't of these faults.
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the record has unexplained gaps:\n${complaint}")
endif()

file(READ ${WORK}/summary.md summary)
file(READ ${record} json)
string(REGEX MATCH "\"commit\":\"([^\"]*)\",\"date\":\"([^\"]*)\"" matched "${json}")
set(due "${begin}At commit `${CMAKE_MATCH_1}`, on ${CMAKE_MATCH_2}:\n\n${summary}${end}")

file(READ ${SOURCE}/README.md readme)
if(UPDATE)
  string(FIND "${readme}" "${begin}" from)
  string(FIND "${readme}" "${end}" to)
  string(SUBSTRING "${readme}" 0 ${from} before)
  string(LENGTH "${end}" length)
  math(EXPR to "${to} + ${length}")
  string(SUBSTRING "${readme}" ${to} -1 after)
  file(WRITE ${SOURCE}/README.md "${before}${due}${after}")
  file(COPY_FILE ${WORK}/POWER.md ${SOURCE}/properties/faults/POWER.md)
  return()
endif()
string(FIND "${readme}" "${due}" at)
if(at LESS 0)
  message(FATAL_ERROR "README.md doesn't say what the record does; expected:\n${due}")
endif()
file(READ ${WORK}/POWER.md now)
file(READ ${SOURCE}/properties/faults/POWER.md shown)
if(NOT now STREQUAL shown)
  message(FATAL_ERROR "properties/faults/POWER.md isn't of this record: ${WORK}/POWER.md is")
endif()
