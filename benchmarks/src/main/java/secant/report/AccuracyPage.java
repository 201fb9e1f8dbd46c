package secant.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import secant.reference.AccuracyCurves;
import secant.reference.AccuracyCurves.Measured;

/**
 * Measures what the guide's page on accuracy says, and writes its tables and pictures.
 *
 * <p>{@code AccuracyPage CASE DOCS [SEEDS]}: the case file that errors against model calls are measured on, the folder that
 * has {@code guide/accuracy.md} and {@code images}, and how many seeds errors are medians of, 20 by default. The page's
 * tables stand between {@code <!-- generated: name -->} and {@code <!-- end -->}; what is around them is left as it is.
 */
public final class AccuracyPage {

    private static final int ROWS = 5;
    private static final int SEEDS = 20;
    private static final int WRITTEN = 0;
    private static final int NOTHING_WRITTEN = 2;
    private static final String END = "<!-- end -->";

    private final Path page;
    private final Path images;
    private String text;

    private AccuracyPage(Path docs) throws IOException {
        this.page = docs.resolve("guide").resolve("accuracy.md");
        this.images = docs.resolve("images");
        this.text = Files.readString(page);
    }

    /**
     * Writes the page and exits.
     *
     * @param args the case file, the folder of the documentation, and perhaps the number of seeds
     */
    public static void main(String[] args) {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(args, err));
    }

    /** Writes the page: the exit code of {@link #main}. */
    static int run(String[] args, PrintStream err) {
        if (args.length < 2 || args.length > 3 || (args.length == 3 && !args[2].matches("[1-9][0-9]{0,5}"))) {
            err.println(
                    "usage: AccuracyPage CASE DOCS [SEEDS], the case file, the folder of the documentation, and how many"
                            + " seeds, 1 or more");
            return NOTHING_WRITTEN;
        }
        int seeds = args.length == 3 ? Integer.parseInt(args[2]) : SEEDS;
        try {
            AccuracyPage accuracy = new AccuracyPage(Path.of(args[1]));
            accuracy.calls(AccuracyCurves.calls(Path.of(args[0]), ROWS, seeds));
            for (AccuracyCurves.Model model : AccuracyCurves.Model.values()) {
                accuracy.times(model, AccuracyCurves.times(model, seeds));
            }
            accuracy.replace(
                    "machine",
                    "Measured with Java " + Runtime.version().feature() + " on "
                            + Runtime.getRuntime().availableProcessors() + " cores; errors are medians over " + seeds
                            + " seeds, of the first table also over the first " + ROWS + " rows of the case.\n");
            AtomicFile.write(accuracy.page, accuracy.text);
            return WRITTEN;
        } catch (IOException | InvalidPathException | IllegalStateException e) {
            err.println("cannot write the page: " + e.getMessage());
            return NOTHING_WRITTEN;
        }
    }

    private void calls(List<Measured> measured) {
        Map<String, List<Measured>> byEstimator = byEstimator(measured);
        StringBuilder table = new StringBuilder("| coalitions |");
        byEstimator
                .keySet()
                .forEach(name -> table.append(' ').append(named(name)).append(" |"));
        table.append("\n|---|").append("---|".repeat(byEstimator.size())).append('\n');
        int budgets = byEstimator.values().iterator().next().size();
        for (int b = 0; b < budgets; b++) {
            int budget = b;
            table.append("| ").append(measured.get(b).coalitions()).append(" |");
            byEstimator
                    .values()
                    .forEach(line -> table.append(' ')
                            .append(percent(line.get(budget).error()))
                            .append(" |"));
            table.append('\n');
        }
        replace("calls", table.toString());
        draw(
                "accuracy-calls",
                "Error against model calls, boosted trees on 30 features",
                "coalitions evaluated",
                byEstimator,
                false);
    }

    private void times(AccuracyCurves.Model model, List<Measured> measured) {
        String name = model.name().toLowerCase(Locale.ROOT);
        Map<String, List<Measured>> byEstimator = byEstimator(measured);
        StringBuilder table = new StringBuilder("| coalitions |");
        byEstimator
                .keySet()
                .forEach(estimator -> table.append(' ').append(named(estimator)).append(" |"));
        table.append("\n|---|").append("---|".repeat(byEstimator.size())).append('\n');
        int budgets = byEstimator.values().iterator().next().size();
        for (int b = 0; b < budgets; b++) {
            int budget = b;
            table.append("| ").append(measured.get(b).coalitions()).append(" |");
            byEstimator
                    .values()
                    .forEach(line -> table.append(' ')
                            .append(percent(line.get(budget).error()))
                            .append(" in ")
                            .append(time(line.get(budget).milliseconds()))
                            .append(" |"));
            table.append('\n');
        }
        replace("time-" + name, table.toString());
        draw(
                "accuracy-time-" + name,
                "Error against time, " + name + " model of 15 features",
                "milliseconds an explanation",
                byEstimator,
                true);
    }

    private void draw(
            String file, String title, String across, Map<String, List<Measured>> byEstimator, boolean byTime) {
        List<LineChart.Line> lines = new ArrayList<>();
        byEstimator.forEach((name, line) -> lines.add(new LineChart.Line(
                named(name),
                line.stream()
                        .map(at -> new LineChart.Point(
                                byTime ? at.milliseconds() : at.coalitions(), Math.max(at.error(), 1e-12)))
                        .toList())));
        AtomicFile.write(
                images.resolve(file + ".svg"), LineChart.draw(file, title, across, "error |φ − φ*| / |φ*|", lines));
    }

    private static Map<String, List<Measured>> byEstimator(List<Measured> measured) {
        Map<String, List<Measured>> lines = new LinkedHashMap<>();
        measured.forEach(at ->
                lines.computeIfAbsent(at.estimator(), name -> new ArrayList<>()).add(at));
        return lines;
    }

    private static String named(String estimator) {
        return switch (estimator) {
            case "default" -> "Secant's default";
            case "shap" -> "shap's design";
            case "leverage" -> "leverage pairs";
            case "hybrid-1" -> "R's hybrid";
            default -> estimator;
        };
    }

    private static String percent(double error) {
        return LogScale.label(Double.parseDouble(String.format(Locale.ROOT, "%.2g", 100 * error))) + " %";
    }

    private static String time(double milliseconds) {
        String digits = String.format(Locale.ROOT, "%.2g", milliseconds >= 1000 ? milliseconds / 1000 : milliseconds);
        return LogScale.label(Double.parseDouble(digits)) + (milliseconds >= 1000 ? " s" : " ms");
    }

    /** Puts a text between the marks of a name. */
    private void replace(String name, String generated) {
        String start = "<!-- generated: " + name + " -->\n";
        int from = text.indexOf(start);
        int to = from < 0 ? -1 : text.indexOf(END, from);
        if (to < 0) {
            throw new IllegalStateException(page + " must have '" + start.strip() + "' and then '" + END + "'");
        }
        text = text.substring(0, from + start.length()) + "\n" + generated + "\n" + text.substring(to);
    }
}
