package secant.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import secant.data.Background;
import secant.data.Matrix;
import secant.kernelshap.KernelShap;
import secant.model.Predictor;

/** How an explanation's time grows with what is explained: what the guide's page on performance is made of. */
public final class Scaling {

    private static final Stopwatch STOPWATCH = new Stopwatch(5, 300_000_000L, 5_000_000L);

    private Scaling() {}

    /**
     * One size of one explainer.
     *
     * @param line which explainer
     * @param size how many players, background rows, outputs, rows or threads
     * @param milliseconds median time of all rows
     * @param overhead median ratio to the bare model
     * @param work what the time should be in proportion to, once it is long: rows that the model predicts, for each thread
     */
    public record Point(String line, int size, double milliseconds, double overhead, double work) {}

    /** {@return 10 to 300 players, 100 trees of depth 6, 10 background rows} */
    public static List<Point> players() {
        return shap(new int[] {10, 30, 100, 300}, players -> Problem.trees(players, 6, 10, 1));
    }

    /** {@return 1 to 1,000 background rows, 30 players, a dot product} */
    public static List<Point> background() {
        return shap(new int[] {1, 10, 100, 1000}, background -> Problem.linear(30, background, 1));
    }

    /** {@return 1 to 100 rows, 30 players, 100 trees of depth 6, 1 background row} */
    public static List<Point> rows() {
        return shap(new int[] {1, 10, 100}, rows -> Problem.trees(30, 6, 1, rows));
    }

    private static List<Point> shap(int[] sizes, IntFunction<Problem> problems) {
        List<Point> points = new ArrayList<>();
        for (Peer peer : Secant.shap()) {
            for (int size : sizes) {
                Measured measured = STOPWATCH.measure(Compare.trial(problems.apply(size), peer));
                double all = measured.milliseconds() * measured.rows();
                points.add(new Point(
                        peer.title(), size, all, measured.overhead(), measured.modelRows() * measured.rows()));
            }
        }
        return points;
    }

    /** {@return 1 to 10 outputs, of which each is a multiple of the same 100 trees, 30 players, 10 background rows} */
    public static List<Point> outputs() {
        List<Point> points = new ArrayList<>();
        Problem problem = Problem.trees(30, 6, 10, 1);
        for (int outputs : new int[] {1, 3, 10}) {
            KernelShap shap = KernelShap.builder(several(problem.model(), outputs), Background.of(problem.background()))
                    .coalitions(2108)
                    .parallelism(1)
                    .build();
            Trial trial = new Trial(
                    problem.name(),
                    "Secant",
                    30,
                    10,
                    1,
                    21_082,
                    () -> new double[][] {
                        Problem.values(shap.explain(problem.rows().row(0)))
                    },
                    problem.bare(21_082),
                    Optional.empty());
            Measured measured = STOPWATCH.measure(trial);
            points.add(new Point(
                    "Secant, 2,108 coalitions", outputs, measured.milliseconds(), measured.overhead(), 21_082));
        }
        return points;
    }

    /** {@return 1 and 2 threads, 8 rows of 30 players, 100 trees of depth 6, 10 background rows} */
    public static List<Point> threads() {
        List<Point> points = new ArrayList<>();
        Problem problem = Problem.trees(30, 6, 10, 8);
        Runnable bare = problem.bare(8 * 21_082L);
        for (int threads : new int[] {1, 2}) {
            Peer.Explaining explaining = Secant.TUNED.onThreads(problem, threads);
            Measured measured = STOPWATCH.measure(new Trial(
                    problem.name(),
                    "Secant, tuned once",
                    30,
                    10,
                    8,
                    8 * 21_082L,
                    () -> explaining.explain(problem.rows()),
                    bare,
                    Optional.empty()));
            points.add(new Point(
                    "Secant, tuned once",
                    threads,
                    8 * measured.milliseconds(),
                    measured.milliseconds() / measured.bareMilliseconds(), // on the clock: two threads work
                    8 * 21_082.0 / threads));
        }
        return points;
    }

    private static Predictor several(Predictor one, int outputs) {
        Predictor several = rows -> {
            double[] answers = one.predict(rows).data();
            Matrix all = Matrix.zeros(answers.length, outputs);
            for (int r = 0; r < answers.length; r++) {
                for (int k = 0; k < outputs; k++) {
                    all.data()[r * outputs + k] = (k + 1) * answers[r];
                }
            }
            return all;
        };
        return several.threadSafe();
    }
}
