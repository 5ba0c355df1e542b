// The names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CTansaku
import Tansaku
import TansakuReading

/// What a `tansaku_index` is.
private final class IndexBox {
  let index: SearchIndex
  init(_ index: SearchIndex) { self.index = index }
}

/// What a `tansaku_update` is.
private final class UpdateBox {
  let update: OpenUpdate
  let parser: JSONParser

  init(of index: SearchIndex) throws {
    parser = try JSONParser()
    update = try OpenUpdate(of: index)
  }
}

/// What a `tansaku_searcher` is.
final class SearcherBox {
  let searcher: Searcher
  init(_ searcher: Searcher) { self.searcher = searcher }
}

/// Opens or makes an index.
@c @implementation
public func tansaku_index_open(
  _ path: UnsafePointer<CChar>?, _ create: Int32
) -> OpaquePointer? {
  withLastError(nil) {
    let path = try Arguments.text(path, "path")
    return Arguments.handle(
      IndexBox(
        create != 0 ? try SearchIndex(at: path) : try SearchIndex(existingAt: path)))
  }
}

/// Closes an index.
@c @implementation
public func tansaku_index_close(_ index: OpaquePointer?) {
  Arguments.release(index, as: IndexBox.self)
}

/// Begins an update.
@c @implementation
public func tansaku_update_begin(_ index: OpaquePointer?) -> OpaquePointer? {
  withLastError(nil) {
    let box = try Arguments.object(index, "index", as: IndexBox.self)
    return Arguments.handle(try UpdateBox(of: box.index))
  }
}

/// Adds a document to an update.
@c @implementation
public func tansaku_update_add(
  _ update: OpaquePointer?, _ json: UnsafePointer<CChar>?
) -> Int32 {
  withLastError(-1) {
    let box = try Arguments.object(update, "update", as: UpdateBox.self)
    let document = try Document(json: Arguments.bytes(json, "document"), box.parser)
    try box.update.writer.add(document)
    return 0
  }
}

/// Deletes a document in an update.
@c @implementation
public func tansaku_update_delete(
  _ update: OpaquePointer?, _ id: UnsafePointer<CChar>?
) -> Int32 {
  withLastError(-1) {
    let box = try Arguments.object(update, "update", as: UpdateBox.self)
    return try box.update.writer.delete(id: Arguments.text(id, "id")) ? 1 : 0
  }
}

/// Ends an update and makes it visible.
@c @implementation
public func tansaku_update_commit(_ update: OpaquePointer?) -> Int32 {
  withLastError(-1) {
    defer { Arguments.release(update, as: UpdateBox.self) }
    try Arguments.object(update, "update", as: UpdateBox.self).update.commit()
    return 0
  }
}

/// Undoes an update.
@c @implementation
public func tansaku_update_rollback(_ update: OpaquePointer?) {
  // What is let go of without a commit is undone.
  Arguments.release(update, as: UpdateBox.self)
}

/// Opens a view of the last commit.
@c @implementation
public func tansaku_searcher_open(_ index: OpaquePointer?) -> OpaquePointer? {
  withLastError(nil) {
    let box = try Arguments.object(index, "index", as: IndexBox.self)
    return Arguments.handle(SearcherBox(try box.index.searcher()))
  }
}

/// Closes a searcher.
@c @implementation
public func tansaku_searcher_close(_ searcher: OpaquePointer?) {
  Arguments.release(searcher, as: SearcherBox.self)
}
