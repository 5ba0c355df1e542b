#include "CTansakuICU.h"

#include <stdlib.h>
#include <unicode/ubrk.h>

struct tansaku_word_breaker {
  UBreakIterator *iterator;
};

tansaku_word_breaker *tansaku_word_breaker_open(int32_t *status) {
  UErrorCode error = U_ZERO_ERROR;
  // The root locale: its dictionaries serve Japanese, Chinese, Thai, Lao, Khmer and Burmese at once.
  UBreakIterator *iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
  if (U_FAILURE(error)) {
    *status = -(int32_t)error;
    return NULL;
  }
  tansaku_word_breaker *breaker = malloc(sizeof(*breaker));
  if (breaker == NULL) {
    ubrk_close(iterator);
    *status = -(int32_t)U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  breaker->iterator = iterator;
  *status = 0;
  return breaker;
}

void tansaku_word_breaker_close(tansaku_word_breaker *breaker) {
  if (breaker == NULL) return;
  ubrk_close(breaker->iterator);
  free(breaker);
}

int32_t tansaku_word_breaker_boundaries(tansaku_word_breaker *breaker, const uint16_t *text,
                                        int32_t length, int32_t *boundaries) {
  UErrorCode error = U_ZERO_ERROR;
  ubrk_setText(breaker->iterator, (const UChar *)text, length, &error);
  if (U_FAILURE(error)) return -(int32_t)error;
  int32_t count = 0;
  boundaries[count++] = 0;
  if (length == 0) return count;
  ubrk_first(breaker->iterator);
  for (int32_t at = ubrk_next(breaker->iterator); at != UBRK_DONE;
       at = ubrk_next(breaker->iterator)) {
    boundaries[count++] = at;
  }
  return count;
}
