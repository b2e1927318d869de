// Which mutant is active, as the environment says, and what a recorded test would have seen. Linked
// into programs with switched sources.
#include "properties/mutants/switch.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

namespace mutation {

int active = 0;
unsigned char* record = nullptr;

namespace {

void end_unusable(const char* what) {
  static_cast<void>(!write(STDERR_FILENO, what, __builtin_strlen(what)));
  _exit(125);
}

// The file has the bytes. It is shared, so that what a program's children see is there too, and
// what one sees that crashes.
void map_record(const char* path) {
  const int file = open(path, O_RDWR | O_CLOEXEC);
  struct stat known {};
  if (file < 0 || fstat(file, &known) != 0) end_unusable("mutation: the record can't be opened\n");
  void* mapped = mmap(nullptr, static_cast<std::size_t>(known.st_size), PROT_READ | PROT_WRITE,
                      MAP_SHARED, file, 0);
  close(file);
  if (mapped == MAP_FAILED) end_unusable("mutation: the record can't be mapped\n");
  record = static_cast<unsigned char*>(mapped);
  active = -1;
}

// Before any other object of the program begins.
[[gnu::constructor(101)]] void begin() {
  if (const char* number = std::getenv("MUTATION_ACTIVE")) active = std::atoi(number);
  if (const char* path = std::getenv("MUTATION_RECORD")) map_record(path);
}

}  // namespace

}  // namespace mutation
