# The main job: runs each fuzz target for a fixed number of executions from the committed corpus, and
# prints what was run, covered and found.
#
#   cmake -DFUZZ_BINARY_DIR=... -DFUZZ_CORPUS_DIR=... -DFUZZ_WORK_DIR=... -DTARGETS=a;b -P run.cmake
#
# CONNECTORGROUP_FUZZ_RUNS in the environment sets the executions of each target (default 200,000),
# CONNECTORGROUP_FUZZ_SEED the engine's seed (default 1). Runs are counted, never timed. One build with
# one seed does the same every time on one checkout, where setarch may fix the addresses; in another one
# the engine may meet the seeds in another order, which moves the edges covered by a few. A target whose
# name begins with "canary" must be caught; any other finding is a failure. What was found stays in the
# work folder.
cmake_minimum_required(VERSION 3.25)

function(number_from_environment variable default result)
  set(value "$ENV{${variable}}")
  if(value STREQUAL "")
    set(value ${default})
  elseif(NOT value MATCHES "^[1-9][0-9]*$")
    message(FATAL_ERROR "${variable}=${value} isn't a whole number above zero.")
  endif()
  set(${result} ${value} PARENT_SCOPE)
endfunction()

# The options file is the one that OSS-Fuzz and ClusterFuzzLite read beside the target.
function(flags_of target result)
  file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/${target}.options lines REGEX "=")
  set(flags "")
  foreach(line IN LISTS lines)
    string(REGEX MATCH "^([a-z_]+) *= *(.*)$" matched "${line}")
    if(CMAKE_MATCH_1 STREQUAL "dict")
      list(APPEND flags -dict=${CMAKE_CURRENT_LIST_DIR}/${CMAKE_MATCH_2})
    else()
      list(APPEND flags -${CMAKE_MATCH_1}=${CMAKE_MATCH_2})
    endif()
  endforeach()
  set(${result} "${flags}" PARENT_SCOPE)
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

# The command that runs another at fixed addresses, or nothing: containers may forbid it.
function(fixed_addresses result)
  set(command "")
  find_program(SETARCH setarch)
  if(SETARCH)
    execute_process(COMMAND ${SETARCH} -R ${CMAKE_COMMAND} -E true RESULT_VARIABLE status ERROR_QUIET)
    if(status EQUAL 0)
      set(command ${SETARCH} -R)
    endif()
  endif()
  set(${result} "${command}" PARENT_SCOPE)
endfunction()

include(${CMAKE_CURRENT_LIST_DIR}/seeds.cmake)
fixed_addresses(at_fixed_addresses)
number_from_environment(CONNECTORGROUP_FUZZ_RUNS 200000 runs)
number_from_environment(CONNECTORGROUP_FUZZ_SEED 1 seed)
table_row(table target seeds executions exec/s edges accepted findings)
set(failed "")
foreach(target IN LISTS TARGETS)
  seeds_of(${target} ${FUZZ_CORPUS_DIR} seed_folders seeds)
  list(LENGTH seeds seed_count)
  if(seed_count EQUAL 0)
    message(FATAL_ERROR "${target}: no seed in ${seed_folders}")
  endif()

  set(work ${FUZZ_WORK_DIR}/${target})
  file(REMOVE_RECURSE ${work}/corpus)
  file(MAKE_DIRECTORY ${work}/corpus ${work}/findings)
  flags_of(${target} flags)
  message(STATUS "${target}: ${runs} executions from ${seed_count} seeds, seed ${seed}; "
    "log in ${work}/log.txt")
  execute_process(
    COMMAND ${at_fixed_addresses} ${FUZZ_BINARY_DIR}/${target} -runs=${runs} -seed=${seed} -reload=0
      -print_final_stats=1 -artifact_prefix=${work}/findings/ ${flags}
      ${work}/corpus ${seed_folders}
    INPUT_FILE /dev/null
    OUTPUT_FILE ${work}/log.txt
    ERROR_FILE ${work}/log.txt
    RESULT_VARIABLE status)

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
    # From the report on, which is the interesting end of the log.
    string(FIND "${log}" "law broken: " at)
    if(at LESS 0)
      string(LENGTH "${log}" length)
      set(at 0)
      if(length GREATER 4000)
        math(EXPR at "${length} - 4000")
      endif()
    endif()
    string(SUBSTRING "${log}" ${at} -1 report)
    message("${report}")
  endif()
  table_row(row ${target} ${seed_count} "${executions}" "${speed}" "${edges}" "${accepted}"
    "${findings}")
  string(APPEND table "\n${row}")
endforeach()

message("\n${table}\n")
if(failed)
  message(FATAL_ERROR "Findings: ${failed}. Inputs and logs are in ${FUZZ_WORK_DIR}.")
endif()
