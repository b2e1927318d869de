# The main job: runs each fuzz target for a fixed number of executions from the committed corpus, as
# many at a time as there are processors, and prints what was run, covered and found.
#
#   cmake -DFUZZ_BINARY_DIR=... -DFUZZ_CORPUS_DIR=... -DFUZZ_WORK_DIR=... -DTARGETS=a;b -P run.cmake
#
# In the environment, CONNECTORGROUP_FUZZ_RUNS sets the executions of each target (fuzz/options.cmake has
# the defaults), CONNECTORGROUP_FUZZ_SEED the engine's seed (default 1), CONNECTORGROUP_FUZZ_JOBS how many
# targets run at a time. Runs are counted, never timed, and no target knows of another, so one build with one seed
# does the same every time. A target whose name begins with "canary" must be caught; any other finding is
# a failure, printed with the commands that repeat it. What was found stays in the work folder.
cmake_minimum_required(VERSION 3.25)

function(number_from_environment variable default result)
  set(value "$ENV{${variable}}")
  if(value STREQUAL "")
    set(value "${default}")
  elseif(NOT value MATCHES "^[1-9][0-9]*$")
    message(FATAL_ERROR "${variable}=${value} isn't a whole number above zero.")
  endif()
  set(${result} "${value}" PARENT_SCOPE)
endfunction()

# The last number behind `pattern` in the log, or "-".
function(last_number log pattern result)
  string(REGEX MATCHALL "${pattern}[0-9]+" all "${log}")
  set(number "-")
  if(all)
    list(GET all -1 last)
    string(REGEX MATCH "[0-9]+$" number "${last}")
  endif()
  set(${result} "${number}" PARENT_SCOPE)
endfunction()

function(percent part whole result)
  set(text "-")
  if(whole GREATER 0)
    math(EXPR per_mille "(${part} * 1000) / ${whole}")
    math(EXPR whole_percent "${per_mille} / 10")
    math(EXPR tenth "${per_mille} % 10")
    set(text "${whole_percent}.${tenth} %")
  endif()
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

# Appends a cell to the row `row`, right-aligned in `width` columns.
macro(cell row width text)
  string(LENGTH "${text}" length)
  math(EXPR blanks "${width} - ${length}")
  if(blanks LESS 1)
    set(blanks 1)
  endif()
  string(REPEAT " " ${blanks} padding)
  string(APPEND ${row} "${padding}${text}")
endmacro()

macro(table_row row target seeds executions speed edges accepted findings)
  string(LENGTH "${target}" length)
  math(EXPR blanks "14 - ${length}")
  string(REPEAT " " ${blanks} padding)
  set(${row} "${target}${padding}")
  cell(${row} 6 "${seeds}")
  cell(${row} 12 "${executions}")
  cell(${row} 8 "${speed}")
  cell(${row} 7 "${edges}")
  cell(${row} 10 "${accepted}")
  string(APPEND ${row} "  ${findings}")
endmacro()

# What is printed of a finding: the end of the log, from the report on, and what to do with each input
# that the engine kept. A law says that itself; a sanitizer doesn't know how.
function(print_finding target log)
  string(FIND "${log}" "law broken: " at)
  if(at LESS 0)
    string(FIND "${log}" "==ERROR: " at)
  endif()
  if(at LESS 0)
    string(LENGTH "${log}" length)
    math(EXPR at "${length} - 4000")
    if(at LESS 0)
      set(at 0)
    endif()
  endif()
  string(SUBSTRING "${log}" ${at} -1 report)
  message("${report}")
  string(REGEX MATCHALL "Test unit written to [^\n]+" written "${log}")
  foreach(input IN LISTS written)
    string(REPLACE "Test unit written to " "" input "${input}")
    message("${target} failed on this input. Repeat it, and make it small:\n"
      "  ${FUZZ_BINARY_DIR}/${target} ${input}\n"
      "  fuzz/triage ${input}")
  endforeach()
endfunction()

include(${CMAKE_CURRENT_LIST_DIR}/options.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/seeds.cmake)
cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
# It is read where it is used, and only has to be a number here.
number_from_environment(CONNECTORGROUP_FUZZ_RUNS "" ignored)
number_from_environment(CONNECTORGROUP_FUZZ_SEED 1 seed)
number_from_environment(CONNECTORGROUP_FUZZ_JOBS ${cores} jobs)

# The slow ones come last in the list and start first, so that none is left alone at the end.
set(queue ${TARGETS})
list(REVERSE queue)
list(JOIN queue "\n" lines)
file(MAKE_DIRECTORY ${FUZZ_WORK_DIR})
file(WRITE ${FUZZ_WORK_DIR}/queue.txt "${lines}\n")
message(STATUS "${jobs} targets at a time, seed ${seed}")
execute_process(
  COMMAND xargs -P ${jobs} -I "{}" ${CMAKE_COMMAND} -DTARGET={} -DBINARY_DIR=${FUZZ_BINARY_DIR}
    -DCORPUS_DIR=${FUZZ_CORPUS_DIR} -DWORK_DIR=${FUZZ_WORK_DIR}/{} -DSEED=${seed}
    -P ${CMAKE_CURRENT_LIST_DIR}/run-target.cmake
  INPUT_FILE ${FUZZ_WORK_DIR}/queue.txt
  COMMAND_ERROR_IS_FATAL ANY)

table_row(table target seeds executions exec/s edges accepted findings)
set(failed "")
foreach(target IN LISTS TARGETS)
  set(work ${FUZZ_WORK_DIR}/${target})
  seeds_of(${target} ${FUZZ_CORPUS_DIR} folders seeds)
  list(LENGTH seeds seed_count)
  runs_of(${target} runs)
  file(READ ${work}/status.txt status)
  file(READ ${work}/log.txt log)
  last_number("${log}" "stat::number_of_executed_units: +" executions)
  last_number("${log}" "stat::average_exec_per_sec: +" speed)
  if(speed EQUAL 0) # it took less than a second
    set(speed "-")
  endif()
  last_number("${log}" " cov: " edges)
  set(accepted "-")
  if(log MATCHES "accepted: ([0-9]+) of ([0-9]+)")
    percent(${CMAKE_MATCH_1} ${CMAKE_MATCH_2} accepted)
  endif()

  set(law_broken FALSE)
  if(log MATCHES "law broken: ([a-z0-9.-]+)")
    set(law_broken TRUE)
    set(law ${CMAKE_MATCH_1})
  endif()
  if(target MATCHES "^canary")
    if(law_broken AND NOT status EQUAL 0)
      set(findings "caught, as it must be")
    else()
      set(findings "NOT CAUGHT (status ${status})")
      list(APPEND failed ${target})
    endif()
  elseif(status EQUAL 0 AND executions GREATER_EQUAL runs)
    set(findings "none")
  else()
    set(findings "FOUND (status ${status})")
    if(law_broken)
      set(findings "FOUND: ${law}")
    endif()
    list(APPEND failed ${target})
    print_finding(${target} "${log}")
  endif()
  table_row(row ${target} ${seed_count} "${executions}" "${speed}" "${edges}" "${accepted}"
    "${findings}")
  string(APPEND table "\n${row}")
endforeach()

message("\n${table}\n")
if(failed)
  message(FATAL_ERROR "Findings: ${failed}. Inputs and logs are in ${FUZZ_WORK_DIR}.")
endif()
