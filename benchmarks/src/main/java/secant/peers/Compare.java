package secant.peers;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.StreamSupport;
import secant.data.Matrix;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets Secant beside the bare model and other explainers, on the same models in one run: time a row, rows that the model
 * predicts, overhead over the bare model on as many rows, memory, and the error against the exact values. Prints a table
 * and, if asked to, writes it as JSON.
 *
 * <p>{@code Compare [--quick] [--json FILE] [--python PYTHON SCRIPT]}. With {@code --quick} the few cases of the last line
 * alone, in less than a minute and without peers:
 *
 * <pre>{@code overhead ensemble=… linear=… batch=… lime=… threads2=…}</pre>
 *
 * <p>These are medians of ratios to the bare model's processor time, and of the speed-up on the clock on two threads.
 * Explainer and bare model are timed in turns. Other explainers on the JVM are there if the jar was made with the profile {@code peers}.
 */
public final class Compare {

    private static final int DONE = 0;
    private static final int NOT_DONE = 2;
    private static final String USAGE = "usage: Compare [--quick] [--json FILE] [--python PYTHON SCRIPT]";

    private final PrintStream out;
    private final Stopwatch stopwatch;
    private final List<Measured> measured = new ArrayList<>();

    private Compare(PrintStream out, Stopwatch stopwatch) {
        this.out = out;
        this.stopwatch = stopwatch;
    }

    /**
     * Compares and exits.
     *
     * @param args the options
     */
    public static void main(String[] args) {
        System.exit(run(
                args,
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8)));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        boolean quick = false;
        Optional<Path> json = Optional.empty();
        Optional<Python> python = Optional.empty();
        try {
            for (int i = 0; i < args.length; i++) {
                if (args[i].equals("--quick")) {
                    quick = true;
                } else if (args[i].equals("--json") && i + 1 < args.length) {
                    json = Optional.of(Path.of(args[++i]));
                } else if (args[i].equals("--python") && i + 2 < args.length) {
                    python = Optional.of(new Python(args[++i], Path.of(args[++i])));
                } else {
                    err.println(USAGE);
                    return NOT_DONE;
                }
            }
            Compare compare = new Compare(out, quick ? Stopwatch.quick() : Stopwatch.thorough());
            String last = quick ? compare.headline() : compare.everything(python);
            if (json.isPresent()) {
                Files.writeString(json.get(), compare.json(last));
            }
            out.println(last);
            return DONE;
        } catch (IOException | InvalidPathException e) {
            err.println("cannot compare: " + e.getMessage());
            return NOT_DONE;
        }
    }

    /** The few cases of the last line; returns that line. */
    private String headline() {
        head();
        Measured linear = measure(Problem.linear(30, 100, 1), Secant.SHAP); // first, while no other model is compiled
        Measured ensemble = measure(Problem.trees(30, 6, 100, 1), Secant.SHAP);
        Measured batch = measure(Problem.trees(30, 6, 5, 100), Secant.TUNED);
        Measured lime = measure(Problem.trees(30, 6, 100, 1), Secant.LIME);
        return String.format(
                Locale.ROOT,
                "overhead ensemble=%.3f linear=%.3f batch=%.3f lime=%.3f threads2=%.2f",
                ensemble.overhead(),
                linear.overhead(),
                batch.overhead(),
                lime.overhead(),
                threads2());
    }

    private String everything(Optional<Python> python) {
        String last = headline();
        for (int background : new int[] {1, 1000}) {
            all(Problem.linear(30, background, 1), Secant.shap());
            all(Problem.trees(30, 6, background, 1), Secant.shap());
        }
        all(Problem.linear(30, 100, 100), Secant.shap());
        all(Problem.trees(30, 6, 10, 100), List.of(Secant.TUNED));
        List<Problem> withPeers = List.of(
                Problem.linear(30, 100, 1),
                Problem.trees(30, 6, 100, 1),
                Problem.network(13, 100, 1),
                Recorded.digits(1));
        for (Problem problem : withPeers) {
            all(problem, problem.columns() == 30 ? List.of(Secant.TUNED) : Secant.shap());
            all(problem, peers(false));
        }
        all(Problem.trees(300, 6, 10, 1), Secant.shap());
        Problem surrogates = Problem.trees(30, 6, 100, 1);
        measure(surrogates, Secant.LIME_COMPATIBLE);
        all(surrogates, peers(true));
        print(stopwatch.measure(Words.trial()));
        inPython(python, withPeers);
        return last;
    }

    private void inPython(Optional<Python> python, List<Problem> problems) {
        if (python.isEmpty()) {
            out.println("shap and lime for Python: skipped, since no --python was given");
            return;
        }
        try {
            python.get().measure(problems).forEach(this::print);
        } catch (IOException e) {
            out.println("shap and lime for Python: skipped, since " + e.getMessage());
        }
    }

    private List<Peer> peers(boolean surrogates) {
        List<Peer> found = StreamSupport.stream(ServiceLoader.load(Peer.class).spliterator(), false)
                .filter(peer -> peer.isSurrogate() == surrogates)
                .toList();
        if (found.isEmpty()) {
            out.println((surrogates ? "LIME" : "SHAP")
                    + " by others on the JVM: skipped, since the jar was made without the profile peers");
        }
        return found;
    }

    private void all(Problem problem, List<Peer> peers) {
        for (Peer peer : peers) {
            try {
                if (peer.prepare(problem).isEmpty()) {
                    out.println(peer.title() + ": not for " + problem.name());
                } else {
                    measure(problem, peer);
                }
            } catch (IllegalStateException e) {
                if (peer instanceof Secant) {
                    throw e;
                }
                out.println(peer.title() + ": not measured for " + problem.name() + ", since " + e.getMessage());
            }
        }
    }

    private Measured measure(Problem problem, Peer peer) {
        return print(stopwatch.measure(trial(problem, peer)));
    }

    static Trial trial(Problem problem, Peer peer) {
        LongAdder counted = new LongAdder();
        Peer.Explaining counting = peer.prepare(problem.counting(counted)).orElseThrow();
        counted.reset(); // what comes before the first row is not a row's
        Matrix rows = problem.rows();
        counting.explain(rows);
        long modelRows = counted.sum();
        Peer.Explaining explaining = peer.prepare(problem).orElseThrow();
        return new Trial(
                problem.name(),
                peer.title(),
                problem.columns(),
                problem.background().rows(),
                rows.rows(),
                modelRows,
                () -> explaining.explain(rows),
                problem.bare(modelRows),
                peer.isSurrogate() ? Optional.empty() : Optional.of(problem::exact));
    }

    private double threads2() {
        Problem problem = Problem.trees(30, 6, 10, 8);
        Peer.Explaining one = Secant.SHAP.onThreads(problem, 1);
        Peer.Explaining two = Secant.SHAP.onThreads(problem, 2);
        return stopwatch.ratio(() -> one.explain(problem.rows()), () -> two.explain(problem.rows()));
    }

    private void head() {
        out.printf(
                Locale.ROOT,
                "%-10s %-24s %7s %10s %5s %12s %12s %11s %21s %12s %9s%n",
                "model",
                "explainer",
                "players",
                "background",
                "rows",
                "ms a row",
                "bare model",
                "model rows",
                "over bare (quartiles)",
                "bytes a row",
                "error");
    }

    private Measured print(Measured row) {
        measured.add(row);
        out.printf(
                Locale.ROOT,
                "%-10s %-24s %7d %10d %5d %12.3f %12.3f %11.0f %9.3f (%.3f-%.3f) %12.0f %9.1e%n",
                row.problem(),
                row.explainer(),
                row.columns(),
                row.background(),
                row.rows(),
                row.milliseconds(),
                row.bareMilliseconds(),
                row.modelRows(),
                row.overhead(),
                row.overheadLow(),
                row.overheadHigh(),
                row.bytes(),
                row.error());
        return row;
    }

    private String json(String last) {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode root = mapper.createObjectNode();
        root.put("java", Runtime.version().toString());
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("summary", last);
        root.set("measured", mapper.valueToTree(measured));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }
}
