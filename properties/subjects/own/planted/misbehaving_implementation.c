/* Implementations that misbehave on purpose, in plain C99, one for each way: the compiler is told
 * which. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "properties/subjects/own/implementation.h"

/* Reads {"name":"sales"} and nothing else, so that what is asked first is what it fails on. */
static int is_sales(const char* text, size_t size) {
  static const char kSales[] = "{\"name\":\"sales\"}";
  return size == sizeof kSales - 1 && memcmp(text, kSales, size) == 0;
}

static connectorgroup_verdict read_request(const char* text, size_t size,
                                           const connectorgroup_sink* sink) {
  const int is_right = is_sales(text, size);
#if defined(CRASHES)
  raise(SIGSEGV);
#elif defined(HANGS)
  for (;;) pause();
#elif defined(EXITS)
  exit(0);
#elif defined(READS_BEYOND)
  /* Volatile, or the compiler sees that it makes no difference. */
  const volatile char* const end = text + size;
  if (*end == 'x') return CONNECTORGROUP_REJECT;
#elif defined(ACCEPTS_ALL)
  connectorgroup_say_string(sink, "name", "sales", 5);
  return CONNECTORGROUP_ACCEPT;
#elif defined(REFUSES_ALL)
  return CONNECTORGROUP_REJECT;
#elif defined(SAYS_NO_VERDICT)
  return 77;
#elif defined(SAYS_ERROR)
  return CONNECTORGROUP_ERROR;
#elif defined(SAYS_NO_KIND)
  connectorgroup_say(sink, "name", 9, "a", 1, 0);
  return CONNECTORGROUP_ACCEPT;
#elif defined(PRINTS)
  puts("1 accept name=s:61");
  fflush(stdout);
#endif
  if (is_right) connectorgroup_say_string(sink, "name", "sales", 5);
  return is_right ? CONNECTORGROUP_ACCEPT : CONNECTORGROUP_REJECT;
}

#if defined(CRASHES_WHEN_LOADED)
__attribute__((constructor)) static void crash(void) { raise(SIGSEGV); }
#endif

#if !defined(HAS_NO_SYMBOL)
const connectorgroup_implementation* connectorgroup_get_implementation(void) {
  static connectorgroup_implementation mine;
  mine.version = CONNECTORGROUP_IMPLEMENTATION_VERSION;
  mine.name = "mine";
  mine.read_request = read_request;
#if defined(IS_OF_ANOTHER_VERSION)
  mine.version = 99;
#elif defined(HAS_NO_READER)
  mine.read_request = NULL;
#elif defined(IS_NULL)
  return NULL;
#endif
  return &mine;
}
#else
connectorgroup_verdict read_anything(const char* text, size_t size,
                                     const connectorgroup_sink* sink) {
  return read_request(text, size, sink);
}
#endif
