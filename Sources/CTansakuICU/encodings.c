#include "TansakuEncodings.h"

#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>

struct tansaku_encoding_guesses {
  UCharsetDetector *detector;
  const UCharsetMatch **matches;
  int32_t count;
};

tansaku_encoding_guesses *tansaku_encoding_guess(const uint8_t *bytes, int32_t count) {
  tansaku_encoding_guesses *guesses = calloc(1, sizeof *guesses);
  if (!guesses) return NULL;
  UErrorCode status = U_ZERO_ERROR;
  guesses->detector = ucsdet_open(&status);
  ucsdet_setText(guesses->detector, (const char *)bytes, count, &status);
  guesses->matches = ucsdet_detectAll(guesses->detector, &guesses->count, &status);
  if (U_FAILURE(status)) guesses->count = 0;
  return guesses;
}

const char *tansaku_encoding_guess_name(
    const tansaku_encoding_guesses *guesses, int32_t number, int32_t *confidence) {
  if (number < 0 || number >= guesses->count) return NULL;
  UErrorCode status = U_ZERO_ERROR;
  *confidence = ucsdet_getConfidence(guesses->matches[number], &status);
  const char *name = ucsdet_getName(guesses->matches[number], &status);
  return U_FAILURE(status) ? NULL : name;
}

void tansaku_encoding_guesses_close(tansaku_encoding_guesses *guesses) {
  if (!guesses) return;
  ucsdet_close(guesses->detector);
  free(guesses);
}

enum { pivot_length = 4096 };

struct tansaku_converter {
  UConverter *source;
  UConverter *target;
  UChar *pivot_source;
  UChar *pivot_target;
  int32_t started;
  UChar pivot[pivot_length];
};

tansaku_converter *tansaku_converter_open(const char *name) {
  tansaku_converter *converter = calloc(1, sizeof *converter);
  if (!converter) return NULL;
  UErrorCode status = U_ZERO_ERROR;
  converter->source = ucnv_open(name, &status);
  converter->target = ucnv_open("UTF-8", &status);
  if (U_SUCCESS(status)) {
    ucnv_setToUCallBack(
        converter->source, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    ucnv_setFromUCallBack(
        converter->target, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  }
  if (U_FAILURE(status)) {
    tansaku_converter_close(converter);
    return NULL;
  }
  converter->pivot_source = converter->pivot;
  converter->pivot_target = converter->pivot;
  return converter;
}

int32_t tansaku_converter_convert(
    tansaku_converter *converter, const uint8_t *source, size_t count, int32_t last,
    uint8_t *target, size_t capacity, size_t *consumed, size_t *produced, size_t *bad) {
  UErrorCode status = U_ZERO_ERROR;
  const char *from = (const char *)source;
  char *to = (char *)target;
  const UBool reset = !converter->started;
  converter->started = 1;
  ucnv_convertEx(
      converter->target, converter->source, &to, to + capacity, &from, from + count,
      converter->pivot, &converter->pivot_source, &converter->pivot_target,
      converter->pivot + pivot_length, reset, last != 0, &status);
  *consumed = (size_t)(from - (const char *)source);
  *produced = (size_t)(to - (char *)target);
  *bad = 0;
  if (status == U_BUFFER_OVERFLOW_ERROR) return TANSAKU_CONVERTER_FULL;
  if (U_SUCCESS(status)) return TANSAKU_CONVERTER_DONE;
  char invalid[32];
  int8_t length = sizeof invalid;
  UErrorCode ignored = U_ZERO_ERROR;
  ucnv_getInvalidChars(converter->source, invalid, &length, &ignored);
  if (U_SUCCESS(ignored) && length > 0) *bad = (size_t)length;
  return -(int32_t)status;
}

void tansaku_converter_close(tansaku_converter *converter) {
  if (!converter) return;
  ucnv_close(converter->source);
  ucnv_close(converter->target);
  free(converter);
}
