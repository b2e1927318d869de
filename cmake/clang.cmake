# Toolchain of the presets `asan`, `tsan`, `fuzz` and `coverage`: the clang that packages.txt names, else any.
# To choose another: CXX=clang++-19 CC=clang-19 cmake --preset asan
if(NOT CMAKE_CXX_COMPILER AND NOT "$ENV{CXX}" MATCHES "clang")
  find_program(CONNECTORGROUP_CLANGXX
    NAMES clang++-14 clang++ clang++-15 clang++-16 clang++-17 clang++-18 clang++-19 clang++-20)
  if(NOT CONNECTORGROUP_CLANGXX)
    message(FATAL_ERROR "No clang++ found. On Debian or Ubuntu: sudo cmake/install-packages")
  endif()
  set(CMAKE_CXX_COMPILER ${CONNECTORGROUP_CLANGXX})
  # A fetched library may be C (cmark) and is instrumented with the same flags.
  string(REGEX REPLACE "clang\\+\\+(-[0-9]+)?$" "clang\\1" CMAKE_C_COMPILER
    ${CONNECTORGROUP_CLANGXX})
endif()
