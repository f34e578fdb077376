/// What a publication has to know of the site and of its output.
package struct PublicationSettings: Sendable {
  /// The folder of the site, in which `.digest` lies.
  package var source: String
  /// The folder to publish into. It is made if it is missing.
  package var output: String
  /// The folders beneath `source` that the site is made from; no output may lie in one.
  package var inputs: [String]
  /// The home folder, if there is one: no output.
  package var home: String?
  /// Whether to wait for another build instead of giving up.
  package var waits = false
  /// Whether a publication must outlive a loss of power.
  package var isDurable = true

  package init(source: String, output: String, inputs: [String], home: String?) {
    self.source = source
    self.output = output
    self.inputs = inputs
    self.home = home
  }
}
