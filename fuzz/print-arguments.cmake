# Prints what a fuzz target is run with, an argument a line: the engine's flags, then the folders of its
# seeds. For the scripts beside this file.
#
#   cmake -DTARGET=body_fuzz -DCORPUS_DIR=corpus -P print-arguments.cmake
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/options.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/seeds.cmake)
seeds_of(${TARGET} ${CORPUS_DIR} folders files)
flags_of(${TARGET} arguments)
foreach(folder IN LISTS folders)
  if(IS_DIRECTORY ${folder})
    list(APPEND arguments ${folder})
  endif()
endforeach()
list(JOIN arguments "\n" lines)
execute_process(COMMAND ${CMAKE_COMMAND} -E echo "${lines}")
