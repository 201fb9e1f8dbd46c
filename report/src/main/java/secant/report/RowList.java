package secant.report;

import java.util.ArrayList;
import java.util.List;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.OutputExplanation;

/**
 * The rows of a page in a table, each with its answer and what does most to it; a script opens their waterfalls.
 *
 * @param lines a line a row, in the order of the explanations
 * @param rows how many rows have an explanation; more than lines where the page was told to hold fewer
 * @param answer what the answers are called
 * @param placeholder an example of a filter
 */
record RowList(List<Line> lines, int rows, String answer, String placeholder) {

    private static final int LARGEST = 3;
    private static final double LONGEST_EXAMPLE = 120; // pixels
    private static final int NAME_CELLS = 28;
    private static final char NO_BREAK_HYPHEN = '\u2011';

    /**
     * One row.
     *
     * @param index its index in the explanations
     * @param row its index in the table that was explained
     * @param answer f(x)
     * @param largest its largest attributions
     */
    record Line(int index, String row, String answer, String largest) {}

    static RowList of(Explanations explanations, String output, int most) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < Math.min(most, explanations.size()); i++) {
            Explanation explanation = explanations.get(i);
            OutputExplanation part = explanation.output(output);
            lines.add(new Line(
                    i,
                    Integer.toString(explanations.rowOf(i)),
                    Rounded.level(part.prediction()),
                    largest(explanation, part.attributions())));
        }
        String link = explanations.get(0).provenance().link();
        return new RowList(
                lines,
                explanations.size(),
                "Answer" + LinkedScale.unit(link).replace('-', NO_BREAK_HYPHEN),
                Isolates.of(example(explanations.get(0)) + "answer > 0, or any value"));
    }

    /** An example of a filter by a player that has numbers. */
    private static String example(Explanation explanation) {
        FeatureGroups players = explanation.players();
        for (int p = 0; p < players.players(); p++) {
            String name = PlayerLabel.shown(players.name(p));
            boolean number = !PlayerLabel.isGroup(players, p)
                    && players.schema().feature(players.columns(p)[0]) instanceof Feature.Numeric;
            if (number
                    && LabelWidth.of(name, Frame.FONT) < LONGEST_EXAMPLE
                    && explanation.conditions().isEmpty()) {
                return name + " > 1, ";
            }
        }
        return "";
    }

    String summary() {
        String left = lines.size() == rows ? "" : " The first " + lines.size() + " of " + rows + " rows.";
        return "Every row's answer and its " + LARGEST + " largest attributions." + left;
    }

    private static String largest(Explanation explanation, List<Attribution> attributions) {
        int[] largest = new int[Math.min(LARGEST, attributions.size())];
        int found = 0;
        for (int p = 0; p < attributions.size(); p++) {
            int at = found;
            while (at > 0 && magnitude(attributions, p) > magnitude(attributions, largest[at - 1])) {
                at--;
            }
            if (at < largest.length) {
                found = Math.min(found + 1, largest.length);
                System.arraycopy(largest, at, largest, at + 1, found - 1 - at);
                largest[at] = p;
            }
        }
        List<String> told = new ArrayList<>();
        for (int p : largest) {
            Attribution attribution = attributions.get(p);
            PlayerLabel label = PlayerLabel.of(explanation, p);
            told.add(CellWidth.fit(label.head(), NAME_CELLS) + CellWidth.fit(label.suffix(), NAME_CELLS) + " "
                    + Rounded.signed(attribution.value(), attribution.standardError()));
        }
        return Isolates.of(String.join(" · ", told));
    }

    private static double magnitude(List<Attribution> attributions, int player) {
        return Math.abs(attributions.get(player).value());
    }
}
