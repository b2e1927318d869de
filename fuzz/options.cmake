# The arguments for the engine that <target>.options stands for: the file that OSS-Fuzz and
# ClusterFuzzLite read beside the target.
function(flags_of target result)
  file(STRINGS ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/${target}.options lines REGEX "=")
  set(flags "")
  foreach(line IN LISTS lines)
    string(REGEX MATCH "^([a-z_]+) *= *(.*)$" matched "${line}")
    if(CMAKE_MATCH_1 STREQUAL "dict")
      list(APPEND flags -dict=${CMAKE_CURRENT_FUNCTION_LIST_DIR}/${CMAKE_MATCH_2})
    else()
      list(APPEND flags -${CMAKE_MATCH_1}=${CMAKE_MATCH_2})
    endif()
  endforeach()
  set(${result} "${flags}" PARENT_SCOPE)
endfunction()

# The executions of <target> in the workflow `fuzz`, unless CONNECTORGROUP_FUZZ_RUNS sets those of all.
# One of a service or a page is several dialogues or audits, and takes several times as long as others.
set(runs_of_service_fuzz 50000)
set(runs_of_page_fuzz 50000)
function(runs_of target result)
  set(runs "$ENV{CONNECTORGROUP_FUZZ_RUNS}")
  if(runs STREQUAL "" AND DEFINED runs_of_${target})
    set(runs ${runs_of_${target}})
  elseif(runs STREQUAL "")
    set(runs 100000)
  endif()
  set(${result} ${runs} PARENT_SCOPE)
endfunction()
