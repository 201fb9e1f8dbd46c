package secant.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Interactions;

/**
 * Draws interactions: a triangle of cells, the stronger coloured the larger; main effects on the diagonal. Lines and columns
 * are numbered, since names above columns would have no room.
 */
final class InteractionPicture implements Picture {

    private static final double TOP = 26;
    private static final double LARGEST = 52;
    private static final double SMALLEST = 8;
    private static final int TABLE_PAIRS = 20;

    /** No cell is so dark, or in the dark so bright, that text on it would be hard to read. */
    static final double FULL = 0.45;

    private final ReportSection.InteractionMatrix section;
    private final List<String> names;
    private final double[][] effects;
    private final double[][] errors;
    private final int[] players;
    private final double largest;
    private final boolean oneRow;
    private final String link;
    private final NumberFormat numbers;

    InteractionPicture(ReportSection.InteractionMatrix section) {
        this.section = section;
        this.numbers = section.options().numbers();
        Explanations explanations = section.explanations();
        this.names = explanations.get(0).players().names();
        this.oneRow = explanations.size() == 1;
        this.link = explanations.get(0).provenance().link();
        int count = names.size();
        this.effects = new double[count][count];
        this.errors = new double[count][count];
        for (Explanation explanation : explanations) {
            Interactions found = explanation.interactions(section.output()).orElseThrow();
            for (int i = 0; i < count; i++) {
                for (int j = 0; j <= i; j++) {
                    double effect = i == j ? found.main(i) : found.pair(i, j);
                    effects[i][j] += oneRow ? effect : Math.abs(effect) / explanations.size();
                    errors[i][j] = oneRow ? i == j ? found.mainStandardError(i) : found.pairStandardError(i, j) : 0;
                }
            }
        }
        int[] ranked = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(p -> -weight(p)))
                .limit(section.options().shown())
                .mapToInt(p -> p)
                .toArray();
        this.players = section.options().order().arrange(ranked, p -> effects[p][p]);
        double most = 0;
        for (int i = 0; i < players.length; i++) {
            for (int j = 0; j <= i; j++) {
                most = Math.max(most, Math.abs(effect(i, j)));
            }
        }
        this.largest = most;
    }

    private double weight(int player) {
        double weight = Math.abs(effects[player][player]);
        for (int other = 0; other < names.size(); other++) {
            weight += other == player ? 0 : Math.abs(cell(effects, player, other)) / 2;
        }
        return weight;
    }

    private static double cell(double[][] table, int i, int j) {
        return table[Math.max(i, j)][Math.min(i, j)];
    }

    private double effect(int i, int j) {
        return cell(effects, players[i], players[j]);
    }

    private String size(int i, int j) {
        double error = cell(errors, players[i], players[j]);
        return oneRow ? numbers.signed(effect(i, j), error) : numbers.of(effect(i, j), error);
    }

    private String name(int i) {
        return PlayerLabel.shown(names.get(players[i]));
    }

    private String index() {
        return section.explanations()
                .get(0)
                .interactions(section.output())
                .orElseThrow()
                .index()
                .title();
    }

    @Override
    public String summary() {
        String what = oneRow
                ? "What each pair of players adds to " + LinkedScale.axis(section.output(), link)
                        + " beyond what each adds by itself; on the diagonal what each adds by itself"
                : "Mean sizes of what each pair of players adds to " + LinkedScale.axis(section.output(), link)
                        + " over "
                        + RowNoun.count(section.explanations().size())
                        + ", beyond what each adds by itself; on the diagonal what each adds by itself";
        return what + " (" + index() + ")." + ImportanceBars.leftOut(names.size() - players.length);
    }

    @Override
    public DataTable table() {
        List<int[]> cells = new ArrayList<>();
        for (int i = 0; i < players.length; i++) {
            for (int j = 0; j <= i; j++) {
                cells.add(new int[] {i, j});
            }
        }
        cells.sort(Comparator.comparingDouble(cell -> -Math.abs(effect(cell[0], cell[1]))));
        List<List<String>> rows = cells.stream()
                .limit(players.length + TABLE_PAIRS)
                .map(cell -> List.of(
                        name(cell[1]),
                        cell[0] == cell[1] ? "(by itself)" : name(cell[0]),
                        size(cell[0], cell[1]),
                        error(cell[0], cell[1])))
                .toList();
        return new DataTable(List.of("Player", "with", "Effect", "Standard error"), rows, 2);
    }

    private String error(int i, int j) {
        double error = cell(errors, players[i], players[j]);
        return Rounded.supports(error) ? numbers.error(effect(i, j), error, error) : "";
    }

    @Override
    public void write(TextPage page) {
        page.prose(summary());
        page.line("");
        page.table(table());
    }

    @Override
    public String draw(Canvas canvas) {
        Frame frame = canvas.frame();
        double left = frame.labelsAbove() ? Math.round(canvas.width() * 0.42) : frame.plotLeft();
        double right = canvas.width() - Frame.EDGE;
        double cell = Math.max(SMALLEST, Math.min(LARGEST, (right - left) / players.length));
        double height = Math.min(cell, 34);
        double pitch = Math.max(height, 19);
        double bottom = TOP + players.length * pitch;
        Svg svg = canvas.picture(bottom + 14, section.title(), summary());
        Frame labels = new Frame(canvas.width(), left, right, false);
        for (int i = 0; i < players.length; i++) {
            double y = TOP + i * pitch + pitch / 2;
            PlayerLabel label = PlayerLabel.of((i + 1) + "  " + name(i));
            labels.label(svg, label, y, height / 2);
            for (int j = 0; j <= i; j++) {
                cell(svg, i, j, left + j * cell, y - pitch / 2, cell, pitch);
            }
        }
        for (int j = 0; j < players.length; j++) {
            String number = String.valueOf(j + 1);
            if (LabelWidth.of(number, 11) <= cell) {
                svg.label(
                        Ink.MUTED,
                        left + j * cell + cell / 2,
                        TOP + j * pitch - 5,
                        "middle",
                        number,
                        "font-size",
                        "11");
            }
        }
        return svg.end();
    }

    private void cell(Svg svg, int i, int j, double x, double y, double width, double height) {
        double share = largest > 0 ? Math.abs(effect(i, j)) / largest : 0;
        Ink ink = !oneRow ? Ink.AMOUNT : effect(i, j) > 0 ? Ink.RAISES : Ink.LOWERS;
        String what = i == j ? name(i) + " by itself" : name(j) + " with " + name(i);
        svg.open("g", "class", "cell", "data-tip", what + ": " + size(i, j));
        svg.rect(Ink.SHADE, x + 0.75, y + 0.75, width - 1.5, height - 1.5, "rx", "2");
        String opacity = Rounded.plain(Math.round(100 * FULL * share) / 100.0);
        svg.rect(ink, x + 0.75, y + 0.75, width - 1.5, height - 1.5, "rx", "2", "fill-opacity", opacity);
        if (LabelWidth.of(size(i, j), 11) <= width - 3 && height >= 15) {
            svg.label(Ink.TEXT, x + width / 2, y + height / 2 + 4, "middle", size(i, j), "font-size", "11");
        }
        svg.close();
    }
}
