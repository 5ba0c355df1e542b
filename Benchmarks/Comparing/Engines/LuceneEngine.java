import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.store.FSDirectory;

/** Lucene asked what harness.py asks the peers with a Python binding; the verbs are told there. */
final class LuceneEngine {
  private static final int LIMIT = 10;
  /** More than the other engines get, so that the compiler of the virtual machine is done. */
  private static final int UNTIMED_PASSES = 10;
  /** How many words may lie between those of {@code near}. */
  private static final int NEAR = 5;

  private record Asked(String name, String kind, String[] words) {}

  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "index" -> index(arguments[1], arguments[2]);
      case "query" ->
          query(arguments[1], arguments[2], Integer.parseInt(arguments[3]), arguments[4],
              arguments[5]);
      case "rank" -> {
        try (var reader = open(arguments[1])) {
          writeRun(arguments[3], searcher(reader), read(arguments[2]));
        }
      }
      case "cold" -> {
        try (var reader = open(arguments[1])) {
          var searcher = searcher(reader);
          var top = answer(searcher, prepare(arguments[2], arguments[3].split(" ")));
          identifiers(searcher, top).forEach(System.out::println);
        }
      }
      case "start" -> {}
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void index(String cut, String folder) throws IOException {
    var config = new IndexWriterConfig(new WhitespaceAnalyzer(255));
    config.setRAMBufferSizeMB(512);
    config.setMergeScheduler(new SerialMergeScheduler());
    try (var directory = FSDirectory.open(Path.of(folder));
        var writer = new IndexWriter(directory, config);
        BufferedReader lines = Files.newBufferedReader(Path.of(cut))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        var document = new Document();
        document.add(new StringField("id", line.substring(0, tab), Field.Store.YES));
        document.add(new TextField("body", line.substring(tab + 1), Field.Store.NO));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
      writer.commit();
    }
  }

  private static DirectoryReader open(String folder) throws IOException {
    return DirectoryReader.open(FSDirectory.open(Path.of(folder)));
  }

  private static IndexSearcher searcher(DirectoryReader reader) {
    var searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
    return searcher;
  }

  private static Query prepare(String kind, String[] words) {
    if (kind.startsWith("phrase")) return new PhraseQuery("body", words);
    if (kind.startsWith("near")) return new PhraseQuery(NEAR, "body", words);
    var first = new Term("body", words[0]);
    if (kind.startsWith("prefix")) return new PrefixQuery(first);
    if (kind.startsWith("wildcard")) return new WildcardQuery(first);
    if (kind.startsWith("fuzzy")) return new FuzzyQuery(first, 1);
    if (words.length == 1) return new TermQuery(new Term("body", words[0]));
    var query = new BooleanQuery.Builder();
    for (int place = 0; place < words.length; place++) {
      Occur occur = Occur.SHOULD;
      if (kind.startsWith("and") || kind.startsWith("not") && place == 0) occur = Occur.MUST;
      else if (kind.startsWith("not")) occur = Occur.MUST_NOT;
      query.add(new TermQuery(new Term("body", words[place])), occur);
    }
    return query.build();
  }

  /** The ten best; of the others no more are counted than finding these takes. */
  private static TopDocs answer(IndexSearcher searcher, Query query) throws IOException {
    var collector = TopScoreDocCollector.create(LIMIT, LIMIT);
    searcher.search(query, collector);
    return collector.topDocs();
  }

  private static List<String> identifiers(IndexSearcher searcher, TopDocs top)
      throws IOException {
    List<String> names = new ArrayList<>();
    for (ScoreDoc hit : top.scoreDocs) names.add(searcher.doc(hit.doc).get("id"));
    return names;
  }

  private static List<Asked> read(String queries) throws IOException {
    List<Asked> listed = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(queries))) {
      String[] parts = line.split("\t", 3);
      listed.add(new Asked(parts[0], parts[1], parts[2].split(" ")));
    }
    return listed;
  }

  private static void writeRun(String run, IndexSearcher searcher, List<Asked> listed)
      throws IOException {
    try (var out = new PrintWriter(run)) {
      for (Asked one : listed) {
        int rank = 0;
        TopDocs top = answer(searcher, prepare(one.kind, one.words));
        for (String id : identifiers(searcher, top)) {
          rank += 1;
          out.printf("%s Q0 %s %d %d Lucene%n", one.name, id, rank, -rank);
        }
      }
    }
  }

  private static void query(
      String folder, String queries, int passes, String latencies, String run)
      throws IOException {
    try (var reader = open(folder)) {
      var searcher = searcher(reader);
      List<Asked> listed = read(queries);
      for (int pass = 0; pass < UNTIMED_PASSES; pass++) {
        for (Asked one : listed) {
          identifiers(searcher, answer(searcher, prepare(one.kind, one.words)));
        }
      }
      try (var out = new PrintWriter(latencies)) {
        for (int pass = 1; pass <= passes; pass++) {
          for (Asked one : listed) {
            long start = System.nanoTime();
            Query prepared = prepare(one.kind, one.words);
            long asked = System.nanoTime();
            TopDocs top = answer(searcher, prepared);
            long answered = System.nanoTime();
            int hits = identifiers(searcher, top).size();
            long end = System.nanoTime();
            out.printf(
                "%s\t%d\t%.1f\t%d\t%.1f%n",
                one.name, pass, (end - start) / 1e3, hits, (answered - asked) / 1e3);
          }
        }
      }
      writeRun(run, searcher, listed);
      var times = new long[2000];
      for (int call = 0; call < times.length; call++) {
        long start = System.nanoTime();
        answer(searcher, new MatchNoDocsQuery());
        times[call] = System.nanoTime() - start;
      }
      Arrays.sort(times);
      System.out.printf("empty_call_us\t%.1f%n", times[times.length / 2] / 1000.0);
    }
  }
}
