# `cmake --install` puts the model library where find_package(connectorgroup) finds it, the programs for
# users into bin, and the sources and the corpus into share/connectorgroup.
#
# The suite for an implementation of one's own (the component `suite`) is installed as sources and built in
# its user's build: sanitizers, the fuzzing engine's instrumentation and the standard library must be the
# same in everything that is linked into a fuzz target. Of a static library that was built without, ASan
# reports overflows of containers that are none, MSan reads of memory that was written, and with another
# standard library it isn't linked at all.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/connectorgroup)
set(shared_dir ${CMAKE_INSTALL_DATADIR}/connectorgroup)

get_target_property(simdjson_is_installed simdjson::simdjson IMPORTED)
if(simdjson_is_installed)
  install(TARGETS connectorgroup_model
    EXPORT connectorgroupTargets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    # The headers include each other as "model/...": a folder of their own keeps that from meeting
    # another project's model/.
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/connectorgroup)
  install(EXPORT connectorgroupTargets NAMESPACE connectorgroup:: DESTINATION ${package_dir})
else()
  # A static library needs its own libraries again when it is linked, and the package file can only
  # point at an installed one.
  message(STATUS
    "No installation of the model library: simdjson itself is not installed, but a part of this build")
endif()

foreach(program cgconform page_audit)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()

install(FILES properties/subjects/own/implementation.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/connectorgroup/properties/subjects/own)
install(FILES CMakeLists.txt LICENSE DESTINATION ${shared_dir})
install(DIRECTORY bench cmake corpus fuzz model properties
  DESTINATION ${shared_dir}
  USE_SOURCE_PERMISSIONS
  PATTERN __pycache__ EXCLUDE
  REGEX "/bench/record$" EXCLUDE)

configure_package_config_file(cmake/connectorgroupConfig.cmake.in connectorgroupConfig.cmake
  INSTALL_DESTINATION ${package_dir}
  PATH_VARS shared_dir
  NO_SET_AND_CHECK_MACRO
  NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(connectorgroupConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(
  FILES
    ${PROJECT_BINARY_DIR}/connectorgroupConfig.cmake
    ${PROJECT_BINARY_DIR}/connectorgroupConfigVersion.cmake
  DESTINATION ${package_dir})
