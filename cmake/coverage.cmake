# The target `coverage`: runs ctest, then says which parts of model/ it reached, as a table and as
# HTML pages.
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

set(programs "")
foreach(folder IN ITEMS properties fuzz bench)
  if(IS_DIRECTORY ${PROJECT_BINARY_DIR}/${folder})
    get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
    foreach(target IN LISTS targets)
      get_target_property(type ${target} TYPE)
      if(type STREQUAL "EXECUTABLE")
        list(APPEND programs ${target})
      endif()
    endforeach()
  endif()
endforeach()
list(TRANSFORM programs REPLACE "(.+)" "$<TARGET_FILE:\\1>" OUTPUT_VARIABLE program_files)
list(JOIN program_files "$<SEMICOLON>" program_files)

add_custom_target(coverage
  COMMAND ${CMAKE_COMMAND}
    -DCTEST=${CMAKE_CTEST_COMMAND}
    -DLLVM_COV=${CONNECTORGROUP_LLVM_COV}
    -DLLVM_PROFDATA=${CONNECTORGROUP_LLVM_PROFDATA}
    -DBUILD_DIR=${PROJECT_BINARY_DIR}
    -DMEASURED_DIR=${PROJECT_SOURCE_DIR}/model
    -DPROGRAMS=${program_files}
    -P ${CMAKE_CURRENT_LIST_DIR}/report-coverage.cmake
  DEPENDS ${programs}
  COMMENT "Running the tests and measuring what they reach"
  USES_TERMINAL
  VERBATIM)
