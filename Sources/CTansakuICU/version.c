#include "CTansakuICU.h"

#include <unicode/uvernum.h>

const char *tansaku_icu_version(void) { return U_ICU_VERSION; }
