// A narrow door to ICU. No type of ICU's appears here: its headers cannot be imported into Swift
// (renaming macros; clashes with Foundation's private ICU).
//
// Text is UTF-16; offsets and lengths count UTF-16 units. A function that can fail returns a
// negative number: the negated UErrorCode.
#ifndef C_TANSAKU_ICU_H
#define C_TANSAKU_ICU_H

#include <stddef.h>
#include <stdint.h>

/// ICU's version, for example "72.1".
const char *tansaku_icu_version(void);

#include "TansakuEncodings.h"

#endif
