#include "CTansakuICU.h"

#include <stdlib.h>
#include <unicode/uregex.h>

/// How long one match may take, in steps of ICU's that take about a millisecond.
enum { time_limit = 20 };

struct tansaku_expression {
  URegularExpression *expression;
};

tansaku_expression *tansaku_expression_open(const uint16_t *pattern, int32_t length,
                                            int32_t *status, int32_t *offset) {
  UErrorCode error = U_ZERO_ERROR;
  UParseError place = {0};
  *offset = 0;
  // An empty pattern is none for ICU.
  URegularExpression *expression =
      uregex_open((const UChar *)pattern, length, 0, &place, &error);
  if (U_SUCCESS(error)) uregex_setTimeLimit(expression, time_limit, &error);
  tansaku_expression *result = U_SUCCESS(error) ? malloc(sizeof *result) : NULL;
  if (result == NULL) {
    if (expression != NULL) uregex_close(expression);
    *status = U_FAILURE(error) ? -(int32_t)error : -(int32_t)U_MEMORY_ALLOCATION_ERROR;
    *offset = place.offset;
    return NULL;
  }
  result->expression = expression;
  *status = 0;
  return result;
}

void tansaku_expression_close(tansaku_expression *expression) {
  if (expression == NULL) return;
  uregex_close(expression->expression);
  free(expression);
}

int32_t tansaku_expression_matches(tansaku_expression *expression, const uint16_t *text,
                                   int32_t length) {
  UErrorCode error = U_ZERO_ERROR;
  uregex_setText(expression->expression, (const UChar *)text, length, &error);
  UBool found = uregex_matches(expression->expression, 0, &error);
  return U_FAILURE(error) ? -(int32_t)error : found ? 1 : 0;
}
