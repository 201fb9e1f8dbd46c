package secant.report;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.OutputExplanation;

/**
 * What is to be told about explanations, in order, as data: a title and sections. A writer turns it into text, a page or
 * JSON. Immutable.
 */
public final class Report {

    private static final int ROWS_SHOWN = 3;

    private final String title;
    private final List<ReportSection> sections;

    private Report(String title, List<ReportSection> sections) {
        this.title = title;
        this.sections = List.copyOf(sections);
    }

    /**
     * Starts an empty report.
     *
     * @param title any text
     * @return a builder
     */
    public static Builder builder(String title) {
        return new Builder(title);
    }

    /**
     * Reports one row, text or picture: a waterfall for every output, after the marked text if it is one, then the card.
     *
     * @param explanation the row's explanation
     * @return the report
     */
    public static Report of(Explanation explanation) {
        Builder report = builder(explanation.method() + " explanation of one " + subject(explanation));
        for (OutputExplanation output : explanation.outputs()) {
            addText(report, explanation, output.output());
            report.add(new ReportSection.Waterfall(explanation, output.output()));
        }
        return report.add(ReportSection.Card.of(explanation)).build();
    }

    /**
     * Reports one output for one row, text or picture: a waterfall, after the marked text if it is one, then the card.
     *
     * @param explanation the row's explanation
     * @param output the output's name
     * @return the report
     * @throws IllegalArgumentException if the model has no such output
     */
    public static Report of(Explanation explanation, String output) {
        Builder report = builder(explanation.method() + " explanation of " + output);
        addText(report, explanation, output);
        return report.add(new ReportSection.Waterfall(explanation, output))
                .add(ReportSection.Card.of(explanation))
                .build();
    }

    /** What was explained, in a word. */
    static String subject(Explanation explanation) {
        if (explanation.text().isPresent()) {
            return "text";
        }
        return explanation.image().isPresent() ? "picture" : "row";
    }

    private static void addText(Builder report, Explanation explanation, String output) {
        if (explanation.text().isPresent()) {
            report.add(new ReportSection.Text(explanation, output));
        }
    }

    /**
     * Reports one output over many rows: importance, beeswarm, a waterfall of each of the first {@value #ROWS_SHOWN}
     * rows, the rows that failed, and the card. Without a single explanation the failures are all there is to tell.
     *
     * @param explanations the rows' explanations
     * @param output the output's name
     * @return the report
     * @throws IllegalArgumentException if the model has no such output
     */
    public static Report of(Explanations explanations, String output) {
        if (explanations.size() == 0) {
            return withoutExplanation(explanations, output);
        }
        Builder report = builder(explanations.get(0).method() + " explanations of " + output)
                .add(ReportSection.Importance.of(explanations, output))
                .add(new ReportSection.Beeswarm(explanations, output));
        for (int i = 0; i < Math.min(ROWS_SHOWN, explanations.size()); i++) {
            report.add(new ReportSection.Waterfall(
                    "Row " + explanations.rowOf(i), explanations.get(i), output, ReportSection.SHOWN));
        }
        if (!explanations.failures().isEmpty()) {
            report.add(ReportSection.Failures.of(explanations));
        }
        return report.add(ReportSection.Card.of(explanations)).build();
    }

    private static Report withoutExplanation(Explanations none, String output) {
        Builder report = builder("Explanations of " + output).add(ReportSection.Failures.of(none));
        if (!none.warnings().isEmpty()) {
            report.add(new ReportSection.Card("How this went", List.of(), none.warnings()));
        }
        return report.build();
    }

    /** {@return the title, any text} */
    public String title() {
        return title;
    }

    /** {@return the sections in reading order} */
    public List<ReportSection> sections() {
        return sections;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Report that && title.equals(that.title) && sections.equals(that.sections);
    }

    @Override
    public int hashCode() {
        return 31 * title.hashCode() + sections.hashCode();
    }

    /** {@return the number of sections, without what they say} */
    @Override
    public String toString() {
        return "Report of " + sections.size() + " sections";
    }

    /** Collects sections. */
    public static final class Builder {

        private final String title;
        private final List<ReportSection> sections = new ArrayList<>();

        private Builder(String title) {
            this.title = requireNonNull(title, "title");
        }

        /**
         * Adds a section after the others.
         *
         * @param section the section
         * @return this
         */
        public Builder add(ReportSection section) {
            sections.add(requireNonNull(section, "section"));
            return this;
        }

        /** {@return the report as it stands} */
        public Report build() {
            return new Report(title, sections);
        }
    }
}
