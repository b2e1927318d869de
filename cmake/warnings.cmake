# Strict warnings, for our own code: included after the libraries, whose targets keep their own
# flags and whose headers are system headers.
add_compile_options(
  -Wall
  -Wextra
  -Wpedantic
  -Wconversion
  -Wsign-conversion
  -Wshadow
  $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast>
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
  $<$<COMPILE_LANGUAGE:CXX>:-Woverloaded-virtual>
  -Wimplicit-fallthrough)

if(CONNECTORGROUP_WERROR)
  add_compile_options(-Werror)
endif()
