/* What a person implements to have their own reader tested in process: plain C99, and no more than
 * this file. The suite calls it from fuzz targets, properties and benchmarks that are linked with
 * it (connectorgroup_add_suite() in CMake), and from `cgconform --subject lib:mine.so`, for which
 * it is built as a shared library.
 *
 *   static connectorgroup_verdict read_request(const char* text, size_t size,
 *                                              const connectorgroup_sink* sink) {
 *     struct group group;
 *     if (!my_read(text, size, &group)) return CONNECTORGROUP_REJECT;
 *     connectorgroup_say_string(sink, "name", group.name, group.name_size);
 *     if (group.has_default) connectorgroup_say_boolean(sink, "isDefault", group.is_default);
 *     return CONNECTORGROUP_ACCEPT;
 *   }
 *
 *   const connectorgroup_implementation* connectorgroup_get_implementation(void) {
 *     static connectorgroup_implementation mine;
 *     mine.version = CONNECTORGROUP_IMPLEMENTATION_VERSION;
 *     mine.name = "mine";
 *     mine.read_request = read_request;
 *     return &mine;
 *   }
 *
 * The functions are the verbs of the line protocol, version 1 (properties/subjects/PROTOCOL.md says
 * which members each reports). read_request is required; any other may be null, and is then
 * skipped.
 *
 * Bytes: sizes are in bytes, nothing ends with a zero, and any byte can come. An input lies in a
 * block of exactly its size: a read past its end is seen, by a sanitizer or by a fault. It is valid
 * until the function returns, and mustn't be written to. What is said to the sink is copied before
 * the sink's function returns.
 *
 * Verdicts: CONNECTORGROUP_ERROR says that the adapter itself failed, which shows nothing of the
 * reader and ends a fuzz target or a property; it never counts as a rejection. Any number that
 * isn't a verdict, and a value of no kind, count as an error. What was said to the sink before a
 * rejection is dropped.
 *
 * Threads: one call at a time, all from one thread. State may be kept from call to call, but the
 * same input must be answered the same way each time; only `exchange` goes by what came before,
 * until `reset`.
 *
 * Crashes: a signal, exit(), a C++ exception that leaves a function, or no return at all is a
 * failure of the implementation: a finding of a fuzz target, the end of a property program, and in
 * cgconform, which puts the library into a process of its own, the outcome `crash` or `timeout` of
 * the case.
 */
#ifndef CONNECTORGROUP_IMPLEMENTATION_H
#define CONNECTORGROUP_IMPLEMENTATION_H

/* C can't do what is asked of C++. NOLINTBEGIN(modernize-*, readability-*) */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this interface. A field is only ever added at the end of a structure, and then
 * this number goes up; the suite takes implementations of every version up to its own. */
#define CONNECTORGROUP_IMPLEMENTATION_VERSION 1

/* Verdicts and kinds are ints: whatever a function gives, the suite can look at it. */
typedef int connectorgroup_verdict;
enum {
  CONNECTORGROUP_SKIP = 0,   /* not offered */
  CONNECTORGROUP_ACCEPT = 1, /* read, written or answered; the sink was told what */
  CONNECTORGROUP_REJECT = 2, /* refused */
  CONNECTORGROUP_MORE = 3,   /* read_message: more octets must come */
  CONNECTORGROUP_ERROR = 4   /* the adapter failed */
};

/* What the value of a member is. A member that is absent isn't reported. */
typedef int connectorgroup_kind;
enum {
  CONNECTORGROUP_STRING = 0, /* bytes: its UTF-8, after unescaping; may be empty, may hold zeros */
  CONNECTORGROUP_BYTES = 1,  /* bytes: octets; of `body` and `response` */
  CONNECTORGROUP_TRUE = 2,
  CONNECTORGROUP_FALSE = 3,
  CONNECTORGROUP_NULL = 4,
  CONNECTORGROUP_NUMBER = 5, /* `number`; of `count`, `status`, `rest` */
  CONNECTORGROUP_OTHER = 6 /* there, but of no type that it should have: a number for a name, say */
};

typedef struct connectorgroup_value {
  connectorgroup_kind kind;
  const char* bytes; /* of STRING and BYTES; may be null where size is 0 */
  size_t size;
  uint64_t number; /* of NUMBER */
} connectorgroup_value;

/* Where a function reports what it found: call `say` once for each member, in the order in which
 * PROTOCOL.md wants them where that matters. `key` ends with a zero and is the protocol's: "name",
 * "connectorGroupType", "isDefault", "region", "id" and so on; keys that it doesn't know are passed
 * over. Never null. */
typedef struct connectorgroup_sink connectorgroup_sink;
struct connectorgroup_sink {
  void (*say)(const connectorgroup_sink* sink, const char* key, const connectorgroup_value* value);
};

/* A member of what is to be written. */
typedef struct connectorgroup_member {
  const char* key;
  connectorgroup_value value;
} connectorgroup_member;

/* Reads a body, or the octets of a whole HTTP message. ACCEPT, REJECT. */
typedef connectorgroup_verdict (*connectorgroup_read)(const char* text, size_t size,
                                                      const connectorgroup_sink* sink);
/* Writes the body that has these members: ACCEPT with `body` (BYTES), or REJECT where no JSON says
 * them. Members that aren't listed are absent. */
typedef connectorgroup_verdict (*connectorgroup_write)(const connectorgroup_member* members,
                                                       size_t count,
                                                       const connectorgroup_sink* sink);
/* Reads the first message on a connection. `kind` is "request", "response" or "response-to-head".
 * ACCEPT, REJECT, MORE. */
typedef connectorgroup_verdict (*connectorgroup_read_message)(const char* kind, const char* octets,
                                                              size_t size,
                                                              const connectorgroup_sink* sink);

typedef struct connectorgroup_implementation {
  int version;                  /* CONNECTORGROUP_IMPLEMENTATION_VERSION */
  const char* name;             /* for reports; may be null */
  const char* software_version; /* the same */

  /* Called before all else, once for each subject that the suite makes: "graph-2017" or
   * "graph-beta". May be called again. */
  void (*use_contract)(const char* contract);

  connectorgroup_read read_request;  /* a create request's body. Required */
  connectorgroup_read read_response; /* a success response's body */
  connectorgroup_read
      read_collection;            /* a list response's body: `count`, then id and name of each */
  connectorgroup_read read_error; /* an error response's body: `code`, `message` */

  connectorgroup_write write_request;
  connectorgroup_write write_response;

  connectorgroup_read_message read_message;      /* more octets may follow these */
  connectorgroup_read_message read_last_message; /* the connection has ended behind them */

  /* A whole HTTP response to a create: the group's members, or `code` and `message` of a refusal.
   */
  connectorgroup_read read_create_response;

  /* Answers one whole HTTP request: ACCEPT with `response` (BYTES), whatever its status. Groups
   * that were created stay until reset. */
  connectorgroup_read exchange;
  void (*reset)(void);
} connectorgroup_implementation;

#if defined(__GNUC__)
#define CONNECTORGROUP_EXPORT __attribute__((visibility("default")))
#else
#define CONNECTORGROUP_EXPORT
#endif

/* The one symbol that the suite looks for. What it points to lives until the process ends. */
CONNECTORGROUP_EXPORT const connectorgroup_implementation* connectorgroup_get_implementation(void);

/* The sink in one line each. */
static inline void connectorgroup_say(const connectorgroup_sink* sink, const char* key,
                                      connectorgroup_kind kind, const char* bytes, size_t size,
                                      uint64_t number) {
  connectorgroup_value value;
  value.kind = kind;
  value.bytes = bytes;
  value.size = size;
  value.number = number;
  sink->say(sink, key, &value);
}
static inline void connectorgroup_say_string(const connectorgroup_sink* sink, const char* key,
                                             const char* bytes, size_t size) {
  connectorgroup_say(sink, key, CONNECTORGROUP_STRING, bytes, size, 0);
}
static inline void connectorgroup_say_bytes(const connectorgroup_sink* sink, const char* key,
                                            const char* bytes, size_t size) {
  connectorgroup_say(sink, key, CONNECTORGROUP_BYTES, bytes, size, 0);
}
static inline void connectorgroup_say_boolean(const connectorgroup_sink* sink, const char* key,
                                              int is_true) {
  connectorgroup_say(sink, key, is_true ? CONNECTORGROUP_TRUE : CONNECTORGROUP_FALSE, NULL, 0, 0);
}
static inline void connectorgroup_say_null(const connectorgroup_sink* sink, const char* key) {
  connectorgroup_say(sink, key, CONNECTORGROUP_NULL, NULL, 0, 0);
}
static inline void connectorgroup_say_number(const connectorgroup_sink* sink, const char* key,
                                             uint64_t number) {
  connectorgroup_say(sink, key, CONNECTORGROUP_NUMBER, NULL, 0, number);
}
static inline void connectorgroup_say_other(const connectorgroup_sink* sink, const char* key) {
  connectorgroup_say(sink, key, CONNECTORGROUP_OTHER, NULL, 0, 0);
}

#ifdef __cplusplus
}
#endif

/* NOLINTEND(modernize-*, readability-*) */

#endif
