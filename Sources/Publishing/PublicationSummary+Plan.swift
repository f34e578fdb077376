extension PublicationSummary {
  /// What carrying out a plan would do.
  package init(of plan: PublicationPlan) {
    self.init(
      written: plan.writtenCount, unchanged: plan.unchangedCount, removed: plan.removed.count)
  }
}
