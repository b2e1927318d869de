# Runs one fuzz target for a number of executions from the committed corpus: fuzz/run.cmake calls this.
#
#   cmake -DTARGET=body_fuzz -DBINARY_DIR=... -DCORPUS_DIR=... -DWORK_DIR=... -DSEED=...
#     -P run-target.cmake
#
# Leaves WORK_DIR/log.txt, what the engine kept in WORK_DIR/corpus, what it found in WORK_DIR/findings,
# and the exit status of the engine in WORK_DIR/status.txt.
#
# The same build with the same seed does the same every time: the engine is given the seeds by a list in
# the order of their paths, not as folders, which it would read in whatever order the file system has.
# Without -entropic, a schedule by rare features, as many executions reach as much in an eighth less time.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/options.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/seeds.cmake)

seeds_of(${TARGET} ${CORPUS_DIR} folders seeds)
if(NOT seeds)
  message(FATAL_ERROR "${TARGET}: no seed in ${folders}")
endif()
file(REMOVE_RECURSE ${WORK_DIR}/corpus)
file(MAKE_DIRECTORY ${WORK_DIR}/corpus ${WORK_DIR}/findings)
list(JOIN seeds "," list)
file(WRITE ${WORK_DIR}/seeds.txt "${list}")
flags_of(${TARGET} flags)
runs_of(${TARGET} runs)
execute_process(
  COMMAND ${BINARY_DIR}/${TARGET} -runs=${runs} -seed=${SEED} -reload=0 -entropic=0
    -print_final_stats=1 -artifact_prefix=${WORK_DIR}/findings/ ${flags}
    -seed_inputs=@${WORK_DIR}/seeds.txt
    ${WORK_DIR}/corpus
  INPUT_FILE /dev/null
  OUTPUT_FILE ${WORK_DIR}/log.txt
  ERROR_FILE ${WORK_DIR}/log.txt
  RESULT_VARIABLE status)
file(WRITE ${WORK_DIR}/status.txt "${status}")
message(STATUS "${TARGET}: ended with status ${status}; log in ${WORK_DIR}/log.txt")
