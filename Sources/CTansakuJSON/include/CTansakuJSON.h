// A narrow door to simdjson, for JSON objects that each stand in a line. Text is UTF-8.
#ifndef C_TANSAKU_JSON_H
#define C_TANSAKU_JSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A parser with the object that it read last; not to be used by two threads at a time.
typedef struct tansaku_json tansaku_json;

/// How many readable bytes must follow the text in memory; what they hold does not matter.
enum { TANSAKU_JSON_PADDING = 64 };

enum {
  TANSAKU_JSON_OBJECT = 0,
  /// JSON, but an array, a string, a number: not an object.
  TANSAKU_JSON_OTHER = 1,
  TANSAKU_JSON_FAULT = 2,
};

enum {
  TANSAKU_JSON_STRING = 0,
  TANSAKU_JSON_NULL = 1,
  /// A number, a truth value, an array or an object: its JSON without white space.
  TANSAKU_JSON_VALUE = 2,
};

typedef struct {
  const char *key;
  size_t key_length;
  const char *value;
  size_t value_length;
  int32_t kind;
} tansaku_json_field;

/// NULL for want of memory.
tansaku_json *tansaku_json_open(void);

/// Reads one text whole; the former object and its fields are gone. After a fault `*reason` says
/// what is wrong.
int32_t tansaku_json_read(
    tansaku_json *json, const char *bytes, size_t count, const char **reason);

/// The next field of the object, 0 after the last. The pointers stay valid until the next call of
/// `tansaku_json_next` (values that are not strings) or `tansaku_json_read`.
int32_t tansaku_json_next(tansaku_json *json, tansaku_json_field *field);

void tansaku_json_close(tansaku_json *json);

#ifdef __cplusplus
}
#endif

#endif
