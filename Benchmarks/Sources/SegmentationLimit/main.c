// What ICU's word boundaries cost alone: the least that an indexer of ICU words can need.
//
//   SegmentationLimit limit < TEXTS    prints the CPU seconds of converting and of cutting
//   SegmentationLimit cut < TEXTS      prints each text's words, apart by spaces, a line for a text
//
// TEXTS are UTF-8, each ended by a NUL byte, so that a text may have several lines. A word is what
// stands between two boundaries and has a letter, a digit or an ideograph, by ICU's own status.

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

typedef struct {
  UBreakIterator *breaker;
  UChar *units;       // the text as UTF-16
  int32_t *ends;      // the boundaries after the first
  char *utf8;         // room to write a word out
  size_t room;        // how many units, boundaries and a third of the bytes there is room for
  double converting;  // CPU seconds so far
  double cutting;
  long long bytes, texts, words;
} Segmenter;

static double cpu_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void fail(const char *what, const char *detail) {
  fprintf(stderr, "SegmentationLimit: %s: %s\n", what, detail);
  exit(2);
}

static void *grown(void *old, size_t count, size_t size) {
  void *memory = realloc(old, count * size);
  if (memory == NULL) fail("out of memory", "a text is too long");
  return memory;
}

static void make_room(Segmenter *segmenter, size_t length) {
  if (length + 1 <= segmenter->room) return;
  segmenter->room = 2 * (length + 1);
  segmenter->units = grown(segmenter->units, segmenter->room, sizeof(UChar));
  segmenter->ends = grown(segmenter->ends, segmenter->room, sizeof(int32_t));
  segmenter->utf8 = grown(segmenter->utf8, 3 * segmenter->room, 1);
}

static void segment(Segmenter *segmenter, const char *text, size_t length, bool prints) {
  if (length > INT32_MAX / 4) fail("a text is too long", "512 MB is the most");
  make_room(segmenter, length);
  UErrorCode error = U_ZERO_ERROR;
  int32_t count = 0;
  double start = cpu_seconds();
  u_strFromUTF8(segmenter->units, (int32_t)segmenter->room, &count, text, (int32_t)length, &error);
  double converted = cpu_seconds();
  ubrk_setText(segmenter->breaker, segmenter->units, count, &error);
  if (U_FAILURE(error)) fail("not UTF-8", u_errorName(error));
  int32_t words = 0, boundaries = 0;
  for (int32_t end = ubrk_next(segmenter->breaker); end != UBRK_DONE;
       end = ubrk_next(segmenter->breaker)) {
    bool is_word = ubrk_getRuleStatus(segmenter->breaker) >= UBRK_WORD_NONE_LIMIT;
    words += is_word;
    segmenter->ends[boundaries++] = is_word ? end : -end;
  }
  segmenter->cutting += cpu_seconds() - converted;
  segmenter->converting += converted - start;
  segmenter->bytes += (long long)length;
  segmenter->texts += 1;
  segmenter->words += words;
  if (!prints) return;
  int32_t begin = 0;
  for (int32_t at = 0; at < boundaries; at++) {
    int32_t end = abs(segmenter->ends[at]);
    if (segmenter->ends[at] > 0) {
      int32_t size = 0;
      u_strToUTF8(segmenter->utf8, (int32_t)(3 * segmenter->room), &size, segmenter->units + begin,
                  end - begin, &error);
      if (U_FAILURE(error)) fail("cannot write a word", u_errorName(error));
      fwrite(segmenter->utf8, 1, (size_t)size, stdout);
      putchar(' ');
    }
    begin = end;
  }
  putchar('\n');
}

int main(int count, char **arguments) {
  bool cuts = count == 2 && strcmp(arguments[1], "cut") == 0;
  if (!cuts && !(count == 2 && strcmp(arguments[1], "limit") == 0)) {
    fputs("usage: SegmentationLimit limit|cut < TEXTS, each ended by a NUL byte\n", stderr);
    return 64;
  }
  UErrorCode error = U_ZERO_ERROR;
  Segmenter segmenter = {.breaker = ubrk_open(UBRK_WORD, "", NULL, 0, &error)};
  if (U_FAILURE(error)) fail("no word boundaries", u_errorName(error));
  char *text = NULL;
  size_t room = 0;
  ssize_t length;
  while ((length = getdelim(&text, &room, '\0', stdin)) > 0) {
    if (text[length - 1] == '\0') length -= 1;
    segment(&segmenter, text, (size_t)length, cuts);
  }
  if (!cuts) {
    printf("%lld texts, %.1f MB, %lld words: converting %.3f s, cutting %.3f s of CPU\n",
           segmenter.texts, (double)segmenter.bytes / 1e6, segmenter.words, segmenter.converting,
           segmenter.cutting);
  }
  ubrk_close(segmenter.breaker);
  free(segmenter.units);
  free(segmenter.ends);
  free(segmenter.utf8);
  free(text);
  return 0;
}
