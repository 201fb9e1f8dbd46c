package secant.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import secant.explanation.Explanation;
import secant.kernelshap.GameShap;
import secant.masking.BackgroundMasker;
import secant.masking.Coalitions;
import secant.model.Link;

/**
 * Measures squared relative errors |φ − φ*|² / |φ*|² on the rows of one case, on the scale of one link, over rows, outputs
 * and seeds. The model is asked once for each coalition of a row, whoever evaluates it.
 */
final class AccuracyTrial {

    /** Coalitions whose worths' standard deviation is the spread of a game. */
    private static final int SPREAD_COALITIONS = 200;

    private final ShapleyCase given;
    private final Link link;
    private final int rows;
    private final int seeds;

    /**
     * @param rows how many of the case's rows, from the first on
     * @param seeds how many seeds, from 0 on
     */
    AccuracyTrial(ShapleyCase given, Link link, int rows, int seeds) {
        this.given = given;
        this.link = link;
        this.rows = Math.min(rows, given.rows.rows());
        this.seeds = seeds;
    }

    /** What is measured together. */
    record Setting(Contender contender, AccuracyBudget budget, double noise) {}

    /** The errors of one setting; none where it does not apply. */
    static final class Errors {

        private final List<double[]> ofRows;

        private Errors(List<double[]> ofRows) {
            this.ofRows = ofRows;
        }

        OptionalDouble median() {
            double[] all =
                    ofRows.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
            if (all.length == 0) {
                return OptionalDouble.empty();
            }
            int half = all.length / 2;
            return OptionalDouble.of(all.length % 2 == 1 ? all[half] : (all[half - 1] + all[half]) / 2);
        }
    }

    /** Measures settings, one result each. */
    List<Errors> measure(List<Setting> settings) {
        BackgroundMasker masker = BackgroundMasker.builder(given.model, given.background)
                .groups(given.groups)
                .link(link)
                .build();
        List<List<double[]>> byRow = IntStream.range(0, rows)
                .parallel() // rows share nothing; the list is in their order
                .mapToObj(row -> measure(new CachedGame(masker.mask(given.rows.row(row))), row, settings))
                .toList();
        List<Errors> errors = new ArrayList<>();
        for (int s = 0; s < settings.size(); s++) {
            int setting = s;
            errors.add(new Errors(byRow.stream().map(row -> row.get(setting)).toList()));
        }
        return errors;
    }

    private List<double[]> measure(CachedGame game, int row, List<Setting> settings) {
        double[] spreads = spreads(game);
        List<double[]> errors = new ArrayList<>();
        for (Setting setting : settings) {
            boolean applies = game.players() > 1
                    && !setting.budget().coversAll(game.players())
                    && setting.contender()
                            .takes(game.players(), setting.budget().coalitions(game.players()));
            errors.add(applies ? errors(game, row, setting, spreads) : new double[0]);
        }
        return errors;
    }

    private double[] errors(CachedGame game, int row, Setting setting, double[] spreads) {
        double[] deviations =
                Arrays.stream(spreads).map(spread -> spread * setting.noise()).toArray();
        double[][][] truth = Objects.requireNonNull(given.expected.get(link)).shapley;
        double[] errors = new double[seeds * game.outputs()];
        int count = 0;
        for (int seed = 0; seed < seeds; seed++) {
            game.setNoise(setting.noise() == 0 ? new double[0] : deviations, seed);
            Explanation found = GameShap.builder()
                    .estimator(setting.contender().estimator())
                    .coalitions(setting.budget().coalitions(game.players()))
                    .seed(seed)
                    .build()
                    .explain(game);
            for (int k = 0; k < game.outputs(); k++) {
                double error = squaredError(found.outputs().get(k).values(), truth[row][k]);
                if (Double.isFinite(error)) { // not where all true values are 0
                    errors[count++] = error;
                }
            }
        }
        return Arrays.copyOf(errors, count);
    }

    static double squaredError(double[] values, double[] truth) {
        double squares = 0;
        double scale = 0;
        for (int i = 0; i < truth.length; i++) {
            squares += (values[i] - truth[i]) * (values[i] - truth[i]);
            scale += truth[i] * truth[i];
        }
        return squares / scale;
    }

    /** The standard deviation of each output over coalitions of uniform sizes. */
    private static double[] spreads(CachedGame game) {
        int players = game.players();
        if (players < 2) {
            return new double[game.outputs()];
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(players);
        boolean[][] members = new boolean[SPREAD_COALITIONS][players];
        for (boolean[] coalition : members) {
            int left = 1 + random.nextInt(players - 1);
            for (int p = 0; p < players; p++) {
                coalition[p] = random.nextInt(players - p) < left;
                left -= coalition[p] ? 1 : 0;
            }
        }
        double[] gains = new double[SPREAD_COALITIONS * game.outputs()];
        game.gains(Coalitions.of(members), 0, SPREAD_COALITIONS, gains);
        double[] spreads = new double[game.outputs()];
        for (int k = 0; k < spreads.length; k++) {
            double mean = 0;
            double squares = 0;
            for (int c = k; c < gains.length; c += spreads.length) {
                mean += gains[c] / SPREAD_COALITIONS;
            }
            for (int c = k; c < gains.length; c += spreads.length) {
                squares += (gains[c] - mean) * (gains[c] - mean);
            }
            spreads[k] = Math.sqrt(squares / (SPREAD_COALITIONS - 1));
        }
        return spreads;
    }

    /** How many rows have true values that are all 0 for every output. */
    long rowsWithoutValues() {
        double[][][] truth = Objects.requireNonNull(given.expected.get(link)).shapley;
        return IntStream.range(0, rows)
                .filter(row -> Arrays.stream(truth[row])
                        .flatMapToDouble(Arrays::stream)
                        .allMatch(value -> value == 0))
                .count();
    }

    int rows() {
        return rows;
    }
}
