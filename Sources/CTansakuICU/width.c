#include "CTansakuICU.h"

#include <unicode/uchar.h>

int32_t tansaku_columns(uint32_t scalar) {
  UChar32 character = (UChar32)scalar;
  switch (u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH)) {
  case U_EA_FULLWIDTH:
  case U_EA_WIDE:
    // The marks of kana, Han and Hangul are wide too, but stand on another character.
    return U_GET_GC_MASK(character) & U_GC_M_MASK ? 0 : 2;
  default:
    break;
  }
  if (U_GET_GC_MASK(character) & (U_GC_MN_MASK | U_GC_ME_MASK)) return 0;
  // The soft hyphen, and the signs of Arabic and its like that stand under a number, are seen.
  if (scalar == 0xAD || u_hasBinaryProperty(character, UCHAR_PREPENDED_CONCATENATION_MARK)) return 1;
  if (U_GET_GC_MASK(character) & U_GC_CF_MASK) return 0;
  switch (u_getIntPropertyValue(character, UCHAR_HANGUL_SYLLABLE_TYPE)) {
  case U_HST_VOWEL_JAMO:
  case U_HST_TRAILING_JAMO:
    return 0;
  default:
    return 1;
  }
}
