#ifndef TANSAKU_MARKDOWN_H
#define TANSAKU_MARKDOWN_H

#include <stddef.h>

/// The HTML of a text in GitHub's Markdown (tables, strikethrough, bare addresses, footnotes); raw
/// HTML in it is kept. `*length` is the number of bytes. Safe to call from several threads.
///
/// The result is to be freed with `tansaku_markdown_free`; NULL when the parser cannot start.
char *tansaku_markdown_html(const char *bytes, size_t count, size_t *length);

void tansaku_markdown_free(char *html);

#endif
