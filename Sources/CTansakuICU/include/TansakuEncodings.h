#ifndef TANSAKU_ENCODINGS_H
#define TANSAKU_ENCODINGS_H

#include <stddef.h>
#include <stdint.h>

/// Guesses at the encoding of some bytes, the likeliest first.
typedef struct tansaku_encoding_guesses tansaku_encoding_guesses;

/// NULL for want of memory. The first 8 KB of a text are enough.
tansaku_encoding_guesses *tansaku_encoding_guess(const uint8_t *bytes, int32_t count);

/// The name of a guess and its confidence (0 to 100), or NULL past the last.
const char *tansaku_encoding_guess_name(
    const tansaku_encoding_guesses *guesses, int32_t number, int32_t *confidence);

void tansaku_encoding_guesses_close(tansaku_encoding_guesses *guesses);

/// Turns bytes in some encoding into UTF-8, piece by piece, and stops at what it cannot read.
typedef struct tansaku_converter tansaku_converter;

/// NULL when ICU knows no encoding of that name.
tansaku_converter *tansaku_converter_open(const char *name);

enum {
  TANSAKU_CONVERTER_DONE = 0,
  /// `target` is full: call again with the rest of the source.
  TANSAKU_CONVERTER_FULL = 1,
};

/// Converts up to `count` bytes. `last` tells that nothing follows, so that a character cut off is
/// a fault. `*consumed` and `*produced` are always set; after a fault (the negated UErrorCode)
/// `*bad` is the number of bytes before `*consumed` that could not be read.
int32_t tansaku_converter_convert(
    tansaku_converter *converter, const uint8_t *source, size_t count, int32_t last,
    uint8_t *target, size_t capacity, size_t *consumed, size_t *produced, size_t *bad);

void tansaku_converter_close(tansaku_converter *converter);

#endif
