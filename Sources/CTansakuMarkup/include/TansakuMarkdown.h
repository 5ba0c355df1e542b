#ifndef TANSAKU_MARKDOWN_H
#define TANSAKU_MARKDOWN_H

#include <stddef.h>
#include <stdint.h>

/// The HTML of a text in GitHub's Markdown (tables, strikethrough; if `all` is set, bare addresses
/// and footnotes, which take time and memory beyond measure where there are very many); raw HTML in
/// it is kept. `*length` is the number of bytes. Safe to call from several threads.
///
/// The result is to be freed with `tansaku_markdown_free`; NULL when the parser cannot start.
char *tansaku_markdown_html(const char *bytes, size_t count, int32_t all, size_t *length);

void tansaku_markdown_free(char *html);

#endif
