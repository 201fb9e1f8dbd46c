package secant.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import secant.data.Background;
import secant.data.Matrix;
import secant.kernelshap.Estimator;
import secant.kernelshap.GameShap;
import secant.masking.BackgroundMasker;
import secant.model.Link;
import secant.model.Predictor;

/** Errors of estimators against what they cost: what the pictures of the guide are drawn from. */
public final class AccuracyCurves {

    private static final List<String> SHOWN = List.of(Contender.DEFAULT, Contender.SHAP, "leverage", "hybrid-1");

    private static final int COLUMNS = 15;
    private static final int BACKGROUND = 5;
    private static final int WARM_UPS = 3;

    private AccuracyCurves() {}

    /**
     * One budget of one estimator.
     *
     * @param estimator its name
     * @param coalitions how many it evaluated at most
     * @param error the median of |φ − φ*| / |φ*|
     * @param milliseconds the median time of an explanation, plan included; 0 where it was not taken
     */
    public record Measured(String estimator, int coalitions, double error, double milliseconds) {}

    /** What a model's answer costs. */
    public enum Model {
        /** 10 trees of depth 4. */
        CHEAP(10, 0, 15),
        /** 1,000 trees of depth 4. */
        MEDIUM(1_000, 0, 5),
        /** 10 trees of depth 4, and a millisecond of sleep a row. */
        SLOW(10, 1, 1);

        private final int trees;
        private final int sleep;
        private final int repeats;

        Model(int trees, int sleep, int repeats) {
            this.trees = trees;
            this.sleep = sleep;
            this.repeats = repeats;
        }

        private Predictor awake() {
            return RandomTrees.of(COLUMNS, trees, 4, 1);
        }

        private Predictor predictor() {
            Predictor trained = awake();
            if (sleep == 0) {
                return trained;
            }
            return rows -> {
                try {
                    Thread.sleep((long) sleep * rows.rows());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return trained.predict(rows);
            };
        }
    }

    private static List<Contender> shown() {
        return Contender.all().stream()
                .filter(contender -> SHOWN.contains(contender.name()))
                .toList();
    }

    /**
     * Measures errors on the rows of a case, on the identity link.
     *
     * @param file a case of kind {@code shapley}, with too many players to be enumerated
     * @param rows how many of its rows, from the first on
     * @param seeds how many seeds
     * @return estimator after estimator, from the smallest budget to the largest
     * @throws IOException if the file cannot be read
     */
    public static List<Measured> calls(Path file, int rows, int seeds) throws IOException {
        ShapleyCase given =
                ShapleyCase.read(CaseValue.parse(String.valueOf(file.getFileName()), Files.readAllBytes(file)));
        List<AccuracyTrial.Setting> settings = new ArrayList<>();
        for (Contender contender : shown()) {
            for (AccuracyBudget budget : AccuracyBudget.values()) {
                settings.add(new AccuracyTrial.Setting(contender, budget, 0));
            }
        }
        List<AccuracyTrial.Errors> errors = new AccuracyTrial(given, Link.IDENTITY, rows, seeds).measure(settings);
        List<Measured> measured = new ArrayList<>();
        for (int s = 0; s < settings.size(); s++) {
            measured.add(new Measured(
                    settings.get(s).contender().name(),
                    settings.get(s).budget().coalitions(given.players.length),
                    Math.sqrt(errors.get(s).median().orElseThrow()),
                    0));
        }
        return measured;
    }

    /**
     * Measures errors and times on random trees of 15 columns against 5 background rows, whose exact values come from
     * enumeration.
     *
     * @param model what its answers cost
     * @param seeds how many seeds the errors are medians of
     * @return estimator after estimator, from the smallest budget to the largest
     */
    public static List<Measured> times(Model model, int seeds) {
        double[] row = gaussian(COLUMNS, 2);
        Background background = Background.of(Matrix.wrap(BACKGROUND, COLUMNS, gaussian(BACKGROUND * COLUMNS, 3)));
        BackgroundMasker awake =
                BackgroundMasker.builder(model.awake(), background).build();
        BackgroundMasker timed =
                BackgroundMasker.builder(model.predictor(), background).build();
        CachedGame game = new CachedGame(awake.mask(row));
        double[] exact = GameShap.builder()
                .estimator(Estimator.exact())
                .build()
                .explain(game)
                .outputs()
                .get(0)
                .values();
        List<Measured> measured = new ArrayList<>();
        for (Contender contender : shown()) {
            for (AccuracyBudget budget : AccuracyBudget.values()) {
                int coalitions = budget.coalitions(COLUMNS);
                double[] errors = new double[seeds];
                for (int seed = 0; seed < seeds; seed++) {
                    double[] values = shap(contender, coalitions, seed)
                            .explain(game)
                            .outputs()
                            .get(0)
                            .values();
                    errors[seed] = Math.sqrt(AccuracyTrial.squaredError(values, exact));
                }
                double[] nanoseconds = new double[model.repeats];
                int warmUps = model.repeats > 1 ? WARM_UPS : 0;
                for (int r = -warmUps; r < nanoseconds.length; r++) {
                    long start = System.nanoTime();
                    shap(contender, coalitions, r).explain(timed.mask(row));
                    if (r >= 0) {
                        nanoseconds[r] = System.nanoTime() - start;
                    }
                }
                measured.add(new Measured(contender.name(), coalitions, median(errors), median(nanoseconds) / 1e6));
            }
        }
        return measured;
    }

    private static GameShap shap(Contender contender, int coalitions, long seed) {
        return GameShap.builder()
                .estimator(contender.estimator())
                .coalitions(coalitions)
                .seed(seed)
                .build();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double[] gaussian(int count, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextGaussian();
        }
        return numbers;
    }
}
