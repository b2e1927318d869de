# llvm-cov and llvm-profdata, for the target `coverage` and the test of its gate.
string(REGEX MATCH "^[0-9]+" clang_version ${CMAKE_CXX_COMPILER_VERSION})
get_filename_component(clang_dir ${CMAKE_CXX_COMPILER} DIRECTORY)
# A profile is only read by the tools of the compiler's own version.
find_program(CONNECTORGROUP_LLVM_COV
  NAMES llvm-cov-${clang_version} llvm-cov
  HINTS /usr/lib/llvm-${clang_version}/bin ${clang_dir})
find_program(CONNECTORGROUP_LLVM_PROFDATA
  NAMES llvm-profdata-${clang_version} llvm-profdata
  HINTS /usr/lib/llvm-${clang_version}/bin ${clang_dir})
if(NOT CONNECTORGROUP_LLVM_COV OR NOT CONNECTORGROUP_LLVM_PROFDATA)
  message(FATAL_ERROR
    "Coverage needs llvm-cov and llvm-profdata: apt-get install llvm-${clang_version}")
endif()
