#include "TansakuHTML.h"

#include <gumbo.h>
#include <setjmp.h>
#include <stdlib.h>

// Gumbo neither checks for want of memory nor frees a deep tree without recursion, and a small page
// can ask for a huge tree (formatting elements are opened again in every paragraph). So its memory
// comes from an arena with a budget, which is left by a jump and freed as a whole.
typedef struct block {
  struct block *next;
} block;

enum { block_size = 64 * 1024, alignment = 16 };

typedef struct {
  block *blocks;
  char *free;
  size_t left;
  size_t budget;
  jmp_buf exhausted;
} arena;

typedef struct {
  const GumboNode *node;
  unsigned int next;
} level;

struct tansaku_html {
  arena memory;
  const GumboNode *entered;
  level *levels;
  size_t depth;
  size_t capacity;
  const GumboNode *root;
};

static size_t rounded(size_t size) { return (size + alignment - 1) / alignment * alignment; }

static void *allocate(void *data, size_t size) {
  arena *memory = data;
  if (size > memory->budget) longjmp(memory->exhausted, 1);
  const size_t wanted = rounded(size ? size : 1);
  if (wanted > memory->left) {
    const size_t header = rounded(sizeof(block));
    const size_t payload = wanted > block_size ? wanted : block_size;
    if (payload + header > memory->budget) longjmp(memory->exhausted, 1);
    block *fresh = malloc(header + payload);
    if (!fresh) longjmp(memory->exhausted, 1);
    memory->budget -= header + payload;
    fresh->next = memory->blocks;
    memory->blocks = fresh;
    if (payload - wanted < memory->left) return (char *)fresh + header;
    memory->free = (char *)fresh + header;
    memory->left = payload;
  }
  void *result = memory->free;
  memory->free += wanted;
  memory->left -= wanted;
  return result;
}

static void deallocate(void *data, void *pointer) {
  (void)data;
  (void)pointer;
}

static int push(tansaku_html *page, const GumboNode *node) {
  if (page->depth == page->capacity) {
    const size_t capacity = page->capacity ? page->capacity * 2 : 64;
    level *levels = realloc(page->levels, capacity * sizeof *levels);
    if (!levels) return 0;
    page->levels = levels;
    page->capacity = capacity;
  }
  page->levels[page->depth++] = (level){node, 0};
  return 1;
}

tansaku_html *tansaku_html_open(const char *bytes, size_t count, size_t budget) {
  tansaku_html *page = calloc(1, sizeof *page);
  if (!page) return NULL;
  page->memory.budget = budget;
  if (setjmp(page->memory.exhausted)) {
    tansaku_html_close(page);
    return NULL;
  }
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = deallocate;
  options.userdata = &page->memory;
  options.max_errors = 0;
  page->root = gumbo_parse_with_options(&options, bytes ? bytes : "", count)->root;
  if (page->root && !push(page, NULL)) {
    tansaku_html_close(page);
    return NULL;
  }
  return page;
}

static const GumboVector *children(const GumboNode *node) { return &node->v.element.children; }

static const char *name(const GumboNode *node) {
  return gumbo_normalized_tagname(node->v.element.tag);
}

int32_t tansaku_html_next(tansaku_html *page, const char **text) {
  while (page->depth > 0) {
    level *top = &page->levels[page->depth - 1];
    const GumboNode *child = NULL;
    if (!top->node) {
      if (top->next++ == 0) child = page->root;
    } else if (top->next < children(top->node)->length) {
      child = children(top->node)->data[top->next++];
    }
    if (!child) {
      const GumboNode *left = top->node;
      page->depth--;
      if (!left) break;
      *text = name(left);
      return TANSAKU_HTML_LEAVE;
    }
    switch (child->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        *text = child->v.text.text;
        return TANSAKU_HTML_TEXT;
      case GUMBO_NODE_ELEMENT:
        if (!push(page, child)) return TANSAKU_HTML_END;
        page->entered = child;
        *text = name(child);
        return TANSAKU_HTML_ENTER;
      default:
        // Comments and templates are not part of what a reader sees.
        break;
    }
  }
  return TANSAKU_HTML_END;
}

const char *tansaku_html_attribute(const tansaku_html *page, const char *name) {
  if (!page->entered) return NULL;
  const GumboAttribute *attribute =
      gumbo_get_attribute(&page->entered->v.element.attributes, name);
  return attribute ? attribute->value : NULL;
}

void tansaku_html_close(tansaku_html *page) {
  if (!page) return;
  for (block *each = page->memory.blocks; each;) {
    block *next = each->next;
    free(each);
    each = next;
  }
  free(page->levels);
  free(page);
}
