package secant.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws decisions: a line a row from the average answer at the bottom, player by player, to the answer at the top, coloured
 * by the answer. Each line moves sideways beside a player's name by what that player adds.
 */
final class DecisionPicture implements Picture {

    private static final double TOP = 12;
    private static final double PITCH = 30;
    private static final double BOTTOM = 46;

    private final ReportSection.Decision section;
    private final AttributionTable table;
    private final int[] players;
    private final NumberFormat numbers;
    private final PointColours colours;

    DecisionPicture(ReportSection.Decision section) {
        this.section = section;
        this.table = AttributionTable.of(section.explanations(), section.output());
        this.players = table.shown(section.options());
        this.numbers = section.options().numbers();
        double[] predictions = new double[table.rows()];
        for (int row = 0; row < predictions.length; row++) {
            predictions[row] = table.prediction(row);
        }
        this.colours = PointColours.byValue(predictions);
    }

    private int others() {
        return table.players() - players.length;
    }

    private int steps() {
        return players.length + (others() > 0 ? 1 : 0);
    }

    /** What the i-th step from the bottom adds: those not shown together, then the least important of those shown. */
    private double step(int row, int step) {
        int rank = steps() - 1 - step;
        return rank < players.length ? table.value(row, players[rank]) : table.rest(row, players);
    }

    private PlayerLabel label(int step) {
        int rank = steps() - 1 - step;
        return rank < players.length
                ? table.label(players[rank])
                : PlayerLabel.of(others() + (others() == 1 ? " other player" : " other players"));
    }

    @Override
    public String summary() {
        return "A line a row (" + RowNoun.count(table.rows())
                + "): from the average answer at the bottom it moves by what each player adds, "
                + (section.options().isRanked() ? "the most important last, " : "")
                + "to the answer at the top. Colours are the answer from low to high.";
    }

    @Override
    public DataTable table() {
        List<List<String>> rows = new ArrayList<>();
        double[] at = new double[table.rows()];
        for (int row = 0; row < at.length; row++) {
            at[row] = table.baseValue(row);
        }
        rows.add(line("Average answer", at));
        for (int step = 0; step < steps(); step++) {
            for (int row = 0; row < at.length; row++) {
                at[row] += step(row, step);
            }
            rows.add(line(label(step).name(), at));
        }
        return new DataTable(List.of("After", "Lowest", "Median", "Highest"), rows, 1);
    }

    private List<String> line(String name, double[] at) {
        double[] sorted = at.clone();
        Arrays.sort(sorted);
        return List.of(
                name,
                numbers.level(sorted[0]),
                numbers.level(Density.quantile(sorted, 0.5)),
                numbers.level(sorted[sorted.length - 1]));
    }

    @Override
    public void write(TextPage page) {
        page.prose(LinkedScale.axis(section.output(), table.link())
                + ". Where the rows' answers stand after each player, from the average answer on.");
        page.line("");
        page.table(table());
    }

    @Override
    public String draw(Canvas canvas) {
        Frame frame = canvas.frame();
        boolean probability = canvas.showsProbability(table.link());
        double key = TOP + 2;
        double top = key + 20 + (probability ? Frame.PROBABILITIES : 0);
        double pitch = PITCH + (frame.labelsAbove() ? 4 : 0);
        double bottom = top + pitch * steps() + 6;
        Svg svg = canvas.picture(bottom + BOTTOM, section.title(), summary());
        Scale scale = scale(frame);
        frame.answerAxis(svg, canvas, new Answers(section.output(), table.link(), numbers), scale, "", top, bottom);
        if (probability) {
            frame.probabilities(svg, scale, top);
        }
        answerKey(svg, frame, key);
        double base = scale.at(table.baseValue(0));
        svg.line(Ink.GUIDE, base, top, base, bottom, "stroke-dasharray", "3 3");
        lines(svg, scale, bottom, pitch);
        for (int step = 0; step < steps(); step++) {
            double y = bottom - (step + 0.5) * pitch;
            if (frame.labelsAbove()) {
                // There is no room beside the lines: labels stand on them, set off by a halo.
                svg.group(Ink.HALO, "paint-order", "stroke", "stroke-width", "4", "stroke-linejoin", "round");
                frame.label(svg, label(step), y + 9, 0);
                svg.close();
            } else {
                frame.label(svg, label(step), y, 0);
            }
        }
        return svg.end();
    }

    private static void answerKey(Svg svg, Frame frame, double y) {
        BeeswarmPicture.lowToHigh(svg, frame.plotLeft(), y, "f(x) low");
    }

    private Scale scale(Frame frame) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < table.rows(); row++) {
            double at = table.baseValue(row);
            low = Math.min(low, at);
            high = Math.max(high, at);
            for (int step = 0; step < steps(); step++) {
                at += step(row, step);
                low = Math.min(low, at);
                high = Math.max(high, at);
            }
        }
        return Scale.around(Scale.finite(low), Scale.finite(high), frame.plotLeft() + 2, frame.plotRight() - 2)
                .in(numbers);
    }

    private void lines(Svg svg, Scale scale, double bottom, double pitch) {
        int rows = table.rows();
        String opacity = rows <= 30 ? "0.9" : rows <= 200 ? "0.6" : "0.35";
        String width = rows <= 30 ? "1.8" : rows <= 200 ? "1.2" : "0.9";
        svg.open("g", "class", "lines", "fill", "none", "stroke-opacity", opacity, "stroke-width", width);
        for (int colour = 0; colour < Ink.LOW_TO_HIGH.size(); colour++) {
            boolean open = false;
            for (int row = 0; row < rows; row++) {
                if (colours.ofRow(row) == colour) {
                    if (!open) {
                        svg.open("g", "stroke", Ink.LOW_TO_HIGH.get(colour));
                        open = true;
                    }
                    svg.open("path", "data-row", Integer.toString(row), "d", data(row, scale, bottom, pitch));
                    svg.close();
                }
            }
            if (open) {
                svg.close();
            }
        }
        svg.close();
    }

    /** A line that is level with each player's name where it moves, and upright between them. */
    private String data(int row, Scale scale, double bottom, double pitch) {
        StringBuilder data = new StringBuilder();
        double at = table.baseValue(row);
        Svg.coordinate(data.append('M'), scale.clamped(at));
        Svg.coordinate(data.append(' '), bottom);
        for (int step = 0; step < steps(); step++) {
            at += step(row, step);
            Svg.coordinate(data.append('L'), scale.clamped(Scale.finite(at)));
            Svg.coordinate(data.append(' '), bottom - (step + 1) * pitch);
        }
        return data.toString();
    }
}
