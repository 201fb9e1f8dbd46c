package secant.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import secant.peers.Scaling;

/**
 * Measures how explanations grow, and writes the tables and pictures of the guide's page on performance.
 *
 * <p>{@code PerformancePage DOCS}: the folder that has {@code guide/performance.md} and {@code images}. The page's tables
 * stand between {@code <!-- generated: name -->} and {@code <!-- end -->}; what is around them is left as it is.
 */
public final class PerformancePage {

    private static final int WRITTEN = 0;
    private static final int NOTHING_WRITTEN = 2;
    private static final String END = "<!-- end -->";
    private static final String EXPECTED = "as model rows a thread";

    private final Path images;
    private String text;

    PerformancePage(String text, Path images) {
        this.text = text;
        this.images = images;
    }

    /**
     * Writes the page and exits.
     *
     * @param args the folder of the documentation
     */
    public static void main(String[] args) {
        System.exit(run(args, new PrintStream(System.err, true, StandardCharsets.UTF_8)));
    }

    static int run(String[] args, PrintStream err) {
        if (args.length != 1) {
            err.println("usage: PerformancePage DOCS, the folder of the documentation");
            return NOTHING_WRITTEN;
        }
        try {
            Path docs = Path.of(args[0]);
            Path file = docs.resolve("guide").resolve("performance.md");
            PerformancePage page = new PerformancePage(Files.readString(file), docs.resolve("images"));
            page.show("players", "players", Scaling.players());
            page.show("background", "background rows", Scaling.background());
            page.show("outputs", "outputs", Scaling.outputs());
            page.show("rows", "explained rows", Scaling.rows());
            page.show("threads", "threads", Scaling.threads());
            page.replace(
                    "machine",
                    "Measured with Java " + Runtime.version().feature() + " on "
                            + Runtime.getRuntime().availableProcessors() + " cores.\n");
            AtomicFile.write(file, page.text);
            return WRITTEN;
        } catch (IOException | InvalidPathException | IllegalStateException e) {
            err.println("cannot write the page: " + e.getMessage());
            return NOTHING_WRITTEN;
        }
    }

    /** Puts in a table and draws a picture of the same numbers. */
    void show(String name, String what, List<Scaling.Point> measured) {
        Map<String, List<Scaling.Point>> lines = new LinkedHashMap<>();
        measured.forEach(point ->
                lines.computeIfAbsent(point.line(), any -> new ArrayList<>()).add(point));
        StringBuilder table = new StringBuilder("| " + what + " |");
        lines.keySet()
                .forEach(line ->
                        table.append(' ').append(line).append(", ms | over the bare model | times | should be |"));
        table.append("\n|---|").append("---|---|---|---|".repeat(lines.size())).append('\n');
        int sizes = lines.values().iterator().next().size();
        for (int s = 0; s < sizes; s++) {
            table.append("| ").append(measured.get(s).size()).append(" |");
            for (List<Scaling.Point> line : lines.values()) {
                Scaling.Point first = line.get(0);
                Scaling.Point point = line.get(s);
                table.append(String.format(
                        Locale.ROOT,
                        " %.3g | %.2f | %.3g | %.3g |",
                        point.milliseconds(),
                        point.overhead(),
                        point.milliseconds() / first.milliseconds(),
                        point.work() / first.work()));
            }
            table.append('\n');
        }
        replace(name, table.toString());
        String file = "performance-" + name;
        AtomicFile.write(
                images.resolve(file + ".svg"),
                LineChart.draw(file, "Time against " + what, what, "milliseconds", chart(lines)));
    }

    private static List<LineChart.Line> chart(Map<String, List<Scaling.Point>> lines) {
        List<LineChart.Line> drawn = new ArrayList<>();
        lines.forEach((name, points) -> drawn.add(new LineChart.Line(
                name,
                points.stream()
                        .map(point -> new LineChart.Point(point.size(), point.milliseconds()))
                        .toList())));
        List<Scaling.Point> last = lines.values().stream().reduce((a, b) -> b).orElseThrow();
        drawn.add(expected(last));
        return drawn;
    }

    /** What the last line's times should be, from the longest one down. */
    private static LineChart.Line expected(List<Scaling.Point> line) {
        Scaling.Point longest = line.stream()
                .max(Comparator.comparingDouble(Scaling.Point::work))
                .orElseThrow();
        return new LineChart.Line(
                EXPECTED,
                line.stream()
                        .map(point -> new LineChart.Point(
                                point.size(), longest.milliseconds() * point.work() / longest.work()))
                        .toList());
    }

    private void replace(String name, String generated) {
        String start = "<!-- generated: " + name + " -->\n";
        int from = text.indexOf(start);
        int to = from < 0 ? -1 : text.indexOf(END, from);
        if (to < 0) {
            throw new IllegalStateException("performance.md must have '" + start.strip() + "' and then '" + END + "'");
        }
        text = text.substring(0, from + start.length()) + "\n" + generated + "\n" + text.substring(to);
    }

    String text() {
        return text;
    }
}
