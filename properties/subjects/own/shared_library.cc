#include "properties/subjects/own/shared_library.h"

#include <dlfcn.h>

#include <filesystem>
#include <system_error>

#include "properties/subjects/own/implementation_subject.h"

namespace connectorgroup {

std::variant<const connectorgroup_implementation*, std::string> load_implementation(
    const std::string& path) {
  std::error_code failed;
  // With a slash in it, the loader takes the path as it is, and looks nowhere else.
  const std::filesystem::path file = std::filesystem::absolute(path, failed);
  if (failed || !std::filesystem::is_regular_file(file, failed)) {
    return path + ": there is no such file";
  }
  void* const library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return path + " can't be loaded: " + dlerror();
  void* const symbol = dlsym(library, "connectorgroup_get_implementation");
  if (symbol == nullptr) {
    return path + " has no function connectorgroup_get_implementation (is it in extern \"C\"?)";
  }
  const auto get = reinterpret_cast<decltype(&connectorgroup_get_implementation)>(symbol);
  const connectorgroup_implementation* const implementation = get();
  if (const auto complaint = complaint_about(implementation)) return path + ": " + *complaint;
  return implementation;
}

}  // namespace connectorgroup
