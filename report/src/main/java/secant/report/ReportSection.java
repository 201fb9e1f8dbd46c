package secant.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import secant.data.TextSpans;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.GlobalImportance;

/** One part of a report: what is to be shown, not how. Names, titles and messages may be any text. */
public sealed interface ReportSection {

    /** How many players a picture shows unless told otherwise; the figure of the shap package. */
    int SHOWN = 10;

    /** {@return the heading} */
    String title();

    /**
     * Prose.
     *
     * @param title the heading
     * @param text the text; line breaks stay
     */
    record Paragraph(String title, String text) implements ReportSection {

        public Paragraph {
            requireNonNull(title, "title");
            requireNonNull(text, "text");
        }
    }

    /**
     * How one output for one row comes about: from the base value, player by player, to the prediction. The players that
     * are not shown are one step together.
     *
     * @param title the heading
     * @param explanation the row's explanation
     * @param output the output's name
     * @param shown how many players to show by themselves, 1 or more; those of the largest magnitude
     */
    record Waterfall(String title, Explanation explanation, String output, int shown) implements ReportSection {

        public Waterfall {
            requireNonNull(title, "title");
            checkShown(shown);
            explanation.output(output);
        }

        /**
         * Shows {@value ReportSection#SHOWN} players, under the output's name.
         *
         * @param explanation the row's explanation
         * @param output the output's name
         */
        public Waterfall(Explanation explanation, String output) {
            this("Why " + output, explanation, output, SHOWN);
        }
    }

    /**
     * How much each player matters to one output over many rows, with 95 % intervals (± 1.96 standard errors).
     *
     * @param title the heading
     * @param importance the players' importance
     * @param link the name of the link on whose scale it is, as in {@link secant.explanation.Provenance#link}
     * @param shown how many players to show, 1 or more
     */
    record Importance(String title, GlobalImportance importance, String link, int shown) implements ReportSection {

        public Importance {
            requireNonNull(title, "title");
            requireNonNull(importance, "importance");
            requireNonNull(link, "link");
            checkShown(shown);
        }

        /**
         * Shows {@value ReportSection#SHOWN} players.
         *
         * @param explanations the rows' explanations, at least one
         * @param output the output's name
         * @return the section
         * @throws IllegalArgumentException if there is no explanation or no such output
         */
        public static Importance of(Explanations explanations, String output) {
            GlobalImportance importance = explanations.globalImportance(output);
            return new Importance(
                    "What matters most",
                    importance,
                    explanations.get(0).provenance().link(),
                    SHOWN);
        }
    }

    /**
     * Every row's attributions to one output as points, one line of them a player, coloured by the player's value.
     *
     * @param title the heading
     * @param explanations the rows' explanations, at least one
     * @param output the output's name
     * @param shown how many players to show, 1 or more; the most important ones
     */
    record Beeswarm(String title, Explanations explanations, String output, int shown) implements ReportSection {

        public Beeswarm {
            requireNonNull(title, "title");
            checkShown(shown);
            if (explanations.size() == 0) {
                throw new IllegalArgumentException("a beeswarm needs at least 1 explanation but there are 0; "
                        + explanations.failures().size() + " rows failed");
            }
            explanations.get(0).output(output);
        }

        /**
         * Shows {@value ReportSection#SHOWN} players.
         *
         * @param explanations the rows' explanations, at least one
         * @param output the output's name
         */
        public Beeswarm(Explanations explanations, String output) {
            this("How values push the answer", explanations, output, SHOWN);
        }
    }

    /**
     * A card of facts: what made the explanations, from what, and how far they can be trusted.
     *
     * @param title the heading
     * @param entries the facts in reading order
     * @param warnings sentences that the reader must not miss
     */
    record Card(String title, List<Entry> entries, List<String> warnings) implements ReportSection {

        /**
         * One fact.
         *
         * @param name what it is
         * @param value how it stands
         */
        public record Entry(String name, String value) {

            public Entry {
                requireNonNull(name, "name");
                requireNonNull(value, "value");
            }
        }

        public Card {
            requireNonNull(title, "title");
            entries = List.copyOf(entries);
            warnings = List.copyOf(warnings);
        }

        /**
         * Tells where one explanation comes from.
         *
         * @param explanation the explanation
         * @return the card
         */
        public static Card of(Explanation explanation) {
            return CardFacts.card(List.of(explanation), List.of());
        }

        /**
         * Tells where explanations come from; costs are summed and errors are the largest.
         *
         * @param explanations the explanations, at least one
         * @return the card
         * @throws IllegalArgumentException if there is no explanation
         */
        public static Card of(Explanations explanations) {
            if (explanations.size() == 0) {
                throw new IllegalArgumentException("a card needs at least 1 explanation but there are 0; "
                        + explanations.failures().size() + " rows failed");
            }
            return CardFacts.card(explanations.all(), explanations.warnings());
        }
    }

    /**
     * The rows that have no explanation, and why.
     *
     * @param title the heading
     * @param explained how many rows have one
     * @param rows the others, in row order
     */
    record Failures(String title, int explained, List<FailedRow> rows) implements ReportSection {

        /**
         * One row that failed.
         *
         * @param row the row's index in the table that was to be explained
         * @param message why
         */
        public record FailedRow(int row, String message) {

            public FailedRow {
                requireNonNull(message, "message");
            }
        }

        public Failures {
            requireNonNull(title, "title");
            rows = List.copyOf(rows);
        }

        /**
         * Lists the failures among explanations.
         *
         * @param explanations the explanations
         * @return the section
         */
        public static Failures of(Explanations explanations) {
            List<FailedRow> rows = explanations.failures().stream()
                    .map(failure -> new FailedRow(failure.row(), messageOf(failure.cause())))
                    .toList();
            return new Failures("Rows without an explanation", explanations.size(), rows);
        }

        private static String messageOf(RuntimeException cause) {
            String message = cause.getMessage();
            return message == null || message.isBlank() ? cause.getClass().getName() : message;
        }
    }

    /**
     * A text that was explained, with its tokens marked by what they do to one output.
     *
     * @param title the heading
     * @param explanation an explanation that carries a text
     * @param output the output's name
     * @param shown how many players to mark where there are no colours, 1 or more; those of the largest magnitude
     */
    record Text(String title, Explanation explanation, String output, int shown) implements ReportSection {

        public Text {
            requireNonNull(title, "title");
            checkShown(shown);
            explanation.output(output);
            spansOf(explanation);
        }

        /**
         * Marks the text under the output's name.
         *
         * @param explanation an explanation that carries a text
         * @param output the output's name
         */
        public Text(Explanation explanation, String output) {
            this("Where it says " + output, explanation, output, SHOWN);
        }

        /** {@return the text and where its players stand} */
        TextSpans spans() {
            return spansOf(explanation);
        }

        private static TextSpans spansOf(Explanation explanation) {
            return explanation
                    .text()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a marked text needs the explanation of a text but it is the " + explanation));
        }
    }

    /**
     * A few rows that show together what matters, and how much of it: what a submodular pick chose.
     *
     * @param title the heading
     * @param rows the picked rows, in the order in which they were picked
     */
    record Picks(String title, List<PickedRow> rows) implements ReportSection {

        /**
         * One row that was picked.
         *
         * @param row the row's index in the table that was explained
         * @param gain how much importance it adds to what the rows before it cover, as a share of all, from 0 to 1
         * @param coverage how much is covered with it, as a share of all, from 0 to 1
         */
        public record PickedRow(int row, double gain, double coverage) {

            public PickedRow {
                if (!(gain >= 0 && gain <= 1 && coverage >= 0 && coverage <= 1)) {
                    throw new IllegalArgumentException("gain and coverage of row " + row
                            + " must be shares from 0 to 1 but are " + gain + " and " + coverage);
                }
            }
        }

        public Picks {
            requireNonNull(title, "title");
            rows = List.copyOf(rows);
        }

        /**
         * Lists picked rows.
         *
         * @param rows the picked rows, in the order in which they were picked
         */
        public Picks(List<PickedRow> rows) {
            this("Rows that show what matters", rows);
        }

        /** What the rows are, in words. */
        String summary() {
            if (rows.isEmpty()) {
                return "No row was picked.";
            }
            return "Each row adds the most to the importance that those before it cover; together they cover "
                    + percent(rows.get(rows.size() - 1).coverage()) + ".";
        }

        static String percent(double share) {
            return String.format(Locale.ROOT, "%.1f %%", 100 * share);
        }
    }

    private static void checkShown(int shown) {
        if (shown < 1) {
            throw new IllegalArgumentException("players shown must be 1 or more but is " + shown);
        }
    }
}
