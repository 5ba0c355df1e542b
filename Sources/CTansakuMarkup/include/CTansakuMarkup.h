// A narrow door to three parsers of marked-up text: cmark-gfm (Markdown), Gumbo (HTML) and libyaml
// (YAML). No type of theirs appears here. Text is UTF-8 on both sides.
#ifndef C_TANSAKU_MARKUP_H
#define C_TANSAKU_MARKUP_H

#include "TansakuHTML.h"
#include "TansakuMarkdown.h"
#include "TansakuYAML.h"

#endif
