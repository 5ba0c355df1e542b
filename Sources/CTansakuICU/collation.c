#include "CTansakuICU.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/uloc.h>

tansaku_collator *tansaku_collator_open(const char *language_tag, int32_t *status) {
  UErrorCode error = U_ZERO_ERROR;
  char locale[ULOC_FULLNAME_CAPACITY] = "";
  if (language_tag[0] != '\0') {
    int32_t parsed = 0;
    uloc_forLanguageTag(language_tag, locale, sizeof(locale), &parsed, &error);
    // An unterminated name is as bad as one that does not fit, and what was not read is no tag.
    if (U_FAILURE(error) || error == U_STRING_NOT_TERMINATED_WARNING ||
        (size_t)parsed != strlen(language_tag)) {
      *status = TANSAKU_COLLATOR_BAD_TAG;
      return NULL;
    }
  }
  error = U_ZERO_ERROR;
  UCollator *collator = ucol_open(locale, &error);
  if (U_FAILURE(error)) {
    *status = -(int32_t)error;
    return NULL;
  }
  *status = 0;
  return (tansaku_collator *)collator;
}

void tansaku_collator_close(tansaku_collator *collator) {
  if (collator != NULL) ucol_close((UCollator *)collator);
}

int32_t tansaku_collator_key(const tansaku_collator *collator, const uint16_t *text,
                             int32_t length, uint8_t *key, int32_t capacity) {
  return ucol_getSortKey((const UCollator *)collator, (const UChar *)text, length, key, capacity);
}
