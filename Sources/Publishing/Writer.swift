package import Addresses
internal import FileSystem

/// Takes the files of one worker.
///
/// Each worker has its own, with a number of its own; they share nothing that changes.
/// Nothing a writer does is seen in the output.
package struct Writer: ~Copyable {
  /// What a writer has done, for `Publication.plan`.
  package struct Work: Sendable {
    var files: [PublishedFile]
    /// Files of the last publication that stay as they stand, by their index in its manifest.
    var kept: [Int]
  }

  private let publication: Publication
  private let number: UInt32
  private var files: [PublishedFile] = []
  private var kept: [Int] = []
  private var stagedCount: UInt32 = 0
  /// The folder of the tree that was made last.
  private var lastFolder: String?
  private var buffer: [UInt8] = []
  private var path: [UInt8] = []

  init(_ publication: Publication, number: UInt32) {
    self.publication = publication
    self.number = number
  }

  /// Takes a file of the site.
  ///
  /// A file the output already has, byte for byte, is left as it is.
  ///
  /// - Parameter origin: A number that stands for all it was made from, for `keep` in the next
  ///   build; 0 if there is none.
  /// - Throws: `.interrupted`, or the system call that failed.
  package mutating func write(
    _ path: SitePath, _ bytes: [UInt8], as kind: FileKind, madeFrom origin: UInt64 = 0
  ) throws(PublishingError) {
    if Interruption.isRequested { throw .interrupted }
    do throws(SystemError) {
      var file = PublishedFile(
        path: path, kind: kind, hash: ContentHash(of: bytes), origin: origin)
      if publication.isFirst {
        file.stamp = try stageInTree(path.text, bytes)
        file.staged = StagedName(writer: number, number: 0)
        file.target = .absent
      } else {
        try compareOrStage(&file, bytes)
      }
      files.append(file)
    } catch {
      throw .system(error)
    }
  }

  /// Keeps a page of the last publication as it stands, without knowing its content.
  ///
  /// - Parameters:
  ///   - address: See `SitePath.init(ofPage:)`.
  ///   - origin: What it would be made from now.
  ///   - untouched: Of this publication.
  /// - Returns: `false` if digest did not publish that file, made it from something else, or
  ///   someone has touched it since: then it must be written.
  package mutating func keep(
    page address: String, madeFrom origin: UInt64, of untouched: UntouchedFiles
  ) -> Bool {
    SitePath.write(pathOfPage: address, to: &path)
    guard origin != 0,
      let index = publication.places.place(of: path.span.extracting(droppingFirst: 1)),
      untouched.contains(index), publication.stamps[index]?.origin == origin
    else { return false }
    kept.append(index)
    return true
  }

  package consuming func finish() -> Work { Work(files: files, kept: kept) }

  private mutating func stageInTree(
    _ path: String, _ bytes: [UInt8]
  ) throws(SystemError) -> FileStamp {
    let path = "\(Stage.tree)/\(path)"
    if let parent = path.splitPath.parent, parent != lastFolder {
      try publication.stage.createFolders(parent)
      lastFolder = parent
    }
    return FileStamp(try publication.stage.createUnguarded(path, holding: bytes))
  }

  private mutating func compareOrStage(
    _ file: inout PublishedFile, _ bytes: [UInt8]
  ) throws(SystemError) {
    file.known = publication.places.place(of: file.path.text)
    if let stamp = try publication.examine(&file, bytes, &buffer) {
      file.stamp = stamp
      return
    }
    if stagedCount == 0 {
      try publication.stage.createDirectory("\(Stage.files)/\(number)")
    }
    let name = StagedName(writer: number, number: stagedCount)
    let staged = Step.put(name, file.hash, file.path).staged(number: 0)
    try publication.stage.createUnguarded(staged, holding: bytes)
    stagedCount += 1
    file.staged = name
  }
}

extension Publication {
  /// Finds out what is at the path of a file, in as few calls as will do.
  ///
  /// - Returns: The stamp of the file there if it holds these very bytes.
  fileprivate func examine(
    _ file: inout PublishedFile, _ bytes: [UInt8], _ buffer: inout [UInt8]
  ) throws(SystemError) -> FileStamp? {
    let path = file.path.text
    if let known = file.known, manifest.entries[known].hash != file.hash,
      try output.status(of: path)?.kind == .file
    {
      file.target = .ours
      return nil
    }
    do throws(SystemError) {
      if let status = try output.status(of: path, ifHolding: bytes, using: &buffer) {
        return FileStamp(status)
      }
      file.target = file.known == nil ? .foreign : .ours
    } catch {
      file.target = try target(of: file, refusedWith: error)
    }
    return nil
  }

  /// What is at a path at which there is no file that could be read and compared.
  private func target(
    of file: PublishedFile, refusedWith error: SystemError
  ) throws(SystemError) -> PublishedFile.Target {
    let path = file.path.text
    let replaceable: PublishedFile.Target = file.known == nil ? .foreign : .ours
    switch error.code {
    case SystemError.absent: return .absent
    case SystemError.tooLarge: return replaceable
    case SystemError.isBehindAFile: return .blocked
    case SystemError.isBehindALink:
      // The link may be the file itself: ours has been replaced by one, and is put back.
      do throws(SystemError) {
        let folder = try output.folder(of: path)
        return try folder?.status(of: path.splitPath.leaf) == nil ? .blocked : replaceable
      } catch {
        return .blocked
      }
    case SystemError.notAFile:
      return try output.status(of: path)?.kind == .directory ? .folder : replaceable
    default: throw error
    }
  }
}

extension Directory {
  /// Makes a folder of the stage; mostly the one above it is there already.
  fileprivate func createFolders(_ path: String) throws(SystemError) {
    do throws(SystemError) {
      try createDirectory(path)
    } catch {
      guard error.code == SystemError.absent, let parent = path.splitPath.parent else {
        throw error
      }
      try createFolders(parent)
      try createDirectory(path)
    }
  }
}
