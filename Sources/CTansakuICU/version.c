#include "CTansakuICU.h"

#include <pthread.h>
#include <unicode/uversion.h>

static char version[U_MAX_VERSION_STRING_LENGTH];
static pthread_once_t version_is_written = PTHREAD_ONCE_INIT;

static void write_version(void) {
  // The version of the library that is loaded. It may differ from that of the headers
  // (`U_ICU_VERSION`), and it is the one that cuts and folds texts.
  UVersionInfo numbers;
  u_getVersion(numbers);
  u_versionToString(numbers, version);
}

const char *tansaku_icu_version(void) {
  pthread_once(&version_is_written, write_version);
  return version;
}
