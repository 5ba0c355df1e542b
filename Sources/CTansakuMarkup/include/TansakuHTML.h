#ifndef TANSAKU_HTML_H
#define TANSAKU_HTML_H

#include <stddef.h>
#include <stdint.h>

/// A parsed page, walked from its beginning to its end.
typedef struct tansaku_html tansaku_html;

enum {
  TANSAKU_HTML_END = 0,
  /// An element begins: `text` is its name in small letters, "" if HTML doesn't know it.
  TANSAKU_HTML_ENTER = 1,
  /// An element ends: `text` is its name.
  TANSAKU_HTML_LEAVE = 2,
  /// Text, its entities decoded. Comments are passed over.
  TANSAKU_HTML_TEXT = 3,
};

/// Parses a page or a fragment as HTML5 does; every sequence of bytes is a page of some sort.
///
/// NULL when the tree would take more than `budget` bytes of memory. `bytes` must live as long as
/// the result.
tansaku_html *tansaku_html_open(const char *bytes, size_t count, size_t budget);

/// The next step of the walk. `*text` stays valid until `tansaku_html_close`.
int32_t tansaku_html_next(tansaku_html *page, const char **text);

/// The value of an attribute of the element entered last, or NULL.
const char *tansaku_html_attribute(const tansaku_html *page, const char *name);

void tansaku_html_close(tansaku_html *page);

#endif
