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
      " \"language\": \"ja\", \"kind\": \"declaration\", \"date\": \"2006-04\", \"work\": \"taipei\", \"theme\": \"水\"}") == 0);
  EXPECT(tansaku_update_add(update,
      "{\"id\": \"en\", \"title\": \"Taipei Declaration\", \"language\": \"en\", \"work\": \"taipei\"}") == 0);
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
      "\"kind\":\"declaration\",\"language\":\"ja\",\"date\":\"2006-04\",\"work\":\"taipei\",\"theme\":\"水\"}") == 0);
  tansaku_free(document);
  EXPECT(!tansaku_document(searcher, "none") && failed("notFound"));
}

static void arrange(tansaku_searcher *searcher) {
  // Of two, the one with a date comes first in both directions.
  EXPECT(finds(searcher, "Taipei", "{\"sort\":\"date\",\"limit\":1}", "\"id\":\"ja\",\"score\":0.0,"));
  EXPECT(finds(searcher, "Taipei", "{\"sort\":\"-date\",\"skip\":1}", "\"rank\":2,\"id\":\"en\""));
  EXPECT(finds(searcher, "Taipei", "{\"sort\":\"title\",\"limit\":1}", "\"id\":\"en\""));
  EXPECT(finds(searcher, "Taipei", "{\"locale\":\"ja\",\"sort\":\"-title\",\"limit\":1}", "\"id\":\"ja\""));
  EXPECT(finds(searcher, "Taipei", "{\"sort\":\"theme\",\"limit\":1,\"locale\":null}", "\"id\":\"ja\""));
  EXPECT(finds(searcher, "台北", "{\"sort\":\"score\",\"group\":\"work\"}",
      "\"group\":{\"value\":\"taipei\",\"count\":2,\"languages\":["));
  EXPECT(finds(searcher, "台北", "{\"group\":\"work\",\"limit\":0}", "{\"type\":\"summary\",\"total\":1,"));
  EXPECT(finds(searcher, "Taipei", "{\"limit\":0,\"facets\":[\"language\",\"year\"]}",
      "{\"type\":\"facet\",\"name\":\"language\",\"values\":"
      "[{\"value\":\"en\",\"count\":1},{\"value\":\"ja\",\"count\":1}]}\n"
      "{\"type\":\"facet\",\"name\":\"year\",\"values\":[{\"value\":\"2006\",\"count\":1}]}\n"
      "{\"type\":\"summary\",\"total\":2,"));
  EXPECT(finds(searcher, "宣言", "{\"offsets\":true,\"level\":\"exact\"}",
      "\"matches\":[{\"field\":\"title\",\"line\":1,\"column\":3,\"bytes\":[6,6],\"scalars\":[2,2],"));
  // A fault in a query is text, unless the options are strict.
  EXPECT(finds(searcher, "Taipei AND", NULL, "\"total\":"));
  EXPECT(!tansaku_search(searcher, "Taipei AND", "{\"strict\":true}") && failed("badQuery"));
  EXPECT(strstr(tansaku_last_error(), "\"offset\":7"));
  EXPECT(tansaku_count(searcher, "(Taipei", "{\"strict\":true}") < 0 && failed("badQuery"));
  EXPECT(tansaku_count(searcher, "(Taipei", "{\"strict\":false}") == 2);
  EXPECT(tansaku_count(searcher, "台北 AND Taipei", "{\"strict\":true}") == 2);
}

typedef char *(*question)(tansaku_searcher *, const char *, const char *);

/// Whether a function that takes a text and options returns a text that begins so; the empty one where
/// that is empty.
static int answers(
    question ask, tansaku_searcher *searcher, const char *text, const char *options, const char *start) {
  char *lines = ask(searcher, text, options);
  int does = lines && (*start ? strncmp(lines, start, strlen(start)) == 0 : !*lines);
  const char *error = tansaku_last_error();
  if (!does) fprintf(stderr, "%s: %s\n", text, lines ? lines : error ? error : "no error");
  tansaku_free(lines);
  return does;
}

static char *audit(tansaku_searcher *searcher, const char *text, const char *options) {
  (void)text;
  return tansaku_audit(searcher, options);
}

/// What can be asked besides searching.
static void ask(tansaku_searcher *searcher) {
  EXPECT(answers(tansaku_suggest, searcher, "Taipie declaraton", NULL,
      "{\"type\":\"suggestion\",\"query\":\"Taipei declaration\",\"documents\":2,"
      "\"changes\":[{\"typed\":\"Taipie\","));
  EXPECT(answers(tansaku_suggest, searcher, "Taipie", "{\"where\":{\"language\":\"ja\"}}",
      "{\"type\":\"suggestion\",\"query\":\"Taipei\",\"documents\":1,"));
  EXPECT(answers(tansaku_suggest, searcher, "Taipei", "{\"level\":\"meaning\"}", ""));
  EXPECT(answers(tansaku_complete, searcher, "tai", NULL,
      "{\"type\":\"completion\",\"prefix\":\"tai\",\"text\":\"Taipei"));
  EXPECT(answers(tansaku_complete, searcher, "tai", "{\"limit\":0}", ""));
  EXPECT(answers(tansaku_complete, searcher, "zzz", "{\"limit\":9223372036854775807}", ""));
  EXPECT(answers(tansaku_similar, searcher, "ja", NULL, "{\"type\":\"hit\",\"rank\":1,\"id\":\"en\""));
  EXPECT(answers(tansaku_similar, searcher, "ja", "{\"otherWorks\":true}",
      "{\"type\":\"summary\",\"total\":0,"));
  EXPECT(!tansaku_similar(searcher, "none", NULL) && failed("badArgument"));
  EXPECT(answers(tansaku_similar_to_text, searcher, "The declaration of Taipei", "{\"limit\":1}",
      "{\"type\":\"hit\",\"rank\":1,\"id\":\"en\""));
  EXPECT(answers(tansaku_similar_to_text, searcher, "Taipei", "{\"where\":{\"language\":\"ja\"}}",
      "{\"type\":\"hit\",\"rank\":1,\"id\":\"ja\""));
  EXPECT(answers(tansaku_concordance, searcher, "総会", NULL,
      "{\"type\":\"line\",\"id\":\"ja\",\"title\":\"台北宣言\",\"field\":\"body\",\"left\":\"第5回\","
      "\"match\":\"総会\",\"right\":\"（台北）で採択された。\",\"line\":1,\"column\":4,\"bytes\":[7,6],"));
  EXPECT(answers(tansaku_concordance, searcher, "Taipei",
      "{\"sort\":\"right\",\"locale\":\"ja\",\"limit\":1,\"width\":2,"
      "\"where\":{\"kind\":\"declaration\"}}",
      "{\"type\":\"line\",\"id\":\"ja\",\"title\":\"台北宣言\",\"field\":\"body\",\"left\":\"（\","
      "\"match\":\"台北\",\"right\":\"）\","));
  EXPECT(answers(tansaku_concordance, searcher, "Taipei", "{\"limit\":0,\"sort\":\"left\",\"level\":\"sound\"}",
      "{\"type\":\"summary\",\"lines\":0,\"documents\":2}\n"));
  EXPECT(!tansaku_concordance(searcher, "(a", "{\"strict\":true}") && failed("badQuery"));
  EXPECT(answers(audit, searcher, "", "{\"samples\":20,\"seed\":3,\"terms\":[\"京都\",\"…\"],\"cities\":1}",
      "{\"type\":\"summary\",\"sound\":true,\"seed\":3,\"samples\":20,\"scripts\":{"));
  EXPECT(answers(audit, searcher, "", "{\"samples\":9223372036854775807,\"cities\":9223372036854775807}",
      "{\"type\":\"summary\",\"sound\":true,\"seed\":"));
  EXPECT(answers(audit, searcher, "", NULL, "{\"type\":\"summary\",\"sound\":true,\"seed\":"));
}

/// Options that each of these refuses.
static void refusals(tansaku_searcher *searcher) {
  const struct {
    question ask;
    const char *options[12];
  } questions[] = {
      {tansaku_suggest, {"{\"limit\":1}", "{\"level\":\"none\"}", "{\"where\":1}", "[]"}},
      {tansaku_complete, {"{\"limit\":-1}", "{\"level\":\"exact\"}", "{"}},
      {tansaku_similar, {"{\"skip\":1}", "{\"otherWorks\":1}", "{\"limit\":\"1\"}", "\xFF"}},
      {tansaku_similar_to_text, {"{\"otherWorks\":true}", "{\"limit\":-1}", "1"}},
      {tansaku_concordance, {"{\"width\":65537}", "{\"width\":-1}", "{\"sort\":\"up\"}", "{\"sort\":1}",
          "{\"locale\":\"ja\"}", "{\"sort\":\"left\",\"locale\":\"ja JP\"}", "{\"limit\":1e3}", "{\"strict\":\"true\"}", "{\"skip\":1}"}},
      {audit, {"{\"samples\":-1}", "{\"seed\":-1}", "{\"terms\":1}", "{\"terms\":[1]}",
          "{\"cities\":\"all\"}", "{\"limit\":1}"}},
  };
  for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
    question ask = questions[i].ask;
    EXPECT(!ask(NULL, "ja", NULL) && failed("badArgument"));
    if (ask != audit) {
      EXPECT(!ask(searcher, NULL, NULL) && failed("badArgument"));
      EXPECT(!ask(searcher, "\xE5\x8F", NULL) && failed("badArgument"));
    }
    for (const char *const *options = questions[i].options; *options; options++) {
      int is_refused = !ask(searcher, "ja", *options) && failed("badArgument");
      if (!is_refused) fprintf(stderr, "%s\n", *options);
      EXPECT(is_refused);
    }
  }
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
      "{\"limit\":1", "{\"level\":\"\xFF\"}",
      "{\"sort\":1}", "{\"sort\":\"\"}", "{\"sort\":\"-\"}", "{\"sort\":\"-score\"}",
      "{\"locale\":\"ja\"}", "{\"locale\":\"ja\",\"sort\":\"date\"}", "{\"group\":[]}",
      "{\"facets\":{}}", "{\"facets\":[1]}", "{\"facets\":[\"kind\",[]]}", "{\"offsets\":\"\"}", "{\"strict\":1}"};
  for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
    int is_refused = !tansaku_search(searcher, "a", options[i]) && failed("badArgument")
        && tansaku_count(searcher, "a", options[i]) < 0;
    if (!is_refused) fprintf(stderr, "%s\n", options[i]);
    EXPECT(is_refused);
  }
  // Facts that no document has, and a locale that is none.
  EXPECT(!tansaku_search(searcher, "Taipei", "{\"sort\":\"length\"}") && failed("badArgument"));
  EXPECT(!tansaku_search(searcher, "Taipei", "{\"group\":\"length\"}") && failed("badArgument"));
  EXPECT(!tansaku_search(searcher, "Taipei", "{\"facets\":\"length\"}") && failed("badArgument"));
  EXPECT(!tansaku_search(searcher, "Taipei", "{\"sort\":\"title\",\"locale\":\"ja JP\"}")
      && failed("badArgument"));
  char *query = malloc(20001);
  memset(query, 'a', 20000);
  query[20000] = 0;
  EXPECT(!tansaku_search(searcher, query, NULL) && failed("badArgument"));
  EXPECT(!tansaku_search(searcher, query, "{\"strict\":true}") && failed("badQuery"));
  EXPECT(answers(tansaku_suggest, searcher, query, NULL, ""));
  EXPECT(answers(tansaku_complete, searcher, query, NULL, ""));
  EXPECT(!tansaku_concordance(searcher, query, NULL) && failed("badArgument"));
  EXPECT(answers(tansaku_similar_to_text, searcher, query, NULL, "{\"type\":\"summary\",\"total\":0,"));
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
  arrange(old);
  ask(old);
  refusals(old);
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
