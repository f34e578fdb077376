extension PublicationSummary {
  /// What carrying out a plan would do.
  package init(of plan: PublicationPlan) {
    let unchanged = plan.unchangedCount
    self.init(
      written: plan.files.count - unchanged, unchanged: unchanged, removed: plan.removed.count)
  }
}
