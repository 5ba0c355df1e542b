#include "TansakuMarkdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// The registry of extensions is a global of cmark's without a lock.
static pthread_once_t registered = PTHREAD_ONCE_INIT;

// The one for bare addresses comes last.
static const char *const extensions[] = {"table", "strikethrough", "autolink"};

char *tansaku_markdown_html(const char *bytes, size_t count, int32_t all, size_t *length) {
  pthread_once(&registered, cmark_gfm_core_extensions_ensure_registered);
  const int options =
      CMARK_OPT_UNSAFE | CMARK_OPT_VALIDATE_UTF8 | (all ? CMARK_OPT_FOOTNOTES : 0);
  cmark_parser *parser = cmark_parser_new(options);
  if (!parser) return NULL;
  const size_t count_of_extensions = sizeof extensions / sizeof *extensions - (all ? 0 : 1);
  for (size_t i = 0; i < count_of_extensions; i++) {
    cmark_syntax_extension *extension = cmark_find_syntax_extension(extensions[i]);
    if (extension) cmark_parser_attach_syntax_extension(parser, extension);
  }
  if (count > 0) cmark_parser_feed(parser, bytes, count);
  cmark_node *document = cmark_parser_finish(parser);
  char *html = NULL;
  if (document) {
    html = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser));
    cmark_node_free(document);
  }
  cmark_parser_free(parser);
  *length = html ? strlen(html) : 0;
  return html;
}

void tansaku_markdown_free(char *html) { free(html); }
