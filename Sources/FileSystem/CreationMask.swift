internal import Glibc

/// Lets everybody read what this process makes from now on, and only its user write it.
///
/// The mask belongs to the process. Published files should not depend on the shell that
/// a build was started from, and a web server must be able to read them.
package func useCommonCreationMask() {
  umask(0o022)
}
