# Run by the target `coverage`, see coverage.cmake, which passes: CTEST LLVM_COV LLVM_PROFDATA PYTHON
# (the tools), SOURCE_DIR, BUILD_DIR, PROGRAMS (all that are run), LAW_TESTS (a pattern of the tests
# that drive the laws), TEST_PROGRAMS (the model's own), SOURCES and SOURCES_FOR_PEOPLE (relative).
cmake_minimum_required(VERSION 3.25)
set(report_dir ${BUILD_DIR}/coverage)
file(REMOVE_RECURSE ${report_dir})
file(MAKE_DIRECTORY ${report_dir})
# llvm-cov takes the first program by itself and the others as -object.
list(JOIN PROGRAMS ";-object;" objects)
# Not the folder of the model: a compiler may have been told the names from elsewhere.
set(ignored "-ignore-filename-regex=(^/usr/|/properties/|/fuzz/)")
set(failed "")

# The same inputs each time, whatever the caller's environment says.
foreach(variable CONNECTORGROUP_SEED CONNECTORGROUP_CASES CONNECTORGROUP_FUZZ_LAW RC_PARAMS)
  unset(ENV{${variable}})
endforeach()

# profile_of(<name>): where processes leave their profiles. %4m: the many processes of one program
# share four files and merge into them as they end.
macro(profiles_of name)
  set(ENV{LLVM_PROFILE_FILE} ${report_dir}/${name}/%4m.profraw)
endmacro()

# merge(<result> <name>...): the profiles of these names as one.
function(merge result)
  list(TRANSFORM ARGN REPLACE "(.+)" "${report_dir}/\\1/*.profraw" OUTPUT_VARIABLE patterns)
  file(GLOB profiles ${patterns})
  if(NOT profiles)
    message(FATAL_ERROR "No coverage profile in ${patterns}.")
  endif()
  execute_process(
    COMMAND ${LLVM_PROFDATA} merge -sparse ${profiles} -o ${report_dir}/${result}.profdata
    COMMAND_ERROR_IS_FATAL ANY)
  execute_process(
    COMMAND ${LLVM_COV} export -skip-expansions -skip-functions
      -instr-profile=${report_dir}/${result}.profdata ${objects} ${ignored}
    OUTPUT_FILE ${report_dir}/${result}.json
    COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# gate(<what> <result> <argument>...): holds sources to a measurement.
function(gate what result)
  message("\n=== ${what}")
  execute_process(
    COMMAND ${PYTHON} ${SOURCE_DIR}/cmake/coverage-gate
      --export ${report_dir}/${result}.json --root ${SOURCE_DIR} ${ARGN}
    RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    set(failed "${failed}\n  ${what}" PARENT_SCOPE)
  endif()
endfunction()

profiles_of(laws)
execute_process(
  COMMAND ${CTEST} --test-dir ${BUILD_DIR} -R "${LAW_TESTS}" -j2 --output-on-failure --no-tests=error
  RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  string(APPEND failed "\n  a law broke")
endif()
profiles_of(tests)
foreach(program IN LISTS TEST_PROGRAMS)
  message("=== ${program}")
  execute_process(COMMAND ${program} --gtest_brief=1 RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    string(APPEND failed "\n  ${program}")
  endif()
endforeach()

execute_process(
  COMMAND ${CTEST} --test-dir ${BUILD_DIR} -R "^page_audit_" --output-on-failure --no-tests=error
  RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  string(APPEND failed "\n  page_audit")
endif()

merge(laws laws)
merge(all laws tests)
foreach(result laws all)
  message("\n=== Reached by ${result}:")
  execute_process(
    COMMAND ${LLVM_COV} report -instr-profile=${report_dir}/${result}.profdata ${objects}
      ${ignored}
    COMMAND_ERROR_IS_FATAL ANY)
  execute_process(
    COMMAND ${LLVM_COV} show -format=html -show-branches=count -output-dir=${report_dir}/${result}
      -instr-profile=${report_dir}/${result}.profdata ${objects} ${ignored}
    COMMAND_ERROR_IS_FATAL ANY)
  message("Line by line: ${report_dir}/${result}/index.html")
endforeach()

gate("model/, by the laws alone" laws ${SOURCES})
gate("what prints for people, by laws and tests" all ${SOURCES_FOR_PEOPLE})
if(failed)
  message(FATAL_ERROR "Failed:${failed}")
endif()
