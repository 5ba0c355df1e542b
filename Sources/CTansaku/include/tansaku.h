// Tansaku, a full-text search engine for many languages and scripts: its door for C and for whatever
// can call C. Link with the library TansakuC (-lTansakuC).
//
// Text that goes in is UTF-8 with a 0 behind it; what comes out is JSON in UTF-8, of the same form as
// the command line prints with `--format json`.
//
// Errors. A function that returns a pointer returns NULL when it fails; one that returns a number, a
// negative one. `tansaku_last_error` then says why. NULL handles, NULL texts and bytes that are not
// UTF-8 are such errors; a handle that was closed must not be used again.
//
// Threads. An index and a searcher may be used by any number of threads at once; an update by one
// thread at a time, which need not always be the same. A handle may be closed when no call is using it;
// it does not matter which handles are closed first. The last error is that of the calling thread.
//
// Processes. One update at a time, in whatever process; any number of readers, which it does not
// disturb: a searcher sees the commit that it was opened on.
//
// Fork. An update belongs to the process that began it. In a child process that was forked meanwhile
// `tansaku_update_add`, `_delete` and `_commit` fail with the code `locked`, and `_rollback` frees the
// child's memory and nothing else, so that the parent's update goes on undisturbed. A child may use an
// index handle that it inherited. It may use a searcher that it inherited if no other thread of the
// parent was using that searcher at the moment of the fork; else let it open its own. If a parent dies in
// the middle of an update, its lock ends when the children that were forked meanwhile have ended or
// have become another program.
#ifndef TANSAKU_H
#define TANSAKU_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// An index in a folder.
typedef struct tansaku_index tansaku_index;
/// A view of an index as of one commit; it never changes.
typedef struct tansaku_searcher tansaku_searcher;
/// Changes to an index that happen all at once or not at all.
typedef struct tansaku_update tansaku_update;

/// The version of the engine: `0.4.0`. Not to be freed.
const char *tansaku_version(void);

/// Why the last call on this thread failed; NULL where it did not. An object with `code` (`corrupt`,
/// `locked`, `badArgument`, …), `message` (a sentence that says what to do), and where these are known
/// `cause`, `file` and `offset` (in bytes of the file; with the code `badQuery` in Unicode scalars of the
/// query). Valid until the next call on this thread; not to be freed.
const char *tansaku_last_error(void);

/// Frees a text that a function returned. NULL is fine.
void tansaku_free(char *text);

// MARK: An index

/// Opens the index in the folder `path`. Where there is none, one is made if `create` is not 0.
tansaku_index *tansaku_index_open(const char *path, int32_t create);

/// Closes an index. Searchers and updates that were opened on it live on. NULL is fine.
void tansaku_index_close(tansaku_index *index);

// MARK: Changes

/// Begins an update; fails with the code `locked` while another one goes on, in whatever process.
/// End it with `tansaku_update_commit` or `tansaku_update_rollback`.
tansaku_update *tansaku_update_begin(tansaku_index *index);

/// Adds a document, in place of the one with the same id if there is one. `json` is one object as in a
/// line of JSON Lines: `id`, and what there is of `title`, `text` (or `body`), `language`, `kind`,
/// `date`, `city`, `work`, `source`, `path`; other keys are kept as attributes. Returns 0. After an
/// error with the code `badDocument` the update can go on without that document.
int32_t tansaku_update_add(tansaku_update *update, const char *json);

/// Deletes the document with this id. Returns 1, or 0 where there is none.
int32_t tansaku_update_delete(tansaku_update *update, const char *id);

/// Makes the changes durable and then, in one step, visible. Returns 0; when it fails, the last commit
/// is as it was. It fails with the code `locked` if another writer has committed since the update began,
/// and in a forked process. The handle is gone in either case.
int32_t tansaku_update_commit(tansaku_update *update);

/// Undoes the changes. The handle is gone. NULL is fine.
void tansaku_update_rollback(tansaku_update *update);

// MARK: Searches

/// Opens a view of the last commit. Costs little, whatever the size of the index.
tansaku_searcher *tansaku_searcher_open(tansaku_index *index);

/// Closes a searcher. NULL is fine.
void tansaku_searcher_close(tansaku_searcher *searcher);

/// How many documents there are.
int64_t tansaku_document_count(tansaku_searcher *searcher);

/// Searches for what a person typed. Returns JSON Lines: an object with `"type":"hit"` for each hit,
/// best first, one with `"type":"facet"` for each facet, then one with `"type":"summary"`. To be freed
/// by `tansaku_free`.
///
/// `options` is NULL or a JSON object of these, all of which may be left out:
///   `limit`    the most hits to return, 10
///   `skip`     how many of the best to leave out, 0
///   `level`    `exact`, `width`, `variant`, `meaning` or `sound`: how freely a text may be written
///              to match, `meaning`
///   `where`    facts that a document must have: `{"kind": "declaration", "language": ["ja", "ko"]}`
///   `sort`     `score`, `date`, `title` or a fact of the documents to sort by, `-date` the other way
///              round; `score`. Sorted by anything else hits have the score 0, and those without it
///              come last
///   `locale`   the language whose order titles are sorted in, by its BCP 47 tag; with `sort` by title
///   `group`    a fact: documents with the same value are one hit, with the others as its `group`
///   `facets`   facts by whose values all matches are counted: `["kind", "year"]`
///   `offsets`  whether each hit tells every match in its texts as `matches`, false
///   `explain`  whether each hit tells why it matches, false
///   `cite`     whether the summary tells what was searched, so that it can be cited, false
///   `strict`   whether a query with a fault in it is refused with the code `badQuery` and the `offset`
///              of the fault rather than searched as text, false
/// A fact to sort, group or count by that no document has is an error with the code `badArgument`.
char *tansaku_search(tansaku_searcher *searcher, const char *query, const char *options);

/// How many documents match, with the options `level`, `where` and `strict`; the others of a search
/// change nothing.
int64_t tansaku_count(tansaku_searcher *searcher, const char *query, const char *options);

/// What a person may have meant by a misspelt query, with the options `level` and `where`. Returns a
/// line of JSON, an object with `"type":"suggestion"`; the empty text where there is nothing to suggest.
/// To be freed by `tansaku_free`.
char *tansaku_suggest(tansaku_searcher *searcher, const char *query, const char *options);

/// What a text that is being typed may become. Returns JSON Lines: an object with `"type":"completion"`
/// for each, best first; the empty text where there is none. The first call on a searcher reads the
/// index for it. To be freed by `tansaku_free`.
///
/// `options` is NULL or a JSON object of these:
///   `limit`    the most completions to return, 10; never more than 100
char *tansaku_complete(tansaku_searcher *searcher, const char *prefix, const char *options);

/// The documents that are most like one of the index, its language versions first. Returns JSON Lines as
/// a search does; fails with the code `badArgument` where there is no document with this id. To be freed
/// by `tansaku_free`.
///
/// `options` is NULL or a JSON object of these:
///   `limit`       the most hits to return, 10
///   `where`       facts that a document must have, as for a search
///   `otherWorks`  whether to leave out documents of the same work, false
char *tansaku_similar(tansaku_searcher *searcher, const char *id, const char *options);

/// The documents that are most like a text, which need be none of the index; with the options `limit` and
/// `where` of `tansaku_similar`. To be freed by `tansaku_free`.
char *tansaku_similar_to_text(tansaku_searcher *searcher, const char *text, const char *options);

/// Every occurrence of a query in its context. Returns JSON Lines: an object with `"type":"line"` for
/// each, then one with `"type":"summary"`. Memory is taken for all lines at once, so set a limit where
/// there may be many. To be freed by `tansaku_free`.
///
/// `options` is NULL or a JSON object of these:
///   `limit`    the most lines to return; all unless given
///   `width`    how many columns of a terminal to return of each side, 36
///   `sort`     `left` or `right`: by what stands there; `document`, as they come
///   `locale`   the language whose order counts for `left` and `right`, by its BCP 47 tag
///   `level`, `where`, `strict`  as for a search
char *tansaku_concordance(tansaku_searcher *searcher, const char *query, const char *options);

/// Proves on the texts themselves that the index misses nothing: looks for random substrings of them in
/// the index and by reading all texts, which may take minutes. Returns JSON Lines: an object with
/// `"type":"fault"` for the first difference if there is one, then one with `"type":"summary"`, whose
/// `sound` is true where there is none. To be freed by `tansaku_free`.
///
/// `options` is NULL or a JSON object of these:
///   `samples`  how many random substrings to look for, 1000
///   `seed`     a number that decides which are drawn; unless given they are others every time
///   `terms`    what else to look for: `["京都", "要都市"]`
///   `cities`   how many cities that the texts name to look for by all their names, 0
char *tansaku_audit(tansaku_searcher *searcher, const char *options);

/// The document with this id as one JSON object, with the same keys as it was given by (its text as
/// `text`); NULL with the code `notFound` where there is none. To be freed by `tansaku_free`.
char *tansaku_document(tansaku_searcher *searcher, const char *id);

#ifdef __cplusplus
}
#endif

#endif
