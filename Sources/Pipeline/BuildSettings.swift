internal import Addresses
internal import Diagnostics
internal import Language
internal import Publishing
internal import Site
internal import Topics

/// What a person asks a build for.
package struct BuildSettings: Sendable {
  /// The folder of the site.
  package var source = "."
  /// Where the site goes; below the source folder if nobody says so.
  package var output: String?
  /// Instead of the one in `content/site.yml`.
  package var baseURL: String?
  package var includesDrafts = false
  package var includesFuture = false
  /// When the build takes place: RFC 3339, or a day.
  package var now: String
  /// Threads; as many as there are processors if `nil`.
  package var jobs: Int?
  /// Whether warnings fail the build.
  package var isStrict = false
  package var isQuiet = false
  package var isVerbose = false
  /// Whether to show where the time went.
  package var showsTimings = false
  /// Whether to wait for another build instead of giving up.
  package var waits = false
  /// Whether to stop short of publishing.
  package var isRehearsal = false
  /// Whether to build twice and compare, instead of publishing.
  package var checksReproducibility = false

  /// What tells this build of the program from any other.
  package var program: String
  /// The person's home folder, which is never an output.
  package var home: String?

  /// - Parameter now: The time, from the environment or the clock: nothing here asks for it.
  package init(now: String, home: String?, program: String) {
    self.now = now
    self.home = home
    self.program = program
  }

  package var outputFolder: String {
    output ?? (source == "." ? "public" : source + "/public")
  }
}

extension BuildSettings {
  /// Where a build publishes, and what it must not touch.
  var publication: PublicationSettings {
    var publication = PublicationSettings(
      source: source, output: outputFolder, inputs: ["content", "Templates"], home: home)
    publication.waits = waits
    return publication
  }

  /// Stands for all that an article is made from beside its own file, and for the output
  /// whose pages are remembered.
  func cacheVersion(_ inputs: SiteInputs) -> UInt64 {
    var bytes = Array("\(program)\n\(baseURL ?? "")\n\(outputFolder)\n".utf8)
    bytes += inputs.settings.source.bytes + [0] + inputs.tagger.taxonomy.source.bytes
    return ContentHash(of: bytes).value
  }
}

/// The version that `digest --version` and the pages name.
package let version = SiteSettings.version

/// Seconds since 1970 as RFC 3339 in UTC.
package func timestamp(_ epochSeconds: Int) -> String? {
  Instant(epochSeconds: epochSeconds, zone: .utc)?.rfc3339
}
