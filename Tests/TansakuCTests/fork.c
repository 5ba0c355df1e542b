// A program in C that forks in the middle of an update, as servers with worker processes do: a test.
//
//   cc -I Sources/CTansaku/include fork.c -L .build/release -lTansakuC -o fork && ./fork FOLDER
//
// FOLDER must not exist. Prints what the index holds in the end, and ends with 0 if all went as it should.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tansaku.h"

static void expect(int holds, const char *what, int line) {
  if (holds) return;
  const char *error = tansaku_last_error();
  fprintf(stderr, "line %d: %s; last error: %s\n", line, what, error ? error : "none");
  _exit(1);
}
#define EXPECT(condition) expect(!!(condition), #condition, __LINE__)

static int is_locked(void) {
  const char *start = "{\"code\":\"locked\",";
  const char *error = tansaku_last_error();
  return error && strncmp(error, start, strlen(start)) == 0;
}

/// How many documents have been committed.
static int64_t documents;

/// What a child does with what it inherited.
typedef void work(tansaku_index *index, tansaku_update *update);

/// What a destructor does with an update that nobody has committed.
static void roll_back(tansaku_index *index, tansaku_update *update) {
  (void)index;
  tansaku_update_rollback(update);
}

static void commit(tansaku_index *index, tansaku_update *update) {
  (void)index;
  EXPECT(tansaku_update_commit(update) < 0 && is_locked());
}

static void go_on(tansaku_index *index, tansaku_update *update) {
  EXPECT(tansaku_update_add(update, "{\"id\": \"child\", \"text\": \"Taipei\"}") < 0 && is_locked());
  EXPECT(tansaku_update_delete(update, "old") < 0 && is_locked());
  EXPECT(!tansaku_update_begin(index) && is_locked());
  tansaku_update_rollback(update);
  // The parent still has the lock.
  EXPECT(!tansaku_update_begin(index) && is_locked());
}

static void read_only(tansaku_index *index, tansaku_update *update) {
  (void)update;
  tansaku_searcher *searcher = tansaku_searcher_open(index);
  EXPECT(tansaku_count(searcher, "Taipei", NULL) == documents);
  tansaku_searcher_close(searcher);
}

/// Runs a child to its end.
static void in_child(work *body, tansaku_index *index, tansaku_update *update) {
  pid_t child = fork();
  EXPECT(child >= 0);
  if (child == 0) {
    // A child that waits for threads that it does not have is ended by a signal.
    alarm(60);
    body(index, update);
    // With all that is run at the end of a program.
    exit(0);
  }
  int status;
  EXPECT(waitpid(child, &status, 0) == child);
  EXPECT(status == 0);
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: %s FOLDER\n", arguments[0]);
    return 64;
  }
  tansaku_index *index = tansaku_index_open(arguments[1], 1);
  tansaku_update *update = tansaku_update_begin(index);
  EXPECT(tansaku_update_add(update, "{\"id\": \"old\", \"text\": \"Taipei\"}") == 0);
  EXPECT(tansaku_update_commit(update) == 0);
  documents = 1;

  work *works[] = {roll_back, commit, go_on, read_only};
  for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
    update = tansaku_update_begin(index);
    EXPECT(update);
    char line[64];
    snprintf(line, sizeof line, "{\"id\": \"before%zu\", \"text\": \"Taipei\"}", i);
    EXPECT(tansaku_update_add(update, line) == 0);
    in_child(works[i], index, update);
    // The child has not let anybody else in.
    EXPECT(!tansaku_update_begin(index) && is_locked());
    snprintf(line, sizeof line, "{\"id\": \"after%zu\", \"text\": \"Taipei\"}", i);
    EXPECT(tansaku_update_add(update, line) == 0);
    EXPECT(tansaku_update_commit(update) == 0);
    documents += 2;
    tansaku_searcher *searcher = tansaku_searcher_open(index);
    EXPECT(tansaku_document_count(searcher) == documents);
    tansaku_searcher_close(searcher);
  }
  // What a child changes is its own update's.
  pid_t child = fork();
  if (child == 0) {
    update = tansaku_update_begin(index);
    EXPECT(update);
    EXPECT(tansaku_update_add(update, "{\"id\": \"child\", \"text\": \"Taipei\"}") == 0);
    EXPECT(tansaku_update_commit(update) == 0);
    exit(0);
  }
  int status;
  EXPECT(waitpid(child, &status, 0) == child && status == 0);
  tansaku_searcher *searcher = tansaku_searcher_open(index);
  printf("%lld\n", (long long)tansaku_document_count(searcher));
  tansaku_searcher_close(searcher);
  tansaku_index_close(index);
  return 0;
}
