// A narrow door to ICU. No type of ICU's appears here: its headers cannot be imported into Swift
// (renaming macros; clashes with Foundation's private ICU).
//
// Text is UTF-16; offsets and lengths count UTF-16 units. A function that can fail returns a
// negative number: the negated UErrorCode.
#ifndef C_TANSAKU_ICU_H
#define C_TANSAKU_ICU_H

#include <stddef.h>
#include <stdint.h>

/// The version of the ICU library that is loaded, for example "72.1". May be called by several threads at
/// once. The text is never freed.
const char *tansaku_icu_version(void);

// MARK: Word boundaries (Unicode Standard Annex 29, with ICU's dictionaries)

/// Finds word boundaries. Not to be used by two threads at once.
typedef struct tansaku_word_breaker tansaku_word_breaker;

/// A breaker for text of any language, or NULL with the negated UErrorCode in `*status`.
tansaku_word_breaker *tansaku_word_breaker_open(int32_t *status);
void tansaku_word_breaker_close(tansaku_word_breaker *breaker);

/// Writes all word boundaries of the text, 0 and `length` among them, into `boundaries`, which has
/// room for `length + 1`. Returns how many there are.
int32_t tansaku_word_breaker_boundaries(tansaku_word_breaker *breaker, const uint16_t *text,
                                        int32_t length, int32_t *boundaries);

// MARK: Normalization (Unicode Standard Annex 15; NFKC_Casefold of Unicode 3.13, R5)

/// NFKC_Casefold of the text. Returns the length of the result; where that is more than
/// `capacity`, nothing useful was written and the caller comes again with more room.
int32_t tansaku_nfkc_casefold(const uint16_t *text, int32_t length, uint16_t *result,
                              int32_t capacity);

/// Whether NFKC_Casefold of what stands before `scalar` never depends on `scalar` nor on what
/// follows it, so that a text may be cut before it.
int tansaku_nfkc_casefold_has_boundary_before(uint32_t scalar);

/// The canonical decomposition of `scalar` into `result`, which has room for 32 units. Returns its
/// length in units; 0 where the character has none.
int32_t tansaku_canonical_decomposition(uint32_t scalar, uint16_t *result);

// MARK: Properties of characters

/// What a character does in a text, as far as cutting it into units of search goes.
enum tansaku_character_class {
  /// Space, punctuation, symbol: parts what stands on its two sides.
  tansaku_character_class_separator = 0,
  /// A letter or mark of a script that puts spaces between words.
  tansaku_character_class_letter = 1,
  /// A decimal digit or another numeric character.
  tansaku_character_class_digit = 2,
  /// A character of a script written without spaces (Han, kana, Thai, Lao, Khmer, Burmese and
  /// their like), or Hangul, whose words carry their particles.
  tansaku_character_class_run = 3,
};

/// The class of a character (Script property, Unicode Standard Annex 24, and General_Category).
int32_t tansaku_character_class_of(uint32_t scalar);

/// Whether the script of a character is Latin.
int tansaku_is_latin(uint32_t scalar);

/// Whether a character is a mark: General_Category Mn, Mc or Me.
int tansaku_is_mark(uint32_t scalar);

/// The value of a decimal digit of any script; -1 for what is none.
int32_t tansaku_decimal_digit(uint32_t scalar);

/// Whether a character is written in hiragana.
int tansaku_is_hiragana(uint32_t scalar);

/// How many columns of a terminal a character takes (Unicode Standard Annex 11): 2 where it is wide
/// or fullwidth, 0 where it is a mark, a character of format or a vowel or final of Hangul that stands
/// in the square of the consonant before it, else 1, control characters among them.
int32_t tansaku_columns(uint32_t scalar);

// MARK: Regular expressions

/// A regular expression. Not to be used by two threads at once.
typedef struct tansaku_expression tansaku_expression;

/// The expression of a pattern; or NULL, with the negated UErrorCode in `*status` and in `*offset`
/// about where the pattern is wrong.
tansaku_expression *tansaku_expression_open(const uint16_t *pattern, int32_t length,
                                            int32_t *status, int32_t *offset);
void tansaku_expression_close(tansaku_expression *expression);

/// Whether the whole text fits: 1 or 0. A negated UErrorCode where that takes some 20 milliseconds
/// or too much memory to find out.
int32_t tansaku_expression_matches(tansaku_expression *expression, const uint16_t *text,
                                   int32_t length);

// MARK: Collation (Unicode Technical Standard 10, tailored to languages by the CLDR)

/// Makes keys whose bytes stand in the order that a language gives its texts. Keys may be made by
/// several threads at once.
typedef struct tansaku_collator tansaku_collator;

/// What `tansaku_collator_open` says of a tag that is none.
#define TANSAKU_COLLATOR_BAD_TAG INT32_MIN

/// The collator of a language, named by its BCP 47 tag (an empty one: of no language), or NULL with
/// the negated UErrorCode in `*status`. A language that ICU does not know gets the order of none.
tansaku_collator *tansaku_collator_open(const char *language_tag, int32_t *status);
void tansaku_collator_close(tansaku_collator *collator);

/// Writes the key of a text, which ends with a 0 byte and has no other. Returns its length; where
/// that is more than `capacity`, nothing useful was written and the caller comes again with more
/// room. 0: memory ran out.
int32_t tansaku_collator_key(const tansaku_collator *collator, const uint16_t *text,
                             int32_t length, uint8_t *key, int32_t capacity);

#include "TansakuEncodings.h"

#endif
