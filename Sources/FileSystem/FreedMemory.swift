internal import CSystem

/// Memory that the program has freed and that the allocator keeps for later.
package enum FreedMemory {
  /// Keeps all of it, and takes more in large pieces: otherwise Glibc asks the system for every
  /// few pages of a thread, two thousand times for ten thousand articles. To be called before
  /// there are other threads.
  package static func keep() { digest_keep_memory() }

  /// Gives it back to the system. What was freed in large pieces has gone back already; small
  /// ones stay, and what comes next in large pieces would lie beside them.
  package static func giveBack() { digest_give_back_memory() }
}
