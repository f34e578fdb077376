internal import Addresses
internal import FileSystem

/// What a publication has done.
package struct PublicationSummary: Equatable, Sendable {
  /// Files that are new or have new content.
  package var written: Int
  /// Files that were not touched.
  package var unchanged: Int
  package var removed: Int
}

extension Publication {
  /// Finds out what a build changes. Nothing is changed yet.
  ///
  /// - Throws: `.inTheWay` with all files that digest did not write and would have to
  ///   overwrite; `.duplicate` for two files with one path.
  package func plan(_ works: [Writer.Work]) throws(PublishingError) -> PublicationPlan {
    let plan = try PublicationPlan(works, after: manifest)
    let obstacles = try checked(try obstacles(to: plan))
    guard obstacles.isEmpty else { throw .inTheWay(obstacles) }
    return plan
  }

  /// Carries out a plan: every file changes at once and whole, in an order in which no
  /// page ever names one that is missing.
  ///
  /// - Throws: After an error the output is as it was before, in every byte, unless it
  ///   is `.system` with `isPending`: then the next build finishes the work.
  package func commit(_ plan: PublicationPlan) throws(PublishingError) -> PublicationSummary {
    do throws(PublishingError) {
      return try publish(plan)
    } catch {
      abandon()
      throw error
    }
  }

  private func publish(_ plan: PublicationPlan) throws(PublishingError) -> PublicationSummary {
    let summary = PublicationSummary(of: plan)
    let parts = plan.parts
    let finalBytes = plan.manifestBytes(of: parts)
    let isSameManifest = !isFirst && finalBytes == manifest.bytes
    if isSameManifest, summary.written == 0, summary.removed == 0 {
      try checked(try remember(plan, parts, ContentHash(of: finalBytes)))
    } else {
      var steps = isFirst ? plan.stepsForFirst() : plan.stepsForUpdate()
      do throws(SystemError) {
        if !isSameManifest {
          try stageManifests(plan, finalBytes, into: &steps)
        }
        try syncStage(plan, steps, count: summary.written)
      } catch {
        throw .system(error)
      }
      // The point of no return: what is interrupted from here on is finished.
      if Interruption.isRequested { throw .interrupted }
      try carryOut(steps) { () throws(SystemError) in
        try remember(plan, parts, ContentHash(of: finalBytes))
      }
    }
    // The site is published, whatever becomes of the stage. It is tried twice because a
    // stage in the output is better gone; the next build removes what is left then.
    do throws(SystemError) {
      try Stage.remove(state: state, output: output)
    } catch {
      try? Stage.remove(state: state, output: output)
    }
    return summary
  }

  /// Does the steps and then `finish`, or leaves the output as it was.
  private func carryOut(
    _ steps: [Step], finish: () throws(SystemError) -> Void
  ) throws(PublishingError) {
    var installation = Installation(self)
    do throws(SystemError) {
      let status = try output.status()
      let journal = Journal(
        device: status.device, inode: status.inode, stage: stagePlace, steps: steps)
      try state.replace(Journal.fileName, holding: journal.bytes, durable: settings.isDurable)
      try installation.perform(steps)
      try finish()
      try syncOutput(steps)
      try state.remove(Journal.fileName)
    } catch {
      guard installation.undo() else { throw .system(error, isPending: true) }
      do throws(SystemError) {
        try state.remove(Journal.fileName)
      } catch let second {
        throw .system(second, isPending: true)
      }
      throw .system(error)
    }
  }

  /// Puts the manifests into the stage and the steps for them where they belong.
  func stageManifests(
    _ plan: PublicationPlan, _ final: [UInt8], into steps: inout [Step]
  ) throws(SystemError) {
    try stage.create(StagedManifest.final.rawValue, holding: final)
    let finalStep = Step.manifest(.final, ContentHash(of: final))
    if isFirst {
      steps.insert(finalStep, at: 0)
      return
    }
    if let pending = plan.pendingManifest?.bytes {
      try stage.create(StagedManifest.pending.rawValue, holding: pending)
      steps.insert(.manifest(.pending, ContentHash(of: pending)), at: 0)
    }
    steps.append(finalStep)
  }

  /// Writes down how each file can be known to be untouched.
  private func remember(
    _ plan: PublicationPlan, _ parts: [PublicationPlan.Part], _ manifest: ContentHash
  ) throws(SystemError) {
    var next = StampsText(
      capacity: plan.keptCount + plan.files.count, for: manifest, in: try output.status())
    for part in parts {
      switch part {
      case .kept(let range): next.append(bytes: stamps.bytes(of: range))
      case .file(let place): next.append(try stampEntry(of: plan.files[place]))
      case .retired: next.append(nil)
      }
    }
    let bytes = next.finish()
    if stamps.bytes != bytes { try state.replace(Stamps.fileName, holding: bytes) }
  }

  /// A move changes the stamp of what is moved, but not of what lies in a folder that is.
  ///
  /// - Returns: `nil` if there is no such file.
  private func stampEntry(of file: PublishedFile) throws(SystemError) -> Stamps.Entry? {
    if let stamp = file.stamp, !isFirst || file.path.text.splitPath.parent != nil {
      return Stamps.Entry(stamp: stamp, origin: file.origin)
    }
    return try output.status(of: file.path.text).map {
      Stamps.Entry(stamp: FileStamp($0), origin: file.origin)
    }
  }
}

/// What must be on the disk before what comes next may be.
extension Publication {
  /// Up to so many files it is faster to wait for each than for the whole file system.
  private static let syncLimit = 32

  /// - Parameter count: Of the files in the stage.
  private func syncStage(
    _ plan: PublicationPlan, _ steps: [Step], count: Int
  ) throws(SystemError) {
    guard settings.isDurable else { return }
    guard count <= Self.syncLimit else { return try stage.syncFileSystem() }
    if isFirst {
      for file in plan.files where file.staged != nil {
        try stage.sync(Step.tree(file.path).staged(number: 0))
      }
    }
    for step in steps where step.hash != nil { try stage.sync(step.staged(number: 0)) }
  }

  /// The manifest was moved last, so waiting for its folder is waiting for all moves,
  /// on every file system that keeps a journal.
  private func syncOutput(_ steps: [Step]) throws(SystemError) {
    guard settings.isDurable else { return }
    if steps.count <= Self.syncLimit {
      try output.sync()
    } else {
      try output.syncFileSystem()
    }
  }
}
