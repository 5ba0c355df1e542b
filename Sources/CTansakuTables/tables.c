// Tables that generators of ours made, embedded byte for byte. README.md beside this file says
// where each came from and how to make it again.
#include "CTansakuTables.h"

// #embed is C23; as an extension it works in every language mode of the compiler.
#pragma clang diagnostic ignored "-Wc23-extensions"

_Alignas(8) static const uint8_t variants[] = {
#embed "variants.bin"
};

tansaku_table tansaku_variants(void) { return (tansaku_table){variants, sizeof variants}; }

_Alignas(8) static const uint8_t cities[] = {
#embed "cities.bin"
};

tansaku_table tansaku_cities(void) { return (tansaku_table){cities, sizeof cities}; }

_Alignas(8) static const uint8_t months[] = {
#embed "months.tsv" suffix(,)
#embed "months-extra.tsv"
};

tansaku_table tansaku_months(void) { return (tansaku_table){months, sizeof months}; }

_Alignas(8) static const uint8_t eras[] = {
#embed "eras.tsv" suffix(,)
#embed "eras-extra.tsv"
};

tansaku_table tansaku_eras(void) { return (tansaku_table){eras, sizeof eras}; }
