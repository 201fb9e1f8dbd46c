package secant.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.GlobalImportance.Importance;

/** What a beeswarm shows: for each of the most important players, every row's attribution and colour. */
final class SwarmLines {

    /** One player's points. */
    static final class Line {

        private final PlayerLabel label;
        private final double[] values;
        private final double[] sorted;
        private final PointColours colours;

        private Line(PlayerLabel label, double[] values, PointColours colours) {
            this.label = label;
            this.values = values;
            this.sorted = values.clone();
            this.colours = colours;
            Arrays.sort(sorted);
        }

        PlayerLabel label() {
            return label;
        }

        double value(int row) {
            return values[row];
        }

        /** Every row's attribution, in row order; shared. */
        double[] values() {
            return values;
        }

        PointColours colours() {
            return colours;
        }

        /** The attribution below which a share of the rows lie. */
        double quantile(double share) {
            return Density.quantile(sorted, share);
        }

        double lowest() {
            return sorted[0];
        }

        double median() {
            int n = sorted.length;
            return sorted[(n - 1) / 2] / 2 + sorted[n / 2] / 2;
        }

        double highest() {
            return sorted[sorted.length - 1];
        }

        double mean() {
            return Arrays.stream(values).map(value -> value / values.length).sum();
        }
    }

    private final ReportSection.Beeswarm section;
    private final List<Line> lines;
    private final int others;

    private SwarmLines(ReportSection.Beeswarm section, List<Line> lines, int others) {
        this.section = section;
        this.lines = lines;
        this.others = others;
    }

    static SwarmLines of(ReportSection.Violin section) {
        return of(new ReportSection.Beeswarm(
                section.title(), section.explanations(), section.output(), section.options()));
    }

    static SwarmLines of(ReportSection.Beeswarm section) {
        Explanations explanations = section.explanations();
        List<Importance> players =
                explanations.globalImportance(section.output()).players();
        int[] ranked = IntStream.range(0, players.size())
                .boxed()
                .sorted(Comparator.comparingDouble(p -> -players.get(p).meanMagnitude()))
                .limit(section.options().shown())
                .mapToInt(p -> p)
                .toArray();
        Line[] found = new Line[players.size()];
        for (int player : ranked) {
            found[player] = line(section, player);
        }
        int[] arranged = section.options().order().arrange(ranked, p -> found[p].mean());
        List<Line> lines = IntStream.of(arranged).mapToObj(p -> found[p]).toList();
        return new SwarmLines(section, lines, players.size() - lines.size());
    }

    private static Line line(ReportSection.Beeswarm section, int player) {
        Explanations explanations = section.explanations();
        double[] values = new double[explanations.size()];
        int row = 0;
        for (Explanation explanation : explanations) {
            values[row++] = explanation
                    .output(section.output())
                    .attributions()
                    .get(player)
                    .value();
        }
        String name = explanations.get(0).players().name(player);
        return new Line(PlayerLabel.of(name), values, PointColours.of(explanations, player));
    }

    List<Line> lines() {
        return lines;
    }

    int rows() {
        return section.explanations().size();
    }

    NumberFormat numbers() {
        return section.options().numbers();
    }

    double lowest() {
        return lines.stream().mapToDouble(Line::lowest).min().orElse(0);
    }

    double highest() {
        return lines.stream().mapToDouble(Line::highest).max().orElse(0);
    }

    String axis() {
        return "attribution to "
                + LinkedScale.axis(
                        section.output(),
                        section.explanations().get(0).provenance().link());
    }

    /** Says how many players are not shown. */
    String leftOut() {
        return ImportanceBars.leftOut(others);
    }

    String summary() {
        String rest = leftOut();
        if (section.explanations().get(0).fidelity() instanceof Fidelity.LocalSurrogate) {
            return "One point a row (" + rows() + (rows() == 1 ? " row" : " rows")
                    + "): the player's coefficient in that row's local model." + rest;
        }
        return "One point a row (" + rows() + (rows() == 1 ? " row" : " rows")
                + "): how far the player's value moved the answer for that row." + rest;
    }
}
