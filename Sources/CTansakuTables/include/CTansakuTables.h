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

/// Which Han characters are read so; the format is described at `ReadingTable`.
tansaku_table tansaku_readings(void);

#endif
