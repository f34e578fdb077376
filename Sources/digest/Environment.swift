internal import Glibc
internal import Pipeline

/// The only place where the program asks what is around it: variables and the clock.
enum Environment {
  static subscript(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// `SOURCE_DATE_EPOCH`, if somebody wants the same bytes again, else the clock's time.
  ///
  /// A number that is none stays as it is: it is no time, and a build will say so.
  static var now: String {
    guard let fixed = Self["SOURCE_DATE_EPOCH"] else { return timestamp(time(nil)) ?? "" }
    return Int(fixed).flatMap(timestamp) ?? "SOURCE_DATE_EPOCH=\(fixed)"
  }
}

extension Environment {
  /// What tells this build of the program from any other: where its file is, and since when.
  static var program: String {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return version }
    return
      "\(version) \(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }
}
