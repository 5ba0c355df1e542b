#ifndef TANSAKU_YAML_H
#define TANSAKU_YAML_H

#include <stddef.h>
#include <stdint.h>

/// A YAML text, read event by event.
typedef struct tansaku_yaml tansaku_yaml;

enum {
  TANSAKU_YAML_FAULT = -1,
  TANSAKU_YAML_END = 0,
  /// A scalar as written, never read as a number, date or truth value: `text` and `length`.
  TANSAKU_YAML_SCALAR = 1,
  TANSAKU_YAML_SEQUENCE = 2,
  TANSAKU_YAML_MAPPING = 3,
  /// The end of the sequence or mapping that was opened last.
  TANSAKU_YAML_CLOSE = 4,
  TANSAKU_YAML_ALIAS = 5,
};

typedef struct {
  /// The scalar, or the sentence that says what is wrong; valid until the next call.
  const char *text;
  size_t length;
  /// Whether the scalar stands without quotes.
  int32_t plain;
  /// The line, counted from 1.
  size_t line;
} tansaku_yaml_event;

/// `bytes` must live as long as the result. NULL for want of memory.
tansaku_yaml *tansaku_yaml_open(const char *bytes, size_t count);

/// The next event of the first document.
int32_t tansaku_yaml_next(tansaku_yaml *yaml, tansaku_yaml_event *event);

void tansaku_yaml_close(tansaku_yaml *yaml);

#endif
