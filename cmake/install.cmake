# `cmake --install` puts the model library where find_package(connectorgroup) finds it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

get_target_property(simdjson_is_installed simdjson::simdjson IMPORTED)
if(NOT simdjson_is_installed)
  # A static library needs its own libraries again when it is linked, and the package file can only
  # point at an installed one.
  message(STATUS "No installation: simdjson itself is not installed, but a part of this build")
  return()
endif()

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/connectorgroup)
install(TARGETS connectorgroup_model
  EXPORT connectorgroupTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  # The headers include each other as "model/...": a folder of their own keeps that from meeting
  # another project's model/.
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/connectorgroup)
install(EXPORT connectorgroupTargets NAMESPACE connectorgroup:: DESTINATION ${package_dir})

configure_package_config_file(cmake/connectorgroupConfig.cmake.in connectorgroupConfig.cmake
  INSTALL_DESTINATION ${package_dir}
  NO_SET_AND_CHECK_MACRO
  NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(connectorgroupConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(
  FILES
    ${PROJECT_BINARY_DIR}/connectorgroupConfig.cmake
    ${PROJECT_BINARY_DIR}/connectorgroupConfigVersion.cmake
  DESTINATION ${package_dir})
