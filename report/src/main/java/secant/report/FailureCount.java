package secant.report;

/** How many rows failed, in words. */
final class FailureCount {

    private FailureCount() {}

    static String of(ReportSection.Failures failures) {
        int failed = failures.rows().size();
        int all = failed + failures.explained();
        if (all == 0) {
            return "There were no rows.";
        }
        return failed == 0 ? "All " + all + " rows have an explanation." : failed + " of " + all + " rows have none.";
    }
}
