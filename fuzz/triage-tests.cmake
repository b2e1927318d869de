# Triage, end to end: failures are planted, made small, and kept. Included by CMakeLists.txt.

# Fails in each way, for the tests of triage alone.
add_library(planted_fuzz_entry OBJECT planted_fuzz.cc)
target_link_libraries(planted_fuzz_entry PUBLIC connectorgroup::model)
add_executable(planted_fuzz_minimise minimise_main.cc)
target_link_libraries(planted_fuzz_minimise
  PRIVATE planted_fuzz_entry connectorgroup_isolated_run connectorgroup::shrinker)

set(triage_work ${CMAKE_CURRENT_BINARY_DIR}/triage-tests)

# add_triage_test(<name> <status> <says> <target> <input> [argument...]): triage of a file of these
# bytes. What is kept goes into a folder of the test's own, whose README is made anew.
function(add_triage_test name status says target input)
  set(folder ${triage_work}/${name})
  file(WRITE ${folder}/input "${input}")
  add_test(NAME triage_${name}
    COMMAND ${CMAKE_COMMAND} -DSTATUS=${status} -DSAYS=${says} -DFOLDER=${folder} -DTARGET=${target}
      -DPROGRAMS=$<TARGET_FILE_DIR:canary_fuzz> "-DARGUMENTS=${ARGN}"
      -P ${CMAKE_CURRENT_SOURCE_DIR}/expect-triage.cmake)
  # They share the folder of results.
  set_tests_properties(triage_${name} PROPERTIES LABELS fuzz RESOURCE_LOCK triage TIMEOUT 300)
endfunction()

# A law: the canary's fault, found in a body with much around it, is kept as five bytes of it.
add_triage_test(keeps_a_broken_law 0
  "law body.agrees-with-reference .*minimised: 121 bytes to [1-9][0-9]? in .*kept as .*body.agrees-with-reference-planted.json"
  canary_fuzz
  "{\"@odata.context\":\"c\", \"name\":\"sales\",\"connectorGroupType\":\"applicationProxy\",\"isDefault\":false,\"@a.b\":[true,{\"x\":012}]}\n"
  --name planted --cause "The canary takes leading zeros.")
add_triage_test(says_what_does_not_fail 3 "doesn't fail; if it did once, the failure is flaky"
  canary_fuzz "{\"name\":\"sales\"}")
add_triage_test(says_what_is_flaky 3 "flaky: signal 6 at first; then nothing"
  planted_fuzz "fails at-times only")
add_triage_test(minimises_a_signal 0 "failure: signal 6\n.* to 6 in .*input: \"aborts\""
  planted_fuzz "this input aborts, as it must")
# Each try that doesn't end takes the second, so there is little to try.
add_triage_test(minimises_an_endless_run 0 "failure: timeout\n.*8 bytes to 7 in .*input: \"endless\""
  planted_fuzz "endless?" --seconds 1)
# The shorter fault isn't the one that was found.
add_triage_test(does_not_slip 0 "failure: assertion .*input: \"asserts\""
  planted_fuzz "asserts, and aborts")
add_triage_test(refuses_a_target_that_is_not_there 2 "there is no .*no_fuzz_minimise" no_fuzz "x")
add_triage_test(refuses_a_name_without_a_cause 2 "go together" canary_fuzz "x" --name planted)
if(CONNECTORGROUP_SANITIZE)
  add_triage_test(minimises_a_read_behind 0
    "failure: AddressSanitizer heap-buffer-overflow \\(.*planted_fuzz_minimise\\+0x.*input: \"overread\".*kept as .*planted.heap-buffer-overflow-behind"
    planted_fuzz "there is an overread here" --name behind --cause "It is planted.")
  add_triage_test(minimises_undefined_behaviour 0
    "failure: UndefinedBehaviorSanitizer signed integer overflow.*planted_fuzz.cc:[0-9:]+.*input: \"overflow\""
    planted_fuzz "there is an overflow here")
endif()
