// A program in C that keeps its documents in an index of Tansaku: an example to read, and a test.
//
//   cc -I Sources/CTansaku/include embed.c -L .build/release -lTansakuC -o embed && ./embed FOLDER
//
// FOLDER must not exist. Prints what the last search found, and ends with 0 if all went as it should.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tansaku.h"

static void expect(int holds, const char *what, int line) {
  if (holds) return;
  const char *error = tansaku_last_error();
  fprintf(stderr, "line %d: %s; last error: %s\n", line, what, error ? error : "none");
  exit(1);
}
#define EXPECT(condition) expect(!!(condition), #condition, __LINE__)

/// Whether the last call failed with this code.
static int failed(const char *code) {
  char wanted[64];
  snprintf(wanted, sizeof wanted, "{\"code\":\"%s\",\"message\":\"", code);
  const char *error = tansaku_last_error();
  return error && strncmp(error, wanted, strlen(wanted)) == 0;
}

/// Whether a search finds a text that has another in it.
static int finds(tansaku_searcher *searcher, const char *query, const char *options, const char *part) {
  char *lines = tansaku_search(searcher, query, options);
  int found = lines && strstr(lines, part);
  if (!found) fprintf(stderr, "%s: %s\n", query, lines ? lines : "no answer");
  tansaku_free(lines);
  return found;
}

static tansaku_index *build(const char *folder) {
  EXPECT(!tansaku_index_open(folder, 0) && failed("notFound"));
  tansaku_index *index = tansaku_index_open(folder, 1);
  EXPECT(index && !tansaku_last_error());
  tansaku_update *update = tansaku_update_begin(index);
  EXPECT(update);
  EXPECT(!tansaku_update_begin(index) && failed("locked"));
  EXPECT(tansaku_update_add(update,
      "{\"id\": \"ja\", \"title\": \"台北宣言\", \"text\": \"第5回総会（台北）で採択された。\","
      " \"language\": \"ja\", \"kind\": \"declaration\", \"date\": \"2006-04\", \"theme\": \"水\"}") == 0);
  EXPECT(tansaku_update_add(update,
      "{\"id\": \"en\", \"title\": \"Taipei Declaration\", \"language\": \"en\"}") == 0);
  EXPECT(tansaku_update_add(update, "{\"id\": 7, \"text\": \"東京都\"}") == 0);
  // What is no document does not spoil the others.
  EXPECT(tansaku_update_add(update, "{\"title\": \"no id\"}") < 0 && failed("badDocument"));
  EXPECT(tansaku_update_add(update, "[1, 2]") < 0 && failed("badDocument"));
  EXPECT(tansaku_update_add(update, "{\"id\": \"\xFF\"}") < 0 && failed("badDocument"));
  EXPECT(tansaku_update_add(update, "") < 0 && failed("badDocument"));
  EXPECT(tansaku_update_add(update, "{\"id\": \"\"}") < 0 && failed("badDocument"));
  EXPECT(tansaku_update_commit(update) == 0);
  return index;
}

static void search(tansaku_searcher *searcher) {
  EXPECT(tansaku_document_count(searcher) == 3);
  EXPECT(finds(searcher, "臺北", NULL, "{\"type\":\"summary\",\"total\":2,\"exact\":true,"));
  EXPECT(finds(searcher, "臺北", "{\"level\":\"variant\"}", "\"total\":1,"));
  EXPECT(finds(searcher, "臺北", "{\"where\":{\"language\":\"en\"}}", "\"id\":\"en\""));
  EXPECT(finds(searcher, "臺北", "{\"where\":{\"language\":[\"ko\",\"e\\u006E\"]}}", "\"total\":1,"));
  EXPECT(finds(searcher, "臺北", "{\"limit\":0, \"cite\":true}", "\"citation\":{\"query\":\"臺北\""));
  EXPECT(finds(searcher, "臺北", "{\"skip\":1,\"explain\":true}", "\"rank\":2,"));
  EXPECT(finds(searcher, "\"京都\"", "{}", "\"id\":\"7\""));
  EXPECT(finds(searcher, "…", NULL, "\"total\":0,"));
  EXPECT(tansaku_count(searcher, "Taipei", NULL) == 2);
  EXPECT(tansaku_count(searcher, "Taipei", "{\"where\":{\"theme\":\"水\"}}") == 1);
  char *document = tansaku_document(searcher, "ja");
  EXPECT(document && strcmp(document,
      "{\"id\":\"ja\",\"title\":\"台北宣言\",\"text\":\"第5回総会（台北）で採択された。\","
      "\"kind\":\"declaration\",\"language\":\"ja\",\"date\":\"2006-04\",\"theme\":\"水\"}") == 0);
  tansaku_free(document);
  EXPECT(!tansaku_document(searcher, "none") && failed("notFound"));
}

static void mistakes(tansaku_searcher *searcher) {
  EXPECT(!tansaku_index_open(NULL, 1) && failed("badArgument"));
  EXPECT(!tansaku_index_open("a\xFF", 1) && failed("badArgument"));
  EXPECT(!tansaku_update_begin(NULL) && failed("badArgument"));
  EXPECT(!tansaku_searcher_open(NULL) && failed("badArgument"));
  EXPECT(tansaku_update_add(NULL, "{}") < 0 && failed("badArgument"));
  EXPECT(tansaku_update_delete(NULL, "a") < 0 && failed("badArgument"));
  EXPECT(tansaku_update_commit(NULL) < 0 && failed("badArgument"));
  EXPECT(tansaku_document_count(NULL) < 0 && failed("badArgument"));
  EXPECT(!tansaku_search(NULL, "a", NULL) && failed("badArgument"));
  EXPECT(!tansaku_search(searcher, NULL, NULL) && failed("badArgument"));
  EXPECT(!tansaku_search(searcher, "\xE5\x8F", NULL) && failed("badArgument"));
  const char *options[] = {
      "", "[]", "{\"limit\":-1}", "{\"limit\":1.5}", "{\"limit\":\"1\"}", "{\"limit\":9999999999999999999}",
      "{\"level\":\"loose\"}", "{\"level\":1}", "{\"where\":[]}", "{\"where\":{\"kind\":1}}",
      "{\"where\":{\"kind\":[1]}}", "{\"where\":{\"kind\":[\"a\",[\"b\"]]}}", "{\"explain\":1}", "{\"Limit\":1}",
      "{\"limit\":1", "{\"level\":\"\xFF\"}"};
  for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
    int is_refused = !tansaku_search(searcher, "a", options[i]) && failed("badArgument")
        && tansaku_count(searcher, "a", options[i]) < 0;
    if (!is_refused) fprintf(stderr, "%s\n", options[i]);
    EXPECT(is_refused);
  }
  char *query = malloc(20001);
  memset(query, 'a', 20000);
  query[20000] = 0;
  EXPECT(!tansaku_search(searcher, query, NULL) && failed("badArgument"));
  free(query);
  EXPECT(tansaku_count(searcher, "a", "{\"limit\":9223372036854775807,\"where\":{\"kind\":[]}}") == 0);
  EXPECT(finds(searcher, "Taipei", "{\"limit\":9223372036854775807,\"skip\":9223372036854775807}", "\"total\":2"));
  tansaku_update_rollback(NULL);
  tansaku_searcher_close(NULL);
  tansaku_index_close(NULL);
  tansaku_free(NULL);
}

static void *search_often(void *searcher) {
  for (int i = 0; i < 50; i++) {
    if (tansaku_count(searcher, "Taipei", NULL) != 2) return "another count";
    if (!finds(searcher, "\"台北\"", NULL, "\"total\":1,")) return "another search";
    if (tansaku_count(searcher, NULL, NULL) >= 0 || !failed("badArgument")) return "no error";
  }
  return NULL;
}

/// Threads search one searcher while an update goes on, and none sees the other's errors.
static void thread_safety(tansaku_index *index, tansaku_searcher *searcher) {
  pthread_t threads[4];
  for (int i = 0; i < 4; i++) EXPECT(pthread_create(&threads[i], NULL, search_often, searcher) == 0);
  EXPECT(!tansaku_last_error());
  tansaku_update *update = tansaku_update_begin(index);
  EXPECT(tansaku_update_delete(update, "en") == 1);
  EXPECT(tansaku_update_delete(update, "none") == 0);
  EXPECT(tansaku_update_commit(update) == 0);
  for (int i = 0; i < 4; i++) {
    void *complaint;
    EXPECT(pthread_join(threads[i], &complaint) == 0);
    if (complaint) fprintf(stderr, "%s\n", (char *)complaint);
    EXPECT(!complaint);
  }
  EXPECT(!tansaku_last_error());
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: %s FOLDER\n", arguments[0]);
    return 64;
  }
  EXPECT(strchr(tansaku_version(), '.'));
  tansaku_index *index = build(arguments[1]);
  tansaku_searcher *old = tansaku_searcher_open(index);
  EXPECT(old);
  search(old);
  mistakes(old);
  thread_safety(index, old);
  // What was deleted is still there for who looked before.
  EXPECT(tansaku_count(old, "Taipei", NULL) == 2);
  tansaku_searcher *searcher = tansaku_searcher_open(index);
  EXPECT(tansaku_count(searcher, "Taipei", NULL) == 1);
  tansaku_searcher_close(old);
  // What is undone has never been, and the next can begin.
  tansaku_update *update = tansaku_update_begin(index);
  EXPECT(tansaku_update_delete(update, "ja") == 1);
  tansaku_update_rollback(update);
  tansaku_searcher *after = tansaku_searcher_open(index);
  EXPECT(tansaku_document_count(after) == 2);
  tansaku_searcher_close(after);
  // A searcher and an update outlive the handle of their index.
  update = tansaku_update_begin(index);
  tansaku_index_close(index);
  EXPECT(tansaku_update_add(update, "{\"id\":\"last\"}") == 0);
  EXPECT(tansaku_update_commit(update) == 0);
  EXPECT(tansaku_document_count(searcher) == 2);
  tansaku_searcher_close(searcher);
  index = tansaku_index_open(arguments[1], 0);
  searcher = tansaku_searcher_open(index);
  EXPECT(tansaku_document_count(searcher) == 3);
  char *lines = tansaku_search(searcher, "台北", NULL);
  EXPECT(lines);
  fputs(lines, stdout);
  tansaku_free(lines);
  tansaku_searcher_close(searcher);
  tansaku_index_close(index);
  return 0;
}
