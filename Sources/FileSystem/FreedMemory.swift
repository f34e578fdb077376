internal import CSystem

/// Memory that the program has freed and that the allocator keeps for later.
package enum FreedMemory {
  /// Gives it back to the system. What was freed in large pieces has gone back already; small
  /// ones stay, and what comes next in large pieces would lie beside them.
  package static func giveBack() { digest_give_back_memory() }
}
