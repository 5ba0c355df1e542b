/// Documents put together by their values of a fact; one without a value stays apart.
struct DocumentGroups {
  private let column: Column
  /// How many groups the documents make, each without a value counting as one.
  let count: Int

  /// The groups of some documents.
  init(_ column: Column, of matches: MatchingDocuments) {
    self.column = column
    var isSeen = [Bool](repeating: false, count: column.values.count + 1)
    var count = 0
    for (number, documents) in matches.segments.enumerated() {
      let ordinals = column.segments[number]
      documents.forEach { document in
        let ordinal = ordinals[document]
        if ordinal == 0 || !isSeen[ordinal] { count += 1 }
        isSeen[ordinal] = true
      }
    }
    self.count = count
  }

  /// The number of a document's group; nil for a document without a value.
  func group(of place: DocumentPlace) -> Int? {
    let ordinal = column.segments[place.segment][place.document]
    return ordinal > 0 ? ordinal : nil
  }

  /// The value that the documents of a group have in common.
  func value(ofGroup group: Int) -> String? { column.value(group) }

  /// Calls `body` with the document of each group that comes first.
  func forEachLeader(
    of matches: MatchingDocuments, by keys: SortKeys, _ body: (DocumentPlace) -> Void
  ) {
    var leaders = [DocumentPlace?](repeating: nil, count: column.values.count + 1)
    matches.forEach { place in
      guard let group = group(of: place) else { return body(place) }
      if let leader = leaders[group], !keys.precedes(place, leader) { return }
      leaders[group] = place
    }
    for case let leader? in leaders { body(leader) }
  }
}

extension DocumentGroups {
  /// The groups that some documents lead, in the order of these.
  ///
  /// - Throws: `StorageError` where the index is damaged.
  func hitGroups(
    led leaders: [DocumentPlace], of matches: MatchingDocuments, in snapshot: Snapshot
  ) throws -> [HitGroup] {
    var numbers: [Int: Int] = [:]
    for (number, leader) in leaders.enumerated() {
      if let group = group(of: leader) { numbers[group] = number }
    }
    let languages = try snapshot.column(.fact("language"))
    var members = leaders.map { [$0] }
    var counts = [Int](repeating: 0, count: leaders.count)
    var tags: [Set<Int>] = leaders.map { [languages.segments[$0.segment][$0.document]] }
    if !numbers.isEmpty {
      matches.forEach { place in
        guard let group = group(of: place), let number = numbers[group] else { return }
        counts[number] += 1
        tags[number].insert(languages.segments[place.segment][place.document])
        if place != leaders[number], members[number].count < HitGroup.mostMembers {
          members[number].append(place)
        }
      }
    }
    let heads = try snapshot.heads(of: members.joined())
    return leaders.indices.map { number in
      HitGroup(
        value: group(of: leaders[number]).flatMap { value(ofGroup: $0) },
        count: max(1, counts[number]),
        members: members[number].map { place in
          guard let head = heads[place] else {
            preconditionFailure("The heads of all members were read")
          }
          return HitGroup.Member(
            id: head.id,
            language: languages.value(languages.segments[place.segment][place.document])
              .map(Language.init(rawValue:)),
            title: head.title)
        },
        languages: tags[number].sorted().compactMap { languages.value($0) }
          .map(Language.init(rawValue:)))
    }
  }

}

extension Snapshot {
  /// The ids and titles of some documents.
  fileprivate func heads(
    of places: some Sequence<DocumentPlace>
  ) throws -> [DocumentPlace: StoredHead] {
    var heads: [DocumentPlace: StoredHead] = [:]
    for (number, places) in Dictionary(grouping: places, by: \.segment) {
      try segments[number].stored.forEachHead(of: places.map(\.document).sorted()) {
        heads[DocumentPlace(segment: number, document: $0)] = $1
      }
    }
    return heads
  }
}
