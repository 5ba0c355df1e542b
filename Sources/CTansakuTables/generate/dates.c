// Writes months.tsv and eras.tsv from ICU's data: see README.md, "Dates".
//
//   cc dates.c -o dates -licui18n -licuuc && ./dates months > ../months.tsv && ./dates eras > ../eras.tsv
#include <stdio.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

/// The languages of the fourteen cities that write months by name, and two of their neighbours.
static const char *const languages[] = {"en", "fil", "hi", "id", "km", "lo", "mn",
                                        "ms", "my",  "ru", "th"};

static void print(const UChar *text, int32_t length) {
  char bytes[256];
  int32_t count = 0;
  UErrorCode error = U_ZERO_ERROR;
  u_strToUTF8(bytes, sizeof bytes, &count, text, length, &error);
  fwrite(bytes, 1, (size_t)count, stdout);
}

/// month<TAB>language<TAB>name, each name once.
static void write_months(void) {
  static const UDateFormatSymbolType forms[] = {UDAT_MONTHS, UDAT_STANDALONE_MONTHS,
                                                UDAT_SHORT_MONTHS, UDAT_STANDALONE_SHORT_MONTHS};
  for (size_t language = 0; language < sizeof languages / sizeof *languages; language++) {
    char locale[64];
    snprintf(locale, sizeof locale, "%s@calendar=gregorian", languages[language]);
    UErrorCode error = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_LONG, UDAT_LONG, locale, u"UTC", -1, NULL, 0, &error);
    for (int month = 0; month < 12; month++) {
      UChar seen[4][64];
      for (int form = 0; form < 4; form++) {
        int32_t length = udat_getSymbols(format, forms[form], month, seen[form], 63, &error);
        seen[form][length] = 0;
        int known = 0;
        for (int other = 0; other < form; other++) known |= !u_strcmp(seen[form], seen[other]);
        // A number is no name.
        for (int32_t at = 0; at < length; at++) known |= seen[form][at] < 0x40 && seen[form][at] > 0x2F;
        if (known) continue;
        printf("%d\t%s\t", month + 1, languages[language]);
        print(seen[form], length);
        putchar('\n');
      }
    }
    udat_close(format);
  }
}

/// first year<TAB>name, in order; of Japan's eras before 1868.
static void write_eras(void) {
  UErrorCode error = U_ZERO_ERROR;
  UDateFormat *format =
      udat_open(UDAT_LONG, UDAT_LONG, "ja@calendar=japanese", u"UTC", -1, NULL, 0, &error);
  UCalendar *calendar = ucal_open(u"UTC", -1, "ja@calendar=japanese", UCAL_TRADITIONAL, &error);
  int32_t count = udat_countSymbols(format, UDAT_ERAS);
  for (int32_t era = 0; era < count; era++) {
    UChar name[64];
    int32_t length = udat_getSymbols(format, UDAT_ERAS, era, name, 63, &error);
    ucal_clear(calendar);
    ucal_set(calendar, UCAL_ERA, era);
    ucal_set(calendar, UCAL_YEAR, 1);
    ucal_set(calendar, UCAL_MONTH, UCAL_DECEMBER);
    ucal_set(calendar, UCAL_DATE, 31);
    int32_t year = ucal_get(calendar, UCAL_EXTENDED_YEAR, &error);
    if (year >= 1868) break;
    printf("%d\t", year);
    print(name, length);
    putchar('\n');
  }
}

int main(int argc, char **argv) {
  if (argc == 2 && !strcmp(argv[1], "months")) write_months();
  else if (argc == 2 && !strcmp(argv[1], "eras")) write_eras();
  else return fputs("dates months|eras\n", stderr), 64;
  return 0;
}
