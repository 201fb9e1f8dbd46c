package secant.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws many rows' forces: a column a row, with what raises the answer below the prediction and what lowers it above, the
 * most important players next to it.
 */
final class StackedForcePicture implements Picture {

    private static final double TOP = 8;
    private static final double HEIGHT = 240;
    private static final double BELOW = 34;

    private final ReportSection.StackedForce section;
    private final AttributionTable table;
    private final int[] players;
    private final NumberFormat numbers;
    private final int[] order;

    StackedForcePicture(ReportSection.StackedForce section) {
        this.section = section;
        this.table = AttributionTable.of(section.explanations(), section.output());
        this.players = table.shown(section.options());
        this.numbers = section.options().numbers();
        this.order = table.rows(section.order());
    }

    private int others() {
        return table.players() - players.length;
    }

    /** The attribution of the i-th layer: a player, or at last those not shown together. */
    private double layer(int row, int layer) {
        return layer < players.length ? table.value(row, players[layer]) : table.rest(row, players);
    }

    private Answers answers() {
        return new Answers(section.output(), table.link(), numbers);
    }

    private int layers() {
        return players.length + (others() > 0 ? 1 : 0);
    }

    private PlayerLabel label(int layer) {
        return layer < players.length
                ? table.label(players[layer])
                : PlayerLabel.of(others() + (others() == 1 ? " other player" : " other players"));
    }

    @Override
    public String summary() {
        return "A column a row (" + RowNoun.count(table.rows()) + ", " + RowNoun.order(section.order())
                + "). The line is the answer, the dashed one the average answer; what raises the answer is stacked below "
                + "the line and what lowers it above, "
                + (section.options().isRanked() ? "the most important players" : "the first players of the key")
                + " next to the line.";
    }

    @Override
    public DataTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (int layer = 0; layer < layers(); layer++) {
            int raised = 0;
            int lowered = 0;
            double size = 0;
            for (int row = 0; row < table.rows(); row++) {
                double value = layer(row, layer);
                raised += value > 0 ? 1 : 0;
                lowered += value < 0 ? 1 : 0;
                size += Math.abs(value) / table.rows();
            }
            rows.add(
                    List.of(label(layer).name(), String.valueOf(raised), String.valueOf(lowered), numbers.of(size, 0)));
        }
        return new DataTable(List.of("Player", "Rows raised", "Rows lowered", "Mean |attribution|"), rows, 1);
    }

    @Override
    public void write(TextPage page) {
        page.prose(LinkedScale.axis(section.output(), table.link()) + ". Rows raised and lowered, and by how much.");
        page.line("");
        page.table(table());
    }

    @Override
    public String draw(Canvas canvas) {
        return new Drawing(canvas).draw();
    }

    /** One drawing of the stack. */
    private final class Drawing {

        private final Canvas canvas;
        private final Upright axis;
        private final Key key;
        private final Svg svg;
        private final double left;
        private final double right;
        private final double column;

        Drawing(Canvas canvas) {
            this.canvas = canvas;
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < table.rows(); row++) {
                double up = 0;
                double down = 0;
                for (int layer = 0; layer < layers(); layer++) {
                    double value = layer(row, layer);
                    up -= Math.min(0, value);
                    down += Math.max(0, value);
                }
                low = Math.min(low, Math.min(table.prediction(row) - down, table.baseValue(row)));
                high = Math.max(high, Math.max(table.prediction(row) + up, table.baseValue(row)));
            }
            key = new Key(Frame.EDGE, canvas.width() - Frame.EDGE, Key.SHORT);
            for (int layer = 0; layer < layers(); layer++) {
                String opacity = opacity(layer);
                key.add(
                        (svg, x, y) -> {
                            svg.rect(Ink.LOWERS, x, y - 5, 10, 5, "fill-opacity", opacity);
                            svg.rect(Ink.RAISES, x, y, 10, 5, "fill-opacity", opacity);
                        },
                        label(layer).name());
            }
            double top = TOP + Upright.TITLE;
            axis = Upright.around(Scale.finite(low), Scale.finite(high), top, top + HEIGHT, numbers);
            left = Frame.EDGE + axis.room(canvas, answers());
            right = canvas.width() - Frame.EDGE - (canvas.showsProbability(table.link()) ? Probabilities.ROOM : 0);
            column = (right - left) / table.rows();
            svg = canvas.picture(axis.bottom() + BELOW + key.height() + 4, section.title(), summary());
        }

        /** Paler for players that matter less, from 1 to 0.3. */
        private String opacity(int layer) {
            double share = layers() == 1 ? 0 : (double) layer / (layers() - 1);
            return Rounded.plain(Math.round((1 - 0.7 * share) * 100) / 100.0);
        }

        String draw() {
            axis.draw(svg, canvas, answers(), left, right, "");
            if (canvas.showsProbability(table.link())) {
                Probabilities.draw(svg, axis, right);
            }
            svg.open(
                    "g",
                    "class",
                    "columns",
                    "data-rows",
                    RowNoun.list(order),
                    "transform",
                    "translate(" + Svg.coordinate(left) + " 0) scale(" + Rounded.scale(column) + " 1)",
                    "shape-rendering",
                    "crispEdges");
            columns();
            svg.close();
            line();
            double base = axis.at(table.baseValue(0));
            svg.line(Ink.GUIDE, left, base, right, base, "stroke-dasharray", "3 3");
            String text = LabelWidth.fit(
                    section.order() == ReportSection.RowOrder.GIVEN
                            ? "rows in their order"
                            : "rows, " + RowNoun.order(section.order()),
                    Frame.SMALL_FONT,
                    right - left);
            svg.label(Ink.MUTED, (left + right) / 2, axis.bottom() + 18, "middle", text, "font-size", "12");
            key.draw(svg, axis.bottom() + BELOW - 6);
            return svg.end();
        }

        private void columns() {
            double[] up = new double[table.rows()];
            double[] down = new double[table.rows()];
            for (int row = 0; row < up.length; row++) {
                up[row] = table.prediction(row);
                down[row] = table.prediction(row);
            }
            for (int layer = 0; layer < layers(); layer++) {
                StringBuilder raises = new StringBuilder();
                StringBuilder lowers = new StringBuilder();
                for (int c = 0; c < order.length; c++) {
                    int row = order[c];
                    double value = layer(row, layer);
                    double from = value > 0 ? down[row] : up[row];
                    double to = from - value;
                    if (value > 0) {
                        down[row] = to;
                    } else {
                        up[row] = to;
                    }
                    if (Math.abs(axis.at(from) - axis.at(to)) >= 0.05) {
                        StringBuilder data = value > 0 ? raises : lowers;
                        Svg.coordinate(data.append('M').append(c).append(".5 "), axis.at(from));
                        Svg.coordinate(data.append('V'), axis.at(to));
                    }
                }
                paint(Ink.RAISING, raises, layer);
                paint(Ink.LOWERING, lowers, layer);
            }
        }

        private void paint(Ink ink, StringBuilder data, int layer) {
            if (!data.isEmpty()) {
                svg.path(
                        ink,
                        data.toString(),
                        "stroke-opacity",
                        opacity(layer),
                        "data-label",
                        label(layer).name());
            }
        }

        private void line() {
            StringBuilder data = new StringBuilder();
            for (int c = 0; c < order.length; c++) {
                Svg.coordinate(data.append(c == 0 ? 'M' : 'V'), c == 0 ? left : axis.at(table.prediction(order[c])));
                if (c == 0) {
                    Svg.coordinate(data.append(' '), axis.at(table.prediction(order[c])));
                }
                Svg.coordinate(data.append('H'), left + (c + 1) * column);
            }
            svg.path(Ink.ERROR, data.toString(), "stroke-width", "1.4", "fill", "none");
        }
    }
}
