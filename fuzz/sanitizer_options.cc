// How AddressSanitizer runs in a fuzz target, unless ASAN_OPTIONS says otherwise.
//
// The targets allocate little at a time and often. By default freed memory is kept back until there
// are 256 MB of it, so that nearly each allocation touches pages that no cache has, and half of an
// execution goes by in that. 16 MB hold what many executions free, so that a use after free within
// one is still seen. Short stacks of allocations are the next tenth; a report that needs longer
// ones is repeated with ASAN_OPTIONS=malloc_context_size=30.
//
// Does nothing in a build without that sanitizer.

extern "C" const char* __asan_default_options();

extern "C" const char* __asan_default_options() {
  return "quarantine_size_mb=16:malloc_context_size=5";
}
