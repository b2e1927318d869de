# Programs of tests.
include(GoogleTest)

# connectorgroup_add_tests(<program> <label> <source>...): a program with GoogleTest's main. Each of its
# tests is one of CTest's, with this label.
function(connectorgroup_add_tests program label)
  add_executable(${program} ${ARGN})
  target_link_libraries(${program} PRIVATE GTest::gtest GTest::gtest_main)
  gtest_discover_tests(${program} DISCOVERY_MODE PRE_TEST PROPERTIES LABELS ${label})
endfunction()
