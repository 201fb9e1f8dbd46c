package secant.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws a heatmap: a column a row, a line a player, orange where the player raises the answer and blue where it lowers it,
 * with the answers as a line above. Cells of like colour beside each other are one stroke.
 */
final class HeatmapPicture implements Picture {

    private static final double LINE_TOP = 30;
    private static final double LINE_HEIGHT = 62;
    private static final double GAP = 12;
    private static final double CELL = 24;
    private static final double PITCH = 27;
    private static final int SHADES = 6;
    private static final int TEXT_SHADES = 2;

    /** Colours go to their full strength at this share of the cells: a few large ones would pale all others. */
    private static final double FULL = 0.98;

    private final ReportSection.Heatmap section;
    private final AttributionTable table;
    private final int[] players;
    private final NumberFormat numbers;
    private final int[] order;
    private final double full;
    private final boolean clipped;

    HeatmapPicture(ReportSection.Heatmap section) {
        this.section = section;
        this.table = AttributionTable.of(section.explanations(), section.output());
        this.players = table.shown(section.options());
        this.numbers = section.options().numbers();
        this.order = table.rows(section.order());
        double[] sizes = Arrays.stream(players)
                .mapToObj(table::column)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .sorted()
                .toArray();
        double most = Density.quantile(sizes, FULL);
        this.full = most > 0 ? most : sizes[sizes.length - 1];
        this.clipped = sizes[sizes.length - 1] > full;
    }

    /** From −shades to shades; 0 where there is next to nothing. */
    private int shade(double value, int shades) {
        return full > 0 ? (int) Math.round(Math.min(1, Math.max(-1, value / full)) * shades) : 0;
    }

    @Override
    public String summary() {
        return "A column a row (" + RowNoun.count(table.rows()) + ", " + RowNoun.order(section.order())
                + "), a line a player: orange where it raises the answer, blue where it lowers it. The line above is the "
                + "answer f(x)." + ImportanceBars.leftOut(table.players() - players.length);
    }

    @Override
    public DataTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (int player : players) {
            double[] sorted = table.column(player);
            Arrays.sort(sorted);
            rows.add(List.of(
                    table.label(player).name(),
                    numbers.signed(sorted[0], 0),
                    numbers.signed(Density.quantile(sorted, 0.5), 0),
                    numbers.signed(sorted[sorted.length - 1], 0)));
        }
        return new DataTable(
                List.of("Player", "Lowest attribution", "Median attribution", "Highest attribution"), rows, 1);
    }

    @Override
    public void write(TextPage page) {
        page.prose("attribution to " + LinkedScale.axis(section.output(), table.link())
                + ". Rows from left to right, " + RowNoun.order(section.order())
                + "; ▲ raises, ▼ lowers, + and − do so less; where there are more rows than columns, a column is the mean "
                + "of several.");
        page.line("");
        TextRows rows = page.rows();
        for (int player : players) {
            rows.add(table.label(player).text(), "", "", cells -> cells(player, cells));
        }
        page.lines(rows);
    }

    private String cells(int player, int cells) {
        int columns = Math.min(cells, order.length);
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < columns; c++) {
            int from = (int) ((long) c * order.length / columns);
            int to = (int) ((long) (c + 1) * order.length / columns);
            double mean = 0;
            for (int i = from; i < to; i++) {
                mean += table.value(order[i], player) / (to - from);
            }
            line.append("▼−·+▲".charAt(TEXT_SHADES + shade(mean, TEXT_SHADES)));
        }
        return line.toString();
    }

    @Override
    public String draw(Canvas canvas) {
        Frame frame = canvas.frame();
        double pitch = PITCH + frame.labelHeight();
        double low = Arrays.stream(order).mapToDouble(table::prediction).min().orElse(0);
        double high = Arrays.stream(order).mapToDouble(table::prediction).max().orElse(0);
        Upright axis = Upright.around(low, high, LINE_TOP, LINE_TOP + LINE_HEIGHT, numbers);
        Answers answers = new Answers(section.output(), table.link(), numbers);
        double left = frame.labelsAbove() ? Frame.EDGE + axis.room(canvas, answers) : frame.plotLeft();
        double right = frame.plotRight() - (canvas.showsProbability(table.link()) ? Probabilities.ROOM : 0);
        double top = axis.bottom() + GAP;
        double bottom = top + players.length * pitch;
        Svg svg = canvas.picture(bottom + 46, section.title(), summary());
        axis.draw(svg, canvas, answers, left, right, "f(x) ");
        if (canvas.showsProbability(table.link())) {
            Probabilities.draw(svg, axis, right);
        }
        double column = (right - left) / order.length;
        answers(svg, axis, left, column);
        svg.open("g", "class", "columns", "data-rows", RowNoun.list(order));
        for (int i = 0; i < players.length; i++) {
            double y = top + i * pitch + frame.labelHeight() + PITCH / 2;
            frame.label(svg, table.label(players[i]), y, CELL / 2 - 3);
            svg.rect(Ink.SHADE, left, y - CELL / 2, right - left, CELL);
            svg.open(
                    "g",
                    "transform",
                    "translate(" + Svg.coordinate(left) + " " + Svg.coordinate(y) + ") scale(" + Rounded.scale(column)
                            + " " + Svg.coordinate(CELL) + ")",
                    "shape-rendering",
                    "crispEdges",
                    "data-label",
                    table.label(players[i]).name());
            cells(svg, players[i]);
            svg.close();
        }
        svg.close();
        key(svg, frame, left, bottom);
        return svg.end();
    }

    private void answers(Svg svg, Upright axis, double left, double column) {
        StringBuilder data = new StringBuilder();
        for (int c = 0; c < order.length; c++) {
            double y = axis.at(table.prediction(order[c]));
            if (c == 0) {
                Svg.coordinate(data.append('M'), left);
                Svg.coordinate(data.append(' '), y);
            } else {
                Svg.coordinate(data.append('V'), y);
            }
            Svg.coordinate(data.append('H'), left + (c + 1) * column);
        }
        svg.path(Ink.ERROR, data.toString(), "stroke-width", "1.3", "fill", "none");
    }

    private void cells(Svg svg, int player) {
        StringBuilder[] shades = new StringBuilder[2 * SHADES + 1];
        for (int c = 0; c < order.length; ) {
            int shade = shade(table.value(order[c], player), SHADES);
            int end = c + 1;
            while (end < order.length && shade(table.value(order[end], player), SHADES) == shade) {
                end++;
            }
            StringBuilder data = shades[shade + SHADES];
            if (data == null) {
                data = new StringBuilder();
                shades[shade + SHADES] = data;
            }
            data.append('M').append(c).append(" 0h").append(end - c);
            c = end;
        }
        for (int shade = -SHADES; shade <= SHADES; shade++) {
            StringBuilder data = shades[shade + SHADES];
            if (data != null && shade != 0) {
                svg.path(shade > 0 ? Ink.RAISING : Ink.LOWERING, data.toString(), "stroke-opacity", opacity(shade));
            }
        }
    }

    private static String opacity(int shade) {
        return Rounded.plain(Math.round(100.0 * Math.abs(shade) / SHADES) / 100.0);
    }

    private void key(Svg svg, Frame frame, double left, double bottom) {
        String size = numbers.of(full, 0);
        String lowers = full == 0 ? "lowers" : (clipped ? "≤ −" : "−") + size + " lowers";
        String raises = full == 0 ? "raises" : (clipped ? "≥ +" : "+") + size + " raises";
        double words = LabelWidth.of(lowers + raises, Frame.SMALL_FONT) + 12;
        int colours = 2 * SHADES + 1;
        double room = frame.width() - 2 * Frame.EDGE;
        double step = Math.min(12, (room - words) / colours);
        double start = frame.labelsAbove() ? Frame.EDGE : left;
        start = Math.min(start, frame.width() - Frame.EDGE - words - colours * step);
        double x = start + LabelWidth.of(lowers, Frame.SMALL_FONT) + 6;
        double y = bottom + 18;
        svg.label(Ink.MUTED, start, y + 4, "start", lowers, "font-size", "12");
        for (int shade = -SHADES; shade <= SHADES; shade++) {
            svg.rect(Ink.SHADE, x, y - 6, step, 12);
            if (shade != 0) {
                svg.rect(shade > 0 ? Ink.RAISES : Ink.LOWERS, x, y - 6, step, 12, "fill-opacity", opacity(shade));
            }
            x += step;
        }
        svg.label(Ink.MUTED, x + 6, y + 4, "start", raises, "font-size", "12");
    }
}
