package secant.reference;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import secant.model.Link;

/**
 * Measures how near each estimator comes to known Shapley values for how many coalitions.
 *
 * <p>{@code Accuracy DIR [--seeds N] [--rows N] [--only name,name]} reads every case file of kind {@code shapley} in a
 * folder. For each link, and budgets of 2M, 5M, 10M, 20M and 2M + 2048 coalitions, where M players of the row vary, it prints
 * the median of |φ − φ*|² / |φ*|² over rows, outputs and seeds, a column an estimator. Rows whose budget pays for every
 * coalition are exact and not counted; a case whose rows are all so is said to be. Then it prints the same with noise in
 * the model, of 1, 5 and 20 % of the standard deviation of coalitions' worths, at 10M and 2M + 2048, for cases of
 * {@value AccuracyScore#FEWEST_PLAYERS} players and more and {@value #NOISY_SEEDS} seeds at most. The last line is
 * {@code geomean 2M=… 5M=… 10M=… 20M=… default=… worst=…}, the error of the default policy over that of shap's design.
 *
 * <p>Of a case with more than {@value #ROWS} rows the first {@value #ROWS} are taken, unless {@code --rows} says how many,
 * and {@value #SEEDS} seeds, unless {@code --seeds} does: minutes for the cases of this project. It exits with 0, or with 2
 * if there was nothing to measure.
 */
public final class Accuracy {

    static final int ROWS = 5;
    static final int SEEDS = 20;

    /** The most seeds of the table with noise. */
    static final int NOISY_SEEDS = 5;

    private static final int MEASURED = 0;
    private static final int NOTHING_MEASURED = 2;

    private static final List<AccuracyBudget> NOISY_BUDGETS = List.of(AccuracyBudget.TEN, AccuracyBudget.DEFAULT);

    private final AccuracyOptions options;
    private final PrintStream out;
    private final AccuracyScore score = new AccuracyScore();

    private Accuracy(AccuracyOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Measures a folder and exits.
     *
     * @param args the folder and options
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(args, out, err));
    }

    /** Measures a folder: what {@link #main} prints, and its exit code. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        AccuracyOptions options;
        List<Path> files;
        try {
            options = AccuracyOptions.parse(args);
            files = CaseReplay.list(Path.of(options.folder()));
        } catch (IllegalArgumentException e) {
            err.println(
                    e instanceof InvalidPathException
                            ? "cannot read the case files: " + e.getMessage()
                            : e.getMessage());
            return NOTHING_MEASURED;
        } catch (IOException e) {
            err.println("cannot read the case files: " + e.getMessage());
            return NOTHING_MEASURED;
        }
        Accuracy accuracy = new Accuracy(options, out);
        List<ShapleyCase> cases = accuracy.read(files);
        if (cases.isEmpty()) {
            err.println("nothing to measure: " + options.folder() + " has no case of kind shapley");
            return NOTHING_MEASURED;
        }
        accuracy.measure(cases);
        return MEASURED;
    }

    private List<ShapleyCase> read(List<Path> files) {
        List<ShapleyCase> cases = new ArrayList<>();
        for (Path file : files) {
            try {
                CaseValue value = CaseValue.parse(String.valueOf(file.getFileName()), Files.readAllBytes(file));
                String kind = value.get("kind").text();
                if (kind.equals("shapley")) {
                    cases.add(ShapleyCase.read(value));
                } else {
                    out.println("SKIP " + value.caseName() + " kind " + kind);
                }
            } catch (IOException | RuntimeException e) {
                out.println("SKIP " + file.getFileName() + " " + CaseReplay.describe(e));
            }
        }
        return cases;
    }

    private void measure(List<ShapleyCase> cases) {
        out.println();
        printHeader("budget");
        cases.forEach(this::measureAll);
        out.println();
        out.println("with noise in the model, in shares of the standard deviation of coalitions' worths; cases of "
                + AccuracyScore.FEWEST_PLAYERS + " players and more, " + Math.min(NOISY_SEEDS, options.seeds())
                + " seeds");
        printHeader("noise");
        cases.stream()
                .filter(given -> given.players.length >= AccuracyScore.FEWEST_PLAYERS)
                .forEach(this::measureNoisy);
        out.println();
        out.println(score.notes());
        out.println(score.line());
    }

    private void printHeader(String last) {
        out.printf(Locale.ROOT, "%-28s %-8s %3s %-12s", "case", "link", "M", last);
        options.contenders().forEach(contender -> out.printf(Locale.ROOT, " %15s", contender.name()));
        out.println();
    }

    private void measureAll(ShapleyCase given) {
        for (Link link : given.expected.keySet()) {
            AccuracyTrial trial = new AccuracyTrial(given, link, options.rows(), options.seeds());
            tellWhatIsLeftOut(given, link, trial);
            List<AccuracyTrial.Setting> settings = new ArrayList<>();
            for (AccuracyBudget budget : AccuracyBudget.values()) {
                options.contenders()
                        .forEach(contender -> settings.add(new AccuracyTrial.Setting(contender, budget, 0)));
            }
            List<AccuracyTrial.Errors> errors = trial.measure(settings);
            for (AccuracyBudget budget : AccuracyBudget.values()) {
                printRow(given, link, budget.toString(), settings, errors, budget, 0);
                count(given, link, budget, settings, errors);
            }
        }
    }

    private void tellWhatIsLeftOut(ShapleyCase given, Link link, AccuracyTrial trial) {
        int all = given.rows.rows();
        if (trial.rows() < all) {
            out.println("NOTE " + given.name + ": the first " + trial.rows() + " of " + all + " rows");
        }
        long empty = trial.rowsWithoutValues();
        if (empty > 0) {
            out.println("NOTE " + given.name + " " + ShapleyCase.lowerCase(link) + ": " + empty
                    + " rows left out, whose values are all 0");
        }
    }

    private void measureNoisy(ShapleyCase given) {
        double[] noises = {0.01, 0.05, 0.2};
        for (Link link : given.expected.keySet()) {
            AccuracyTrial trial =
                    new AccuracyTrial(given, link, options.rows(), Math.min(NOISY_SEEDS, options.seeds()));
            List<AccuracyTrial.Setting> settings = new ArrayList<>();
            for (double noise : noises) {
                for (AccuracyBudget budget : NOISY_BUDGETS) {
                    options.contenders()
                            .forEach(contender -> settings.add(new AccuracyTrial.Setting(contender, budget, noise)));
                }
            }
            List<AccuracyTrial.Errors> errors = trial.measure(settings);
            for (double noise : noises) {
                for (AccuracyBudget budget : NOISY_BUDGETS) {
                    printRow(given, link, Math.round(100 * noise) + "% " + budget, settings, errors, budget, noise);
                }
            }
        }
    }

    private void printRow(
            ShapleyCase given,
            Link link,
            String label,
            List<AccuracyTrial.Setting> settings,
            List<AccuracyTrial.Errors> errors,
            AccuracyBudget budget,
            double noise) {
        String start = String.format(
                Locale.ROOT,
                "%-28s %-8s %3d %-12s",
                given.name,
                ShapleyCase.lowerCase(link),
                given.players.length,
                label);
        boolean none = options.contenders().stream()
                .map(contender -> settings.indexOf(new AccuracyTrial.Setting(contender, budget, noise)))
                .allMatch(at -> errors.get(at).median().isEmpty());
        if (none) {
            out.println(start + " exact: the budget pays for every coalition of every row");
            return;
        }
        out.println(options.contenders().stream()
                .map(contender -> {
                    int at = settings.indexOf(new AccuracyTrial.Setting(contender, budget, noise));
                    OptionalDouble median = errors.get(at).median();
                    return String.format(
                            Locale.ROOT,
                            " %15s",
                            median.isPresent() ? String.format(Locale.ROOT, "%.2e", median.getAsDouble()) : "-");
                })
                .collect(Collectors.joining("", start, "")));
    }

    private void count(
            ShapleyCase given,
            Link link,
            AccuracyBudget budget,
            List<AccuracyTrial.Setting> settings,
            List<AccuracyTrial.Errors> errors) {
        OptionalDouble ours = OptionalDouble.empty();
        OptionalDouble theirs = OptionalDouble.empty();
        for (int s = 0; s < settings.size(); s++) {
            if (settings.get(s).budget() == budget) {
                String name = settings.get(s).contender().name();
                ours = name.equals(Contender.DEFAULT) ? errors.get(s).median() : ours;
                theirs = name.equals(Contender.SHAP) ? errors.get(s).median() : theirs;
            }
        }
        if (ours.isPresent() && theirs.isPresent()) {
            score.add(
                    given.name + " " + ShapleyCase.lowerCase(link),
                    given.players.length,
                    budget,
                    ours.getAsDouble(),
                    theirs.getAsDouble());
        }
    }
}
