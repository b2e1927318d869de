# Run by the target `coverage`, see coverage.cmake, which passes: CTEST LLVM_COV LLVM_PROFDATA (the
# tools), BUILD_DIR, MEASURED_DIR (the sources to report on), PROGRAMS (that the tests run).
set(report_dir ${BUILD_DIR}/coverage)
file(REMOVE_RECURSE ${report_dir})
file(MAKE_DIRECTORY ${report_dir}/profiles)

# %4m: the many processes of one program share four files and merge into them as they end.
set(ENV{LLVM_PROFILE_FILE} ${report_dir}/profiles/%4m.profraw)
execute_process(
  COMMAND ${CTEST} --test-dir ${BUILD_DIR} --output-on-failure --no-tests=error
  RESULT_VARIABLE tests_failed)

file(GLOB profiles ${report_dir}/profiles/*.profraw)
if(NOT profiles)
  message(FATAL_ERROR "The tests left no coverage profile.")
endif()
execute_process(
  COMMAND ${LLVM_PROFDATA} merge -sparse ${profiles} -o ${report_dir}/merged.profdata
  COMMAND_ERROR_IS_FATAL ANY)

# llvm-cov takes the first program by itself and the others as -object.
list(JOIN PROGRAMS ";-object;" programs)
set(measured -instr-profile=${report_dir}/merged.profdata ${programs} ${MEASURED_DIR})
execute_process(
  COMMAND ${LLVM_COV} show -format=html -show-branches=count -output-dir=${report_dir}/html
    ${measured}
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${LLVM_COV} report ${measured} COMMAND_ERROR_IS_FATAL ANY)
message(STATUS "Line by line: ${report_dir}/html/index.html")

if(tests_failed)
  message(FATAL_ERROR "Tests failed; the report above is of a failing run.")
endif()
