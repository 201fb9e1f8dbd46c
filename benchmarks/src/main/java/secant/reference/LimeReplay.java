package secant.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.lime.Discretizer;
import secant.lime.FeatureSelection;
import secant.lime.KernelWidth;
import secant.lime.Lime;
import secant.lime.LimeMode;
import secant.lime.LimeParts;
import secant.lime.Sampling;
import secant.lime.TrainingStatistics;
import secant.model.Predictor;

/**
 * Replays cases of kind {@code lime_tabular}: the statistics of the training rows and recorded regressions are compared
 * digit by digit; what the lime package gave over many seeds is compared with what {@link LimeMode#COMPATIBLE} gives over
 * many seeds, in means and in spreads.
 */
final class LimeReplay {

    private static final double TOLERANCE = 1e-9; // relative to the largest magnitude of what is compared

    /** Standard errors of both sides by which means may differ. */
    private static final double MEAN_TOLERANCE = 4;

    /** By how much of itself a spread may differ. */
    private static final double SPREAD_TOLERANCE = 0.25;

    /**
     * Spreads of fewer values than this, or of values that are far from normal, may differ by so many of their standard errors
     * if that is more: files have 60 or 100 seeds for some settings, rarely selected features a share of them, and where
     * another selection comes once in many seeds, the spread of 200 is that of a few.
     */
    private static final int FEWEST_VALUES = 150;

    private static final double LARGEST_KURTOSIS = 5; // of a normal 3

    private static final double SPREAD_ERRORS = 4;

    /** A feature must have been selected so often, here and there, that its coefficients are compared. */
    private static final int FEWEST_SELECTIONS = 20;

    private final CaseValue file;
    private final int seeds;
    private final int columns;
    private final Matrix training;
    private final Matrix rows;
    private final Schema schema;
    private final Predictor model;
    private final List<Outcome> outcomes = new ArrayList<>();

    private LimeReplay(CaseValue file, int seeds) {
        this.file = file;
        this.seeds = seeds;
        this.columns = file.get("n_features").integer(1, Integer.MAX_VALUE);
        this.training = file.get("training_data").matrix(columns);
        this.rows = file.get("rows").matrix(columns);
        this.schema = schema();
        this.model = ModelReader.read(file.get("model"), columns);
    }

    /**
     * Replays a case.
     *
     * @param seeds how many seeds to run each configuration with, 2 or more
     */
    static List<Outcome> replay(CaseValue file, int seeds) {
        return new LimeReplay(file, seeds).replay();
    }

    private List<Outcome> replay() {
        CaseValue expected = file.get("expected");
        CaseValue deterministic = expected.get("deterministic");
        for (String discretizer : deterministic.get("discretizers").keys()) {
            bins(discretizer, deterministic.get("discretizers").get(discretizer));
        }
        scaler(deterministic.get("scaler"));
        int core = 0;
        for (CaseValue recorded : expected.get("regression_cores").items()) {
            core("core" + core++, recorded);
        }
        int entry = 0;
        for (CaseValue recorded : expected.get("statistics").items()) {
            statistics("statistics" + entry++, recorded);
        }
        return outcomes;
    }

    private Schema schema() {
        List<Feature> features = new ArrayList<>();
        List<CaseValue> names = file.get("feature_names").items();
        boolean[] categorical = new boolean[columns];
        file.find("categorical_features")
                .ifPresent(given ->
                        given.items().forEach(column -> categorical[column.integer(0, columns - 1)] = true));
        for (int c = 0; c < columns; c++) {
            String name = names.get(c).text();
            features.add(categorical[c] ? new Feature.Categorical(name, codes(c)) : Feature.numeric(name));
        }
        return Schema.of(features);
    }

    /** The codes 0 … largest of a categorical column as labels. */
    private List<String> codes(int column) {
        int largest = 0;
        for (int r = 0; r < training.rows(); r++) {
            largest = Math.max(largest, (int) training.get(r, column));
        }
        List<String> codes = new ArrayList<>();
        for (int code = 0; code <= largest; code++) {
            codes.add(Integer.toString(code));
        }
        return codes;
    }

    private TrainingStatistics training(String discretizer) {
        Discretizer chosen = switch (discretizer) {
            case "quartile" -> Discretizer.quartile();
            case "decile" -> Discretizer.decile();
            case "entropy" -> Discretizer.entropy(file.get("training_labels").vector(training.rows()));
            case "none" -> Discretizer.none();
            default -> throw file.mustBe("a case of known discretizers, not " + discretizer);
        };
        return TrainingStatistics.of(schema, training, chosen);
    }

    // ---- what does not depend on seeds

    private void bins(String discretizer, CaseValue expected) {
        TrainingStatistics statistics = training(discretizer);
        LargestError error = new LargestError();
        boolean names = true;
        for (String key : expected.keys()) {
            if (key.equals("rows_discretized")) {
                cells(statistics, expected.get(key), error);
                continue;
            }
            int column = Integer.parseInt(key);
            CaseValue bins = expected.get(key);
            names &= statistics
                    .binNames(column)
                    .equals(bins.get("bin_names").items().stream()
                            .map(CaseValue::text)
                            .toList());
            compare(bins.get("boundaries"), LimeParts.edges(statistics, column), error);
            compare(bins.get("means"), LimeParts.means(statistics, column), error);
            deviations(bins, LimeParts.deviations(statistics, column), error);
            compare(bins.get("mins"), LimeParts.mins(statistics, column), error);
            compare(bins.get("maxs"), LimeParts.maxs(statistics, column), error);
            frequencies(bins, LimeParts.frequencies(statistics, column), error);
        }
        check(discretizer + ".bins", error.value());
        check(discretizer + ".bin_names", names ? 0 : 1);
    }

    private void cells(TrainingStatistics statistics, CaseValue expected, LargestError error) {
        Matrix cells = expected.matrix(columns);
        for (int r = 0; r < cells.rows(); r++) {
            for (int c = 0; c < columns; c++) {
                error.add(LimeParts.cell(statistics, c, rows.get(r, c)), cells.get(r, c), 1);
            }
        }
    }

    private static void frequencies(CaseValue bins, double[] actual, LargestError error) {
        int present = bins.get("feature_values").items().size();
        double[] values = bins.get("feature_values").vector(present);
        double[] expected = bins.get("feature_frequencies").vector(present);
        double[] all = new double[actual.length];
        for (int i = 0; i < present; i++) {
            all[(int) values[i]] = expected[i];
        }
        for (int b = 0; b < all.length; b++) {
            error.add(actual[b], all[b], 1);
        }
    }

    /** Compared on the scale of the values: where a bin has one value, numpy's deviation is the rounding of its mean. */
    private static void deviations(CaseValue bins, double[] actual, LargestError error) {
        double[] expected = bins.get("stds").vector(actual.length);
        double[] lows = bins.get("mins").vector(actual.length);
        double[] highs = bins.get("maxs").vector(actual.length);
        double range = highs[actual.length - 1] - lows[0];
        for (int b = 0; b < actual.length; b++) {
            error.add(actual[b], expected[b], Math.max(expected[b], range));
        }
    }

    private static void compare(CaseValue expected, double[] actual, LargestError error) {
        double[] wanted = expected.vector(actual.length);
        double scale = Arrays.stream(wanted).map(Math::abs).max().orElse(1);
        for (int i = 0; i < wanted.length; i++) {
            error.add(actual[i], wanted[i], Math.max(scale, Double.MIN_NORMAL));
        }
    }

    private void scaler(CaseValue expected) {
        TrainingStatistics statistics = training("none");
        double[] means = expected.get("mean").vector(columns);
        double[] scales = expected.get("scale").vector(columns);
        LargestError error = new LargestError();
        for (int c = 0; c < columns; c++) {
            double size = Math.max(Math.abs(means[c]), scales[c]);
            error.add(LimeParts.mean(statistics, c), means[c], size);
            error.add(LimeParts.scale(statistics, c), scales[c], scales[c]);
        }
        check("scaler", error.value());
    }

    private void core(String quantity, CaseValue recorded) {
        Matrix interpretable = recorded.get("interpretable").matrix(columns);
        double[] y = recorded.get("y").vector(interpretable.rows());
        double[] weights = recorded.get("kernel_weights").vector(y.length);
        Matrix targets = Matrix.wrap(y.length, 1, y);
        for (CaseValue result : recorded.get("results").items()) {
            int features = result.get("num_features").integer(1, columns);
            String method = result.get("feature_selection").text();
            LimeParts.Fit fit = LimeParts.fit(interpretable, targets, weights, selection(method, features), 1);
            double[] expected = new double[columns];
            double scale = Math.abs(result.get("intercept").number());
            for (CaseValue weight : result.get("weights").items()) {
                List<CaseValue> pair = weight.items();
                expected[pair.get(0).integer(0, columns - 1)] = pair.get(1).number();
                scale = Math.max(scale, Math.abs(pair.get(1).number()));
            }
            LargestError error = new LargestError();
            for (int c = 0; c < columns; c++) {
                error.add(fit.coefficient(c), expected[c], scale);
            }
            error.add(fit.intercept(), result.get("intercept").number(), scale);
            error.add(fit.localPrediction(), result.get("local_pred").number(), scale);
            error.add(fit.score(), result.get("score_r2").number(), 1);
            check(quantity + "." + method + features, error.value());
        }
        kernel(quantity, recorded, weights);
    }

    private void kernel(String quantity, CaseValue recorded, double[] weights) {
        double width = file.get("expected")
                .get("deterministic")
                .get("kernel_width_default")
                .number();
        double[] distances = recorded.get("distances").vector(weights.length);
        LargestError error = new LargestError();
        for (int i = 0; i < weights.length; i++) {
            error.add(LimeParts.kernel(width, distances[i]), weights[i], 1);
        }
        error.add(KernelWidth.standard().equals(KernelWidth.perSqrtFeature(width / Math.sqrt(columns))) ? 0 : 1);
        check(quantity + ".kernel", error.value());
    }

    static FeatureSelection selection(String method, int features) {
        return switch (method) {
            case "none" -> FeatureSelection.none();
            case "forward_selection" -> FeatureSelection.forward(features);
            case "highest_weights" -> FeatureSelection.highestWeights(features);
            case "lasso_path" -> FeatureSelection.lassoPath(features);
            default -> throw new IllegalArgumentException("unknown feature selection '" + method + "'");
        };
    }

    private void check(String quantity, double error) {
        outcomes.add(new Outcome.Checked(file.caseName(), quantity, error, TOLERANCE, ""));
    }

    // ---- what depends on seeds

    private void statistics(String quantity, CaseValue recorded) {
        CaseValue config = recorded.get("config");
        boolean binned = config.get("discretize_continuous").truth();
        TrainingStatistics statistics =
                training(binned ? config.get("discretizer").text() : "none");
        int row = recorded.get("row").integer(0, rows.rows() - 1);
        int label = recorded.get("label").integer(0, Integer.MAX_VALUE);
        FeatureSelection selection = selection(
                config.get("feature_selection").text(),
                config.get("num_features").integer(1, columns));
        Spread[] weights = Spread.many(columns);
        Spread intercepts = new Spread();
        Spread scores = new Spread();
        Spread predictions = new Spread();
        for (int seed = 0; seed < seeds; seed++) {
            Lime.Builder builder = Lime.builder(model, statistics)
                    .mode(LimeMode.COMPATIBLE)
                    .samples(config.get("num_samples").integer(1, Integer.MAX_VALUE))
                    .kernelWidth(config.get("kernel_width_effective").number())
                    .featureSelection(selection)
                    .seed(seed);
            if (config.get("sample_around_instance").truth()) {
                builder.sampling(Sampling.AROUND_INSTANCE);
            }
            Explanation explanation = builder.build().explain(rows.row(row));
            double[] values = explanation.outputs().get(label).values();
            for (int c = 0; c < columns; c++) {
                if (values[c] != 0) {
                    weights[c].add(values[c]);
                }
            }
            Fidelity.LocalSurrogate.Fit fit =
                    ((Fidelity.LocalSurrogate) explanation.fidelity()).fits().get(label);
            intercepts.add(explanation.outputs().get(label).baseValue());
            scores.add(fit.weightedR2().orElse(Double.NaN));
            predictions.add(fit.localPrediction());
        }
        compare(
                quantity,
                recorded,
                weights,
                Map.of("intercept", intercepts, "score_r2", scores, "local_pred", predictions));
    }

    private void compare(String quantity, CaseValue recorded, Spread[] weights, Map<String, Spread> others) {
        String config = configName(recorded.get("config")) + ".row"
                + recorded.get("row").node().asString();
        outcomes.addAll(compare(file.caseName(), quantity + "." + config, recorded, weights, others, seeds));
    }

    /** Compares means, spreads and shares of selection over seeds; a weight of 0 is one that was not selected. */
    static List<Outcome> compare(
            String caseName, String name, CaseValue recorded, Spread[] weights, Map<String, Spread> others, int seeds) {
        int theirSeeds = recorded.get("n_seeds").integer(2, Integer.MAX_VALUE);
        LargestError means = new LargestError();
        LargestError spreads = new LargestError();
        LargestError fractions = new LargestError();
        for (int c = 0; c < weights.length; c++) {
            double theirs = recorded.get("selected_fraction").items().get(c).number();
            double ours = (double) weights[c].count() / seeds;
            double pooled = (theirs * theirSeeds + ours * seeds) / (theirSeeds + seeds);
            double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / theirSeeds + 1.0 / seeds));
            fractions.add(ours, theirs, MEAN_TOLERANCE * error);
            double count = theirs * theirSeeds;
            if (count >= FEWEST_SELECTIONS && weights[c].count() >= FEWEST_SELECTIONS) {
                double mean = recorded.get("weight_mean").items().get(c).number();
                double deviation = recorded.get("weight_std").items().get(c).number();
                compare(weights[c], mean, deviation, count, means, spreads);
            }
        }
        others.forEach((other, ours) -> {
            CaseValue theirs = recorded.get(other);
            compare(ours, theirs.get("mean").number(), theirs.get("std").number(), theirSeeds, means, spreads);
        });
        return List.of(
                new Outcome.Checked(caseName, name + ".mean", means.value(), 1, ""),
                new Outcome.Checked(caseName, name + ".spread", spreads.value(), 1, ""),
                new Outcome.Checked(caseName, name + ".selected", fractions.value(), 1, ""));
    }

    private static String configName(CaseValue config) {
        String binned = config.get("discretize_continuous").truth()
                ? config.get("discretizer").text()
                : "none";
        return binned + "." + config.get("feature_selection").text()
                + (config.get("sample_around_instance").truth() ? ".around_instance" : "");
    }

    /** Errors as shares of what is allowed. */
    private static void compare(
            Spread ours, double mean, double deviation, double count, LargestError means, LargestError spreads) {
        double error = Math.sqrt(deviation * deviation / count + ours.variance() / ours.count());
        means.add(ours.mean(), mean, MEAN_TOLERANCE * error);
        // of a standard deviation, relative to it: √((kurtosis − 1) / 4n); a rare other selection makes far-off values
        double ratioError = Math.sqrt(Math.max(ours.kurtosis() - 1, 2) / 4 * (1 / count + 1.0 / ours.count()));
        boolean settled = Math.min(count, ours.count()) >= FEWEST_VALUES && ours.kurtosis() <= LARGEST_KURTOSIS;
        double allowed = settled ? SPREAD_TOLERANCE : Math.max(SPREAD_TOLERANCE, SPREAD_ERRORS * ratioError);
        spreads.add(Math.sqrt(ours.variance()) / deviation, 1, allowed);
    }

    /** Mean and variance of the numbers that it is told of. */
    static final class Spread {

        private final List<Double> values = new ArrayList<>();

        static Spread[] many(int count) {
            Spread[] spreads = new Spread[count];
            Arrays.setAll(spreads, i -> new Spread());
            return spreads;
        }

        void add(double value) {
            values.add(value);
        }

        int count() {
            return values.size();
        }

        double mean() {
            return values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
        }

        double variance() {
            return power(2) * count() / (count() - 1);
        }

        /** The fourth central moment over the squared variance: 3 for a normal, more where rare values are far off. */
        double kurtosis() {
            double variance = power(2);
            return variance > 0 ? power(4) / (variance * variance) : 3;
        }

        private double power(int exponent) {
            double mean = mean();
            return values.stream()
                    .mapToDouble(v -> Math.pow(v - mean, exponent))
                    .average()
                    .orElse(Double.NaN);
        }
    }
}
