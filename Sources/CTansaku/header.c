// The header as C sees it; its functions are in Swift, in the target TansakuC.
#include "tansaku.h"

_Static_assert(sizeof(int64_t) == 8, "counts have 64 bits");
