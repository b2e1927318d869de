# Sanitizers, coverage and fuzzing instrumentation. Set for the whole tree, before the libraries, so
# that fetched ones are instrumented as well.
#
# In an OSS-Fuzz or ClusterFuzzLite build all of that is decided by the service's own flags.
if(CONNECTORGROUP_EXTERNAL_ENGINE)
  return()
endif()

if(CONNECTORGROUP_FUZZ_ENGINE STREQUAL "libfuzzer")
  include(CheckCXXSourceCompiles)
  set(CMAKE_REQUIRED_FLAGS -fsanitize=fuzzer)
  check_cxx_source_compiles(
    "extern \"C\" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }"
    CONNECTORGROUP_HAS_LIBFUZZER)
  unset(CMAKE_REQUIRED_FLAGS)
  if(NOT CONNECTORGROUP_HAS_LIBFUZZER)
    message(FATAL_ERROR
      "CONNECTORGROUP_FUZZ_ENGINE is libfuzzer, but ${CMAKE_CXX_COMPILER} has no -fsanitize=fuzzer.\n"
      "Take clang with its runtimes: apt-get install clang-14 libclang-rt-14-dev, then "
      "-DCMAKE_TOOLCHAIN_FILE=cmake/clang.cmake (the preset `fuzz` does that).")
  endif()
  # For what is under test, and the targets: model/ and fuzz/ add it to what they compile. Laws, oracles
  # and peers would drown the model's edges in their own, and make the engine several times slower.
  # Comparisons aren't traced: mutators and dictionaries know the words, and operands that are
  # addresses would differ from run to run.
  # Functions whose branches depend on addresses aren't counted, and UBSan's check of virtual calls, which
  # looks into a cache by a hash of the address, is left to the preset `asan`.
  # In a suite for someone else's code it is theirs that is under test, and connectorgroup_add_suite()
  # instruments that.
  if(NOT CONNECTORGROUP_BUILD_SUITE)
    set(CONNECTORGROUP_ENGINE_GUIDANCE -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp
      -fsanitize-coverage-ignorelist=${CMAKE_CURRENT_LIST_DIR}/uncounted.txt -fno-sanitize=vptr)
  endif()
elseif(NOT CONNECTORGROUP_FUZZ_ENGINE STREQUAL "replay")
  message(FATAL_ERROR
    "CONNECTORGROUP_FUZZ_ENGINE is '${CONNECTORGROUP_FUZZ_ENGINE}'; it can be replay or libfuzzer.")
endif()

if(CONNECTORGROUP_SANITIZE)
  list(JOIN CONNECTORGROUP_SANITIZE "," sanitizers)
  # Undefined behaviour must end the program as a memory error does: a report that nobody reads
  # is no failure.
  add_compile_options(
    -fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${sanitizers})
endif()

if(CONNECTORGROUP_COVERAGE)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR
      "CONNECTORGROUP_COVERAGE is measured with clang and llvm-cov; the compiler is "
      "${CMAKE_CXX_COMPILER} (the preset `coverage` takes clang).")
  endif()
  include(cmake/coverage-tools.cmake)
  add_compile_options(-fprofile-instr-generate -fcoverage-mapping)
  add_link_options(-fprofile-instr-generate)
endif()
