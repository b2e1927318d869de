# The target `coverage`: which parts of model/ are reached, as a table and as HTML pages, and the gates
# on that.
#
# Counted twice. What the laws reach: their drivers, over the corpus, the enumerations and the
# generators with the seed that is fixed here, and the fuzz targets on their seeds. What the model's
# own tests reach comes on top. Everything in model/ has to be reached by the laws alone, but what is
# for people: the printers of the audit's reports and the program page_audit are held to what laws and
# tests reach together.
if(NOT CONNECTORGROUP_BUILD_TESTS OR NOT CONNECTORGROUP_BUILD_FUZZ OR NOT TARGET page_audit)
  message(FATAL_ERROR "Coverage needs the tests, the fuzz targets and page_audit.")
endif()
if(NOT CONNECTORGROUP_PYTHON)
  message(FATAL_ERROR "The gate on coverage needs Python: apt-get install python3")
endif()

# What drives the laws, with the tests of these names; and the programs of the model's own tests.
set(law_programs
  replay exhaustive rapidcheck_laws body_fuzz http_fuzz exchange_fuzz service_fuzz page_fuzz)
set(law_tests "^(replay|exhaustive|Laws/RapidCheckLaw\\..*|(body|http|exchange|service|page)_fuzz)$")
set(test_programs body_tests http_tests exchange_tests model_tests page_tests service_commands)

# The sources that are gated, relative to the top.
file(GLOB_RECURSE sources CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
  ${PROJECT_SOURCE_DIR}/model/*.h ${PROJECT_SOURCE_DIR}/model/*.cc)
set(for_people
  model/page/page_audit_main.cc
  model/page/report.cc
  model/page/report.h)
list(REMOVE_ITEM sources ${for_people})

set(programs ${law_programs} ${test_programs})
list(TRANSFORM programs REPLACE "(.+)" "$<TARGET_FILE:\\1>" OUTPUT_VARIABLE program_files)
list(TRANSFORM test_programs REPLACE "(.+)" "$<TARGET_FILE:\\1>" OUTPUT_VARIABLE test_files)
add_custom_target(coverage
  COMMAND ${CMAKE_COMMAND}
    -DCTEST=${CMAKE_CTEST_COMMAND}
    -DLLVM_COV=${CONNECTORGROUP_LLVM_COV}
    -DLLVM_PROFDATA=${CONNECTORGROUP_LLVM_PROFDATA}
    -DPYTHON=${CONNECTORGROUP_PYTHON}
    -DSOURCE_DIR=${PROJECT_SOURCE_DIR}
    -DBUILD_DIR=${PROJECT_BINARY_DIR}
    "-DPROGRAMS=${program_files};$<TARGET_FILE:page_audit>"
    "-DLAW_TESTS=${law_tests}"
    "-DTEST_PROGRAMS=${test_files}"
    "-DSOURCES=${sources}"
    "-DSOURCES_FOR_PEOPLE=${for_people}"
    -P ${CMAKE_CURRENT_LIST_DIR}/report-coverage.cmake
  DEPENDS ${programs} page_audit
  COMMENT "Running laws and tests, and measuring what they reach"
  USES_TERMINAL
  VERBATIM)
