package secant.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import secant.data.SegmentedImage;
import secant.data.TextSpans;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.GlobalImportance;

/** One part of a report: what is to be shown, not how. Names, titles and messages may be any text. */
public sealed interface ReportSection {

    /** How many players a picture shows unless told otherwise; the figure of the shap package. */
    int SHOWN = 10;

    /** {@return the heading} */
    String title();

    /** {@return how the picture looks, the defaults for a section without one} */
    default PictureOptions options() {
        return PictureOptions.DEFAULT;
    }

    /** {@return whether the section has a picture: all but paragraphs, cards and failures have one} */
    default boolean isPicture() {
        return !(this instanceof Paragraph || this instanceof Card || this instanceof Failures);
    }

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
     * @param options how it looks
     */
    record Waterfall(String title, Explanation explanation, String output, PictureOptions options)
            implements ReportSection {

        public Waterfall {
            requireNonNull(title, "title");
            requireNonNull(options, "options");
            explanation.output(output);
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param explanation the row's explanation
         * @param output the output's name
         * @param shown how many players to show by themselves, 1 or more; those of the largest magnitude
         */
        public Waterfall(String title, Explanation explanation, String output, int shown) {
            this(title, explanation, output, PictureOptions.DEFAULT.withShown(shown));
        }

        /**
         * Shows {@value ReportSection#SHOWN} players, under the output's name.
         *
         * @param explanation the row's explanation
         * @param output the output's name
         */
        public Waterfall(Explanation explanation, String output) {
            this("Why " + output, explanation, output, PictureOptions.DEFAULT);
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Waterfall with(PictureOptions options) {
            return new Waterfall(title, explanation, output, options);
        }
    }

    /**
     * How much each player matters to one output over many rows, with 95 % intervals (± 1.96 standard errors).
     *
     * @param title the heading
     * @param importance the players' importance
     * @param link the name of the link on whose scale it is, as in {@link secant.explanation.Provenance#link}
     * @param options how it looks
     */
    record Importance(String title, GlobalImportance importance, String link, PictureOptions options)
            implements ReportSection {

        public Importance {
            requireNonNull(title, "title");
            requireNonNull(importance, "importance");
            requireNonNull(link, "link");
            requireNonNull(options, "options");
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param importance the players' importance
         * @param link the name of the link on whose scale it is, as in {@link secant.explanation.Provenance#link}
         * @param shown how many players to show, 1 or more
         */
        public Importance(String title, GlobalImportance importance, String link, int shown) {
            this(title, importance, link, PictureOptions.DEFAULT.withShown(shown));
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
                    PictureOptions.DEFAULT);
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Importance with(PictureOptions options) {
            return new Importance(title, importance, link, options);
        }
    }

    /**
     * Every row's attributions to one output as points, one line of them a player, coloured by the player's value.
     *
     * @param title the heading
     * @param explanations the rows' explanations, at least one
     * @param output the output's name
     * @param options how it looks
     */
    record Beeswarm(String title, Explanations explanations, String output, PictureOptions options)
            implements ReportSection {

        public Beeswarm {
            requireNonNull(title, "title");
            requireNonNull(options, "options");
            checkRows("a beeswarm", explanations, output);
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param explanations the rows' explanations, at least one
         * @param output the output's name
         * @param shown how many players to show, 1 or more; the most important ones
         */
        public Beeswarm(String title, Explanations explanations, String output, int shown) {
            this(title, explanations, output, PictureOptions.DEFAULT.withShown(shown));
        }

        /**
         * Shows {@value ReportSection#SHOWN} players.
         *
         * @param explanations the rows' explanations, at least one
         * @param output the output's name
         */
        public Beeswarm(Explanations explanations, String output) {
            this("How values push the answer", explanations, output, PictureOptions.DEFAULT);
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Beeswarm with(PictureOptions options) {
            return new Beeswarm(title, explanations, output, options);
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
     * @param options how it looks
     */
    record Text(String title, Explanation explanation, String output, PictureOptions options) implements ReportSection {

        public Text {
            requireNonNull(title, "title");
            requireNonNull(options, "options");
            explanation.output(output);
            spansOf(explanation);
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param explanation an explanation that carries a text
         * @param output the output's name
         * @param shown how many players to mark where there are no colours, 1 or more; those of the largest magnitude
         */
        public Text(String title, Explanation explanation, String output, int shown) {
            this(title, explanation, output, PictureOptions.DEFAULT.withShown(shown));
        }

        /**
         * Marks the text under the output's name.
         *
         * @param explanation an explanation that carries a text
         * @param output the output's name
         */
        public Text(Explanation explanation, String output) {
            this("Where it says " + output, explanation, output, PictureOptions.DEFAULT);
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

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Text with(PictureOptions options) {
            return new Text(title, explanation, output, options);
        }
    }

    /**
     * A few rows that show together what matters, and how much of it: what a submodular pick chose.
     *
     * @param title the heading
     * @param rows the picked rows, in the order in which they were picked
     * @param options how it looks
     */
    record Picks(String title, List<PickedRow> rows, PictureOptions options) implements ReportSection {

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
            requireNonNull(options, "options");
            rows = List.copyOf(rows);
        }

        /**
         * Looks as pictures do by default.
         *
         * @param title the heading
         * @param rows the picked rows, in the order in which they were picked
         */
        public Picks(String title, List<PickedRow> rows) {
            this(title, rows, PictureOptions.DEFAULT);
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

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Picks with(PictureOptions options) {
            return new Picks(title, rows, options);
        }
    }

    /** The order of rows from left to right. */
    enum RowOrder {
        /** Rows with like attributions beside each other: the leaves of their hierarchical clustering. */
        SIMILARITY,

        /** From the smallest prediction to the largest. */
        PREDICTION,

        /** As the explanations are in. */
        GIVEN
    }

    /**
     * How one output for one row comes about, in one line: what raises the answer pushes it from the left, what lowers it
     * from the right, and they meet at the prediction.
     *
     * @param title the heading
     * @param explanation the row's explanation; its attributions must add up
     * @param output the output's name
     * @param options how it looks
     */
    record Force(String title, Explanation explanation, String output, PictureOptions options)
            implements ReportSection {

        public Force {
            requireNonNull(title, "title");
            requireNonNull(options, "options");
            checkAdds("a force picture", explanation);
            explanation.output(output);
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param explanation the row's explanation; its attributions must add up
         * @param output the output's name
         * @param shown how many players to label, 1 or more; those of the largest magnitude
         */
        public Force(String title, Explanation explanation, String output, int shown) {
            this(title, explanation, output, PictureOptions.DEFAULT.withShown(shown));
        }

        /**
         * Labels {@value ReportSection#SHOWN} players.
         *
         * @param explanation the row's explanation
         * @param output the output's name
         */
        public Force(Explanation explanation, String output) {
            this("What pushes " + output, explanation, output, PictureOptions.DEFAULT);
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Force with(PictureOptions options) {
            return new Force(title, explanation, output, options);
        }
    }

    /**
     * Many rows' forces beside each other: a column a row, stacked from the prediction.
     *
     * @param title the heading
     * @param explanations the rows' explanations, at least one; their attributions must add up
     * @param output the output's name
     * @param options how it looks
     * @param order the order of the columns
     */
    record StackedForce(String title, Explanations explanations, String output, PictureOptions options, RowOrder order)
            implements ReportSection {

        public StackedForce {
            requireNonNull(title, "title");
            requireNonNull(order, "order");
            requireNonNull(options, "options");
            checkRows("a stacked force picture", explanations, output);
            checkAdds("a stacked force picture", explanations.get(0));
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param explanations the rows' explanations, at least one; their attributions must add up
         * @param output the output's name
         * @param shown how many players to stack by themselves, 1 or more; the most important ones
         * @param order the order of the columns
         */
        public StackedForce(String title, Explanations explanations, String output, int shown, RowOrder order) {
            this(title, explanations, output, PictureOptions.DEFAULT.withShown(shown), order);
        }

        /**
         * Stacks {@value ReportSection#SHOWN} players of rows in the order of their predictions.
         *
         * @param explanations the rows' explanations, at least one
         * @param output the output's name
         */
        public StackedForce(Explanations explanations, String output) {
            this("What pushes each row", explanations, output, PictureOptions.DEFAULT, RowOrder.PREDICTION);
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public StackedForce with(PictureOptions options) {
            return new StackedForce(title, explanations, output, options, order);
        }
    }

    /**
     * One row's attributions or coefficients as bars from 0, with the conditions that they are of: LIME's picture.
     *
     * @param title the heading
     * @param explanation the row's explanation
     * @param output the output's name
     * @param options how it looks
     */
    record Bars(String title, Explanation explanation, String output, PictureOptions options) implements ReportSection {

        public Bars {
            requireNonNull(title, "title");
            requireNonNull(options, "options");
            explanation.output(output);
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param explanation the row's explanation
         * @param output the output's name
         * @param shown how many players to show, 1 or more; those of the largest magnitude
         */
        public Bars(String title, Explanation explanation, String output, int shown) {
            this(title, explanation, output, PictureOptions.DEFAULT.withShown(shown));
        }

        /**
         * Shows {@value ReportSection#SHOWN} players.
         *
         * @param explanation the row's explanation
         * @param output the output's name
         */
        public Bars(Explanation explanation, String output) {
            this("What counts for " + output, explanation, output, PictureOptions.DEFAULT);
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Bars with(PictureOptions options) {
            return new Bars(title, explanation, output, options);
        }
    }

    /**
     * A picture that was explained, with its segments tinted by what they do to one output.
     *
     * @param title the heading
     * @param explanation an explanation that carries a picture
     * @param output the output's name
     * @param options how it looks
     */
    record Image(String title, Explanation explanation, String output, PictureOptions options)
            implements ReportSection {

        public Image {
            requireNonNull(title, "title");
            requireNonNull(options, "options");
            explanation.output(output);
            imageOf(explanation);
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param explanation an explanation that carries a picture
         * @param output the output's name
         * @param shown how many segments to outline, 1 or more; those of the largest magnitude
         */
        public Image(String title, Explanation explanation, String output, int shown) {
            this(title, explanation, output, PictureOptions.DEFAULT.withShown(shown));
        }

        /**
         * Outlines {@value ReportSection#SHOWN} segments.
         *
         * @param explanation an explanation that carries a picture
         * @param output the output's name
         */
        public Image(Explanation explanation, String output) {
            this("Where it sees " + output, explanation, output, PictureOptions.DEFAULT);
        }

        /** {@return the picture and its segments} */
        SegmentedImage image() {
            return imageOf(explanation);
        }

        private static SegmentedImage imageOf(Explanation explanation) {
            return explanation
                    .image()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "an overlay needs the explanation of a picture but it is the " + explanation));
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Image with(PictureOptions options) {
            return new Image(title, explanation, output, options);
        }
    }

    /**
     * How the attributions to one output are spread over the rows: a smooth outline a player, coloured by the player's
     * mean value.
     *
     * @param title the heading
     * @param explanations the rows' explanations, at least one
     * @param output the output's name
     * @param options how it looks
     */
    record Violin(String title, Explanations explanations, String output, PictureOptions options)
            implements ReportSection {

        public Violin {
            requireNonNull(title, "title");
            requireNonNull(options, "options");
            checkRows("a violin", explanations, output);
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param explanations the rows' explanations, at least one
         * @param output the output's name
         * @param shown how many players to show, 1 or more; the most important ones
         */
        public Violin(String title, Explanations explanations, String output, int shown) {
            this(title, explanations, output, PictureOptions.DEFAULT.withShown(shown));
        }

        /**
         * Shows {@value ReportSection#SHOWN} players.
         *
         * @param explanations the rows' explanations, at least one
         * @param output the output's name
         */
        public Violin(Explanations explanations, String output) {
            this("How attributions are spread", explanations, output, PictureOptions.DEFAULT);
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Violin with(PictureOptions options) {
            return new Violin(title, explanations, output, options);
        }
    }

    /**
     * One player's attributions against its values, a point a row, over a histogram of the values.
     *
     * @param title the heading
     * @param explanations the rows' explanations, at least one
     * @param output the output's name
     * @param player the name of a player of one column
     * @param partner the player whose values colour the points, if any
     * @param options how it looks
     */
    record Dependence(
            String title,
            Explanations explanations,
            String output,
            String player,
            Optional<String> partner,
            PictureOptions options)
            implements ReportSection {

        public Dependence {
            requireNonNull(title, "title");
            requireNonNull(options, "options");
            requireNonNull(partner, "partner");
            checkRows("a dependence picture", explanations, output);
            int columns = explanations.get(0).players().columns(playerOf(explanations, player)).length;
            if (columns != 1) {
                throw new IllegalArgumentException(
                        "a dependence picture needs a player of 1 column but '" + player + "' has " + columns);
            }
            partner.ifPresent(name -> playerOf(explanations, name));
        }

        /**
         * Looks as pictures do by default.
         *
         * @param title the heading
         * @param explanations the rows' explanations, at least one
         * @param output the output's name
         * @param player the name of a player of one column
         * @param partner the player whose values colour the points, if any
         */
        public Dependence(
                String title, Explanations explanations, String output, String player, Optional<String> partner) {
            this(title, explanations, output, player, partner, PictureOptions.DEFAULT);
        }

        /**
         * Colours the points by the player that the attributions depend on the most besides their own player: that with
         * the largest mean |interaction| where the explanations carry interactions, else that whose values explain most of
         * what the player's own leave open.
         *
         * @param explanations the rows' explanations, at least one
         * @param output the output's name
         * @param player the name of a player of one column
         */
        public Dependence(Explanations explanations, String output, String player) {
            this("How " + player + " matters", explanations, output, player, partner(explanations, output, player));
        }

        private static Optional<String> partner(Explanations explanations, String output, String player) {
            checkRows("a dependence picture", explanations, output);
            return StrongestPartner.of(explanations, output, playerOf(explanations, player));
        }

        private static int playerOf(Explanations explanations, String player) {
            int index = explanations.get(0).players().names().indexOf(player);
            if (index < 0) {
                throw new IllegalArgumentException("no player is named '" + player + "'; the players are "
                        + explanations.get(0).players().names());
            }
            return index;
        }

        int playerIndex() {
            return playerOf(explanations, player);
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Dependence with(PictureOptions options) {
            return new Dependence(title, explanations, output, player, partner, options);
        }
    }

    /**
     * All attributions to one output as colours: a column a row, a line a player, with the predictions above.
     *
     * @param title the heading
     * @param explanations the rows' explanations, at least one
     * @param output the output's name
     * @param options how it looks
     * @param order the order of the columns
     */
    record Heatmap(String title, Explanations explanations, String output, PictureOptions options, RowOrder order)
            implements ReportSection {

        public Heatmap {
            requireNonNull(title, "title");
            requireNonNull(order, "order");
            requireNonNull(options, "options");
            checkRows("a heatmap", explanations, output);
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param explanations the rows' explanations, at least one
         * @param output the output's name
         * @param shown how many players to show, 1 or more; the most important ones
         * @param order the order of the columns
         */
        public Heatmap(String title, Explanations explanations, String output, int shown, RowOrder order) {
            this(title, explanations, output, PictureOptions.DEFAULT.withShown(shown), order);
        }

        /**
         * Shows {@value ReportSection#SHOWN} players, with like rows beside each other.
         *
         * @param explanations the rows' explanations, at least one
         * @param output the output's name
         */
        public Heatmap(Explanations explanations, String output) {
            this("All rows at a glance", explanations, output, PictureOptions.DEFAULT, RowOrder.SIMILARITY);
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Heatmap with(PictureOptions options) {
            return new Heatmap(title, explanations, output, options, order);
        }
    }

    /**
     * How every row's answer to one output builds up: a line a row from the base value, player by player, the most
     * important last.
     *
     * @param title the heading
     * @param explanations the rows' explanations, at least one; their attributions must add up
     * @param output the output's name
     * @param options how it looks
     */
    record Decision(String title, Explanations explanations, String output, PictureOptions options)
            implements ReportSection {

        public Decision {
            requireNonNull(title, "title");
            requireNonNull(options, "options");
            checkRows("a decision picture", explanations, output);
            checkAdds("a decision picture", explanations.get(0));
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param explanations the rows' explanations, at least one; their attributions must add up
         * @param output the output's name
         * @param shown how many players to show, 1 or more; the most important ones, after the others together
         */
        public Decision(String title, Explanations explanations, String output, int shown) {
            this(title, explanations, output, PictureOptions.DEFAULT.withShown(shown));
        }

        /**
         * Shows {@value ReportSection#SHOWN} players.
         *
         * @param explanations the rows' explanations, at least one
         * @param output the output's name
         */
        public Decision(Explanations explanations, String output) {
            this("How answers build up", explanations, output, PictureOptions.DEFAULT);
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Decision with(PictureOptions options) {
            return new Decision(title, explanations, output, options);
        }
    }

    /**
     * How much each player matters to one output in several groups of rows, side by side, with 95 % intervals.
     *
     * @param title the heading
     * @param groups the groups, 1 to {@value #MOST_GROUPS}, of the same players
     * @param output the output's name
     * @param options how it looks
     */
    record Cohorts(String title, List<Cohort> groups, String output, PictureOptions options) implements ReportSection {

        /** Colours that a reader can tell apart. */
        static final int MOST_GROUPS = 6;

        private static final int FOUND_GROUPS = 4;

        /**
         * A group of rows.
         *
         * @param name what they have in common
         * @param explanations theirs, at least one
         */
        public record Cohort(String name, Explanations explanations) {

            public Cohort {
                requireNonNull(name, "name");
                requireNonNull(explanations, "explanations");
            }
        }

        public Cohorts {
            requireNonNull(title, "title");
            requireNonNull(options, "options");
            groups = List.copyOf(groups);
            if (groups.isEmpty() || groups.size() > MOST_GROUPS) {
                throw new IllegalArgumentException("cohorts must be 1 to " + MOST_GROUPS + " but are " + groups.size());
            }
            for (Cohort group : groups) {
                checkRows("cohort '" + group.name() + "'", group.explanations(), output);
                checkSame("cohorts", groups.get(0).explanations(), group.explanations());
            }
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param groups the groups, 1 to {@value #MOST_GROUPS}, of the same players
         * @param output the output's name
         * @param shown how many players to show, 1 or more; the most important ones over all groups
         */
        public Cohorts(String title, List<Cohort> groups, String output, int shown) {
            this(title, groups, output, PictureOptions.DEFAULT.withShown(shown));
        }

        /**
         * Shows {@value ReportSection#SHOWN} players.
         *
         * @param groups the groups, 1 to 6, of the same players
         * @param output the output's name
         */
        public Cohorts(List<Cohort> groups, String output) {
            this("What matters to whom", groups, output, PictureOptions.DEFAULT);
        }

        /**
         * Finds up to 4 groups by a small regression tree of the attributions on the rows' values: each split takes away
         * as much as it can of the squared distance between rows and their group's mean attributions. No group has less
         * than a twentieth of the rows, or 5. Cost: O(rows × columns × players).
         *
         * @param explanations the rows' explanations, at least one
         * @param output the output's name
         * @return the section; with a single group where no split is possible
         */
        public static Cohorts found(Explanations explanations, String output) {
            checkRows("cohorts", explanations, output);
            return new Cohorts(CohortTree.grow(explanations, output, FOUND_GROUPS), output);
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Cohorts with(PictureOptions options) {
            return new Cohorts(title, groups, output, options);
        }
    }

    /**
     * Two sets of explanations of the same players and rows, such as of two versions of a model or by two methods: how
     * the players' ranks move, and how often signs flip.
     *
     * @param title the heading
     * @param firstName what the first ones are
     * @param first explanations, at least one
     * @param secondName what the second ones are
     * @param second explanations of the same players, with at least one row of the first ones
     * @param output the output's name in both
     * @param options how it looks
     */
    record Comparison(
            String title,
            String firstName,
            Explanations first,
            String secondName,
            Explanations second,
            String output,
            PictureOptions options)
            implements ReportSection {

        public Comparison {
            requireNonNull(title, "title");
            requireNonNull(firstName, "firstName");
            requireNonNull(secondName, "secondName");
            requireNonNull(options, "options");
            checkRows("a comparison", first, output);
            checkRows("a comparison", second, output);
            checkSame("compared explanations", first, second);
            if (Agreement.commonRows(first, second).isEmpty()) {
                throw new IllegalArgumentException(
                        "compared explanations must have at least 1 row in common but have 0");
            }
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param firstName what the first ones are
         * @param first explanations, at least one
         * @param secondName what the second ones are
         * @param second explanations of the same players, with at least one row of the first ones
         * @param output the output's name in both
         * @param shown how many players to show, 1 or more; those most important in either
         */
        public Comparison(
                String title,
                String firstName,
                Explanations first,
                String secondName,
                Explanations second,
                String output,
                int shown) {
            this(title, firstName, first, secondName, second, output, PictureOptions.DEFAULT.withShown(shown));
        }

        /**
         * Shows {@value ReportSection#SHOWN} players.
         *
         * @param firstName what the first ones are
         * @param first explanations, at least one
         * @param secondName what the second ones are
         * @param second explanations of the same players and rows
         * @param output the output's name in both
         */
        public Comparison(String firstName, Explanations first, String secondName, Explanations second, String output) {
            this(
                    firstName + " beside " + secondName,
                    firstName,
                    first,
                    secondName,
                    second,
                    output,
                    PictureOptions.DEFAULT);
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public Comparison with(PictureOptions options) {
            return new Comparison(title, firstName, first, secondName, second, output, options);
        }
    }

    /**
     * What pairs of players do to one output together, as a triangle of cells, with what each does by itself on the
     * diagonal: the values of one row, or means of magnitudes over several.
     *
     * @param title the heading
     * @param explanations the rows' explanations, at least one, each with interactions
     * @param output the output's name
     * @param options how it looks
     */
    record InteractionMatrix(String title, Explanations explanations, String output, PictureOptions options)
            implements ReportSection {

        public InteractionMatrix {
            requireNonNull(title, "title");
            requireNonNull(options, "options");
            checkRows("an interaction matrix", explanations, output);
            for (Explanation explanation : explanations) {
                if (explanation.interactions(output).isEmpty()) {
                    throw new IllegalArgumentException(
                            "an interaction matrix needs interactions but there are none in the " + explanation
                                    + "; ask an explainer of interactions");
                }
            }
        }

        /**
         * Shows so many players.
         *
         * @param title the heading
         * @param explanations the rows' explanations, at least one, each with interactions
         * @param output the output's name
         * @param shown how many players to show, 1 or more; those with the largest effects
         */
        public InteractionMatrix(String title, Explanations explanations, String output, int shown) {
            this(title, explanations, output, PictureOptions.DEFAULT.withShown(shown));
        }

        /**
         * Shows {@value ReportSection#SHOWN} players.
         *
         * @param explanations the rows' explanations, at least one, each with interactions
         * @param output the output's name
         */
        public InteractionMatrix(Explanations explanations, String output) {
            this("What players do together", explanations, output, PictureOptions.DEFAULT);
        }

        /**
         * Shows {@value ReportSection#SHOWN} players of one row.
         *
         * @param explanation the row's explanation, with interactions
         * @param output the output's name
         */
        public InteractionMatrix(Explanation explanation, String output) {
            this(Explanations.of(List.of(explanation)), output);
        }

        /**
         * Chooses how it looks.
         *
         * @param options how
         * @return this with those options
         */
        public InteractionMatrix with(PictureOptions options) {
            return new InteractionMatrix(title, explanations, output, options);
        }
    }

    private static void checkRows(String what, Explanations explanations, String output) {
        if (explanations.size() == 0) {
            throw new IllegalArgumentException(what + " needs at least 1 explanation but there are 0; "
                    + explanations.failures().size() + " rows failed");
        }
        explanations.get(0).output(output);
    }

    private static void checkAdds(String what, Explanation explanation) {
        if (explanation.fidelity() instanceof Fidelity.LocalSurrogate) {
            throw new IllegalArgumentException(what + " needs attributions that add up to the prediction but those of "
                    + explanation.method() + " are coefficients; show them as bars");
        }
    }

    private static void checkSame(String what, Explanations one, Explanations other) {
        if (!one.get(0).players().names().equals(other.get(0).players().names())) {
            throw new IllegalArgumentException(what + " must be of the same players but are of "
                    + one.get(0).players().names() + " and of "
                    + other.get(0).players().names());
        }
    }
}
