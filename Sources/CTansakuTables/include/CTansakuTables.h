#ifndef C_TANSAKU_TABLES_H
#define C_TANSAKU_TABLES_H

#include <stddef.h>
#include <stdint.h>

/// A table in its packed form. The bytes are part of the program's read-only data, begin on a
/// multiple of eight, and all integers in them are little-endian.
typedef struct {
  const uint8_t *_Nonnull bytes;
  size_t count;
} tansaku_table;

/// Which Han characters are written for one another; the format is described at `VariantTable`.
tansaku_table tansaku_variants(void);

/// Cities and the names they go by; the format is described at `CityTable`.
tansaku_table tansaku_cities(void);

/// Names of months, as text: a line `month<TAB>language<TAB>name` for each.
tansaku_table tansaku_months(void);

/// Reign titles, as text: a line `first year<TAB>name` for each of Japan's, in order, then
/// `first year<TAB>name<TAB>years` for each of another country.
tansaku_table tansaku_eras(void);

#endif
