#include "CTansakuICU.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

int32_t tansaku_nfkc_casefold(const uint16_t *text, int32_t length, uint16_t *result,
                              int32_t capacity) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&error);
  if (U_FAILURE(error)) return -(int32_t)error;
  int32_t count = unorm2_normalize(normalizer, (const UChar *)text, length, (UChar *)result,
                                   capacity, &error);
  if (error == U_BUFFER_OVERFLOW_ERROR) return count;
  return U_FAILURE(error) ? -(int32_t)error : count;
}

int tansaku_nfkc_casefold_has_boundary_before(uint32_t scalar) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCCasefoldInstance(&error);
  return U_SUCCESS(error) && unorm2_hasBoundaryBefore(normalizer, (UChar32)scalar);
}

int32_t tansaku_canonical_decomposition(uint32_t scalar, uint16_t *result) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFDInstance(&error);
  if (U_FAILURE(error)) return 0;
  int32_t count = unorm2_getDecomposition(normalizer, (UChar32)scalar, (UChar *)result, 32, &error);
  return U_FAILURE(error) || count < 0 ? 0 : count;
}

/// The scripts whose text is found character by character: those without spaces between words,
/// and Hangul.
static int is_run_script(UScriptCode script) {
  switch (script) {
  case USCRIPT_HAN:
  case USCRIPT_HIRAGANA:
  case USCRIPT_KATAKANA:
  case USCRIPT_KATAKANA_OR_HIRAGANA:
  case USCRIPT_BOPOMOFO:
  case USCRIPT_HANGUL:
  case USCRIPT_YI:
  case USCRIPT_NUSHU:
  case USCRIPT_TANGUT:
  case USCRIPT_THAI:
  case USCRIPT_LAO:
  case USCRIPT_KHMER:
  case USCRIPT_MYANMAR:
  case USCRIPT_TAI_LE:
  case USCRIPT_NEW_TAI_LUE:
  case USCRIPT_LANNA:
  case USCRIPT_TAI_VIET:
  case USCRIPT_TIBETAN:
  case USCRIPT_JAVANESE:
  case USCRIPT_BALINESE:
    return 1;
  default:
    return 0;
  }
}

int32_t tansaku_character_class_of(uint32_t scalar) {
  // The prolonged sound mark is shared by both kana, so that its Script is Common.
  if (scalar == 0x30FC) return tansaku_character_class_run;
  UErrorCode error = U_ZERO_ERROR;
  const uint32_t letters = U_GC_L_MASK | U_GC_M_MASK;
  uint32_t category = U_GET_GC_MASK((UChar32)scalar);
  if (category & U_GC_ND_MASK) return tansaku_character_class_digit;
  if (category & (letters | U_GC_N_MASK)) {
    if (is_run_script(uscript_getScript((UChar32)scalar, &error)))
      return tansaku_character_class_run;
    return category & letters ? tansaku_character_class_letter : tansaku_character_class_digit;
  }
  return tansaku_character_class_separator;
}

int tansaku_is_latin(uint32_t scalar) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript((UChar32)scalar, &error) == USCRIPT_LATIN;
}

int tansaku_is_mark(uint32_t scalar) {
  return (U_GET_GC_MASK((UChar32)scalar) & U_GC_M_MASK) != 0;
}

int32_t tansaku_decimal_digit(uint32_t scalar) { return u_charDigitValue((UChar32)scalar); }

int tansaku_is_hiragana(uint32_t scalar) {
  UErrorCode error = U_ZERO_ERROR;
  return scalar == 0x30FC || uscript_getScript((UChar32)scalar, &error) == USCRIPT_HIRAGANA;
}
