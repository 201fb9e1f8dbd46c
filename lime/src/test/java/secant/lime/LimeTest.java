package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.explanation.StopReason;
import secant.model.Predictor;
import secant.model.PredictorException;

class LimeTest {

    private static final Matrix TRAINING = Samples.normal(2000, 4, 11);
    private static final Schema SCHEMA = Schema.numeric("a", "b", "c", "d");
    private static final double[] ROW = {0.2, -1.1, 0.7, 1.6};

    /** A product of three columns, so that no fit of pairs is exact. */
    private static final Predictor BENT = Predictor.ofScore(
                    x -> 1 / (1 + Math.exp(-x[0] - 2 * x[1] * x[2] * x[3] - x[1])))
            .threadSafe();

    private static TrainingStatistics statistics(Discretizer discretizer) {
        return TrainingStatistics.of(SCHEMA, TRAINING, discretizer);
    }

    private static Lime.Builder bent(Discretizer discretizer) {
        return Lime.builder(BENT, statistics(discretizer));
    }

    private static Fidelity.LocalSurrogate fidelity(Explanation explanation) {
        return (Fidelity.LocalSurrogate) explanation.fidelity();
    }

    private static double[] errors(Explanation explanation) {
        return explanation.outputs().get(0).attributions().stream()
                .mapToDouble(Attribution::standardError)
                .toArray();
    }

    // ---- closed forms (Garreau and von Luxburg 2020): Gaussian columns, bins of known probability

    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void explain_linearModelOfNumbers_givesItsCoefficientsPerDeviation(LimeMode mode) {
        double[] slopes = {3, -2, 0, 0.5};
        Predictor linear = Predictor.ofScore(x -> 7 + 3 * x[0] - 2 * x[1] + 0.5 * x[3]);
        TrainingStatistics statistics = statistics(Discretizer.none());

        Explanation explanation =
                Lime.builder(linear, statistics).mode(mode).ridge(0).build().explain(ROW);

        for (int c = 0; c < 4; c++) {
            assertThat(explanation.outputs().get(0).values()[c])
                    .isCloseTo(slopes[c] * statistics.column(c).scale, within(1e-12));
        }
        assertThat(fidelity(explanation).fits().get(0).weightedR2()).hasValueCloseTo(1.0, within(1e-12));
        assertThat(fidelity(explanation).fits().get(0).predictionGap()).isCloseTo(0, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void explain_linearModelOfBins_givesDifferencesOfBinMeans(LimeMode mode) {
        Predictor linear = Predictor.ofScore(x -> 3 * x[0] - 2 * x[1]);
        TrainingStatistics statistics = statistics(Discretizer.quartile());
        double[] slopes = {3, -2, 0, 0};

        Explanation explanation =
                Lime.builder(linear, statistics).mode(mode).ridge(0).build().explain(ROW);

        for (int c = 0; c < 4; c++) {
            ColumnStatistics column = statistics.column(c);
            int own = column.cell(ROW[c]);
            double others = 0;
            double weight = 0;
            for (int b = 0; b < column.frequencies.length; b++) {
                others += b == own ? 0 : column.frequencies[b] * Samples.truncatedMean(column, b);
                weight += b == own ? 0 : column.frequencies[b];
            }
            double expected = slopes[c] * (Samples.truncatedMean(column, own) - others / weight);
            Attribution attribution =
                    explanation.outputs().get(0).attributions().get(c);
            assertThat(Math.abs(attribution.value() - expected))
                    .isLessThanOrEqualTo(5 * attribution.standardError() + 1e-12);
        }
    }

    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void explain_indicatorOfTheRowsBins_isTheProductOfTheOthersShares(LimeMode mode) {
        TrainingStatistics statistics = statistics(Discretizer.quartile());
        Predictor indicator = Predictor.ofScore(x -> inside(statistics, 0, x) * inside(statistics, 1, x));
        double width = 1.1;
        double c = Math.exp(-1 / (2 * width * width));

        Explanation explanation = Lime.builder(indicator, statistics)
                .mode(mode)
                .ridge(0)
                .kernelWidth(width)
                .build()
                .explain(ROW);

        for (int player = 0; player < 4; player++) {
            double expected = 0;
            if (player < 2) {
                ColumnStatistics other = statistics.column(1 - player);
                double p = other.frequencies[other.cell(ROW[1 - player])];
                expected = p / (p + (1 - p) * c);
            }
            Attribution attribution =
                    explanation.outputs().get(0).attributions().get(player);
            assertThat(Math.abs(attribution.value() - expected))
                    .isLessThanOrEqualTo(5 * attribution.standardError() + 1e-12);
        }
    }

    private static double inside(TrainingStatistics statistics, int column, double[] x) {
        return statistics.column(column).cell(x[column])
                        == statistics.column(column).cell(ROW[column])
                ? 1
                : 0;
    }

    // ---- modes

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void explain_stableAndCompatible_tendToTheSame(boolean bins) {
        Discretizer discretizer = bins ? Discretizer.quartile() : Discretizer.none();
        Explanation stable = bent(discretizer).samples(40_000).build().explain(ROW);
        Explanation compatible = bent(discretizer)
                .mode(LimeMode.COMPATIBLE)
                .ridge(0)
                .samples(40_000)
                .build()
                .explain(ROW);

        double[] mine = stable.outputs().get(0).values();
        double[] theirs = compatible.outputs().get(0).values();
        for (int c = 0; c < 4; c++) {
            double error = Math.hypot(errors(stable)[c], errors(compatible)[c]);
            assertThat(Math.abs(mine[c] - theirs[c])).isLessThanOrEqualTo(4 * error);
        }
        assertThat(errors(stable)[0]).isLessThan(errors(compatible)[0]);
    }

    @Tag("statistical")
    @ParameterizedTest
    @CsvSource({"STABLE, true, 1024", "STABLE, false, 1024", "STABLE, true, 5000", "COMPATIBLE, true, 1024"})
    void standardErrors_overSeeds_coverTheLimit(LimeMode mode, boolean bins, int samples) {
        TrainingStatistics statistics = statistics(bins ? Discretizer.quartile() : Discretizer.none());
        double[] limit = new double[4];
        for (int seed = 1000; seed < 1008; seed++) {
            double[] values = Lime.builder(BENT, statistics)
                    .samples(1 << 16)
                    .seed(seed)
                    .build()
                    .explain(ROW)
                    .outputs()
                    .get(0)
                    .values();
            for (int c = 0; c < 4; c++) {
                limit[c] += values[c] / 8;
            }
        }
        int covered = 0;
        int all = 0;
        for (int seed = 0; seed < 250; seed++) {
            Explanation explanation = Lime.builder(BENT, statistics)
                    .mode(mode)
                    .ridge(0)
                    .samples(samples)
                    .seed(seed)
                    .build()
                    .explain(ROW);
            double[] values = explanation.outputs().get(0).values();
            double[] errors = errors(explanation);
            for (int c = 0; c < 4; c++) {
                covered += Math.abs(values[c] - limit[c]) <= 1.96 * errors[c] ? 1 : 0;
                all++;
            }
        }
        assertThat(covered / (double) all).isBetween(0.92, 0.98);
    }

    @Test
    void explain_fewCategories_isExact() {
        Schema schema = Schema.of(Feature.categorical("x", "p", "q", "r"), Feature.categorical("y", "s", "t"));
        Matrix rows = Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 1}, {2, 1}, {0, 1}, {1, 0}});
        AtomicInteger asked = new AtomicInteger();
        Predictor model = Predictor.ofScore(x -> {
            asked.incrementAndGet();
            return x[0] == 0 ? (x[1] == 1 ? 4 : 1) : x[0] + x[1];
        });

        Explanation explanation = Lime.builder(model, schema, rows).build().explain(0, 1);

        // independent columns: the coefficient is E[f | own] − E[f | other] under the tilted law
        double c = Math.exp(-1 / (2 * 0.5625 * 2));
        double own = 0.5 / (0.5 + 0.5 * c);
        double t = (4 / 6.0) / (4 / 6.0 + 2 / 6.0 * c);
        double q = (2 / 6.0) / 0.5; // of the other categories of x
        double first = 4 * t + 1 * (1 - t) - (q * (1 + t) + (1 - q) * (2 + t));
        double second = own * 4 + (1 - own) * (q * 2 + (1 - q) * 3) - (own * 1 + (1 - own) * (q * 1 + (1 - q) * 2));
        double[] values = explanation.outputs().get(0).values();
        assertThat(values[0]).isCloseTo(first, within(1e-12));
        assertThat(values[1]).isCloseTo(second, within(1e-12));
        assertThat(errors(explanation)).containsOnly(0);
        assertThat(explanation.provenance().stopReason()).isEqualTo(StopReason.EXACT);
        assertThat(asked.get()).isEqualTo(6 + 2);
        assertThat(explanation.provenance().modelRows()).isEqualTo(8);
        assertThat(explanation.conditions()).containsExactly("x = p", "y = t");
    }

    @Test
    void explain_samplesAndModelRows_areThoseReported() {
        AtomicLong asked = new AtomicLong();
        Predictor counting = rows -> {
            asked.addAndGet(rows.rows());
            return BENT.predict(rows);
        };
        Explanation numbers =
                Lime.builder(counting, statistics(Discretizer.none())).build().explain(ROW);
        assertThat(asked.getAndSet(0)).isEqualTo(5000 + 2);
        assertThat(numbers.provenance().modelRows()).isEqualTo(5000 + 2);
        Lime.builder(counting, statistics(Discretizer.decile())).build().explain(ROW);
        assertThat(asked.getAndSet(0)).isEqualTo(5000 + 2);
        Explanation stable = Lime.builder(counting, statistics(Discretizer.quartile()))
                .build()
                .explain(ROW);
        assertThat(asked.get()).as("two powers of two").isEqualTo(4096 + 2);
        assertThat(stable.provenance().modelRows()).isEqualTo(4096 + 2);
        assertThat(stable.provenance().stopReason()).isEqualTo(StopReason.BUDGET);
        assertThat(stable.condition(0))
                .hasValueSatisfying(text -> assertThat(text).contains("a"));
    }

    // ---- the price of fewer samples: none in the limit

    /** Twenty columns, and a model that is bent along all of them: what linear fits leave over is large. */
    private static Lime.Builder steep(Discretizer discretizer) {
        Predictor model =
                Predictor.ofScore(x -> 1 / (1 + StrictMath.exp(-Arrays.stream(x).sum())));
        return Lime.builder(
                model.threadSafe(), TrainingStatistics.of(Schema.unnamed(20), Samples.normal(500, 20, 3), discretizer));
    }

    @Tag("statistical")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void explain_controlVariates_takeErrorsButNoLimitsAway(boolean bins) {
        Discretizer discretizer = bins ? Discretizer.quartile() : Discretizer.none();
        double[] row = Samples.normal(1, 20, 8).row(0);
        // the same samples' law by weights, which have no control variates
        Distance weighted = (x, z) -> Distance.euclidean().between(x, z);
        double[] limit = new double[20];
        int references = 8;
        for (int seed = 0; seed < references; seed++) {
            double[] values = steep(discretizer)
                    .samples(40_000)
                    .distance(weighted)
                    .points(Points.SOBOL)
                    .seed(900 + seed)
                    .build()
                    .explain(row)
                    .outputs()
                    .get(0)
                    .values();
            for (int c = 0; c < 20; c++) {
                limit[c] += values[c] / references;
            }
        }
        int covered = 0;
        int all = 0;
        double controlled = 0;
        double plain = 0;
        for (int seed = 0; seed < 40; seed++) {
            Explanation explanation =
                    steep(discretizer).samples(2000).seed(seed).build().explain(row);
            double[] values = explanation.outputs().get(0).values();
            double[] errors = errors(explanation);
            double[] other = steep(discretizer)
                    .samples(2000)
                    .distance(weighted)
                    .seed(seed)
                    .build()
                    .explain(row)
                    .outputs()
                    .get(0)
                    .values();
            for (int c = 0; c < 20; c++) {
                covered += Math.abs(values[c] - limit[c]) <= 1.96 * errors[c] ? 1 : 0;
                controlled += Math.pow(values[c] - limit[c], 2);
                plain += Math.pow(other[c] - limit[c], 2);
                all++;
            }
        }
        assertThat(covered / (double) all).isBetween(0.92, 0.98);
        assertThat(Math.sqrt(controlled / plain)).isLessThan(0.9);
    }

    @Test
    void standIn_smallColumns_hasTheMeanAndTheSlopesOfAllCombinations() {
        Schema schema = Schema.of(Feature.numeric("a"), Feature.categorical("b", "p", "q", "r"), Feature.numeric("c"));
        double[][] rows = new double[60][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] =
                    new double[] {Math.sin(r), r % 3 == 0 ? 0 : r % 3 == 1 && r % 2 == 0 ? 1 : 2, r < 40 ? 1 : r * 0.1};
        }
        for (Discretizer discretizer : List.of(Discretizer.quartile(), Discretizer.none())) {
            TrainingStatistics statistics = TrainingStatistics.of(schema, Matrix.of(rows), discretizer);
            double[] row = {0.3, 1, 4.5};
            Predictor model = Predictor.ofScore(x -> Math.exp(x[0]) + x[1] * x[2]);
            Lime lime = Lime.builder(model, statistics).samples(400).build();
            double[] instance = new double[3];
            for (int c = 0; c < 3; c++) {
                ColumnStatistics column = statistics.column(c);
                instance[c] = column.isBit() ? 1 : (row[c] - column.mean) / column.scale;
            }
            ColumnLaw[] laws = new NeighbourhoodLaw(lime, row, instance).columns();
            NeighbourhoodSamples samples =
                    new NeighbourhoodSamples(lime.design, statistics, lime.store, laws, row, instance, false);
            double[] cells = new double[400 * 3];
            samples.rows(0, 400, cells);
            double[] answers = model.predict(Matrix.wrap(400, 3, cells)).data();

            ControlVariates controls = new ControlVariates(samples, laws, answers, new double[] {2});

            for (int half = 0; half < 2; half++) {
                double mean = 0;
                double total = 0;
                double[] covariances = new double[3];
                int[] parts = new int[3];
                for (parts[0] = 0; parts[0] < laws[0].parts(); parts[0]++) {
                    for (parts[1] = 0; parts[1] < laws[1].parts(); parts[1]++) {
                        for (parts[2] = 0; parts[2] < laws[2].parts(); parts[2]++) {
                            double share = 1;
                            for (int c = 0; c < 3; c++) {
                                share *= laws[c].partShare(parts[c]);
                            }
                            total += share;
                            mean += share * controls.standIn(half, 0, parts);
                            for (int c = 0; c < 3; c++) {
                                covariances[c] += share
                                        * (laws[c].partFeature(parts[c]) - laws[c].mean())
                                        * controls.standIn(half, 0, parts);
                            }
                        }
                    }
                }
                assertThat(total).isCloseTo(1, within(1e-14));
                assertThat(controls.mean(half, 0)).isCloseTo(mean, within(1e-12));
                for (int c = 0; c < 3; c++) {
                    assertThat(controls.slope(half, 0, c))
                            .isNotZero()
                            .isCloseTo(covariances[c] / laws[c].variance(), within(1e-12));
                }
            }
        }
    }

    /** Rows that are not distributed normally, a model without smoothness, and every way to spread points. */
    @Tag("statistical")
    @ParameterizedTest
    @EnumSource(Points.class)
    void points_anyKind_tendToTheSame(Points points) {
        Explanation expected =
                bent(Discretizer.quartile()).samples(40_000).build().explain(ROW);
        for (LimeMode mode : LimeMode.values()) {
            Explanation explanation = bent(Discretizer.quartile())
                    .mode(mode)
                    .ridge(0)
                    .points(points)
                    .samples(8000)
                    .build()
                    .explain(ROW);
            assertThat(explanation.provenance().options().get("points"))
                    .contains(
                            switch (points) {
                                case RANDOM -> "independent";
                                case LATIN_HYPERCUBE -> "Latin hypercubes of 2000";
                                case SOBOL -> "scrambled Sobol sequences of 4000";
                            });
            for (int c = 0; c < 4; c++) {
                double error = Math.hypot(errors(explanation)[c], errors(expected)[c]);
                assertThat(explanation.outputs().get(0).values()[c])
                        .isCloseTo(expected.outputs().get(0).values()[c], within(4 * error));
            }
        }
    }

    /** The penalty takes at most α / (the smallest eigenvalue of the scatter + α) of the coefficients' length. */
    @Test
    void explain_compatibleOfALine_isWithinThePenaltysBias() {
        double[] slopes = {3, -2, 0, 0.5};
        Predictor linear = Predictor.ofScore(x -> 7 + 3 * x[0] - 2 * x[1] + 0.5 * x[3]);
        TrainingStatistics statistics = statistics(Discretizer.none());
        Explanation explanation = Lime.builder(linear, statistics)
                .mode(LimeMode.COMPATIBLE)
                .build()
                .explain(ROW);
        Explanation unpenalised = Lime.builder(linear, statistics)
                .mode(LimeMode.COMPATIBLE)
                .ridge(0)
                .build()
                .explain(ROW);

        double length = 0;
        double difference = 0;
        for (int c = 0; c < 4; c++) {
            double exact = slopes[c] * statistics.column(c).scale;
            double found = explanation.outputs().get(0).values()[c];
            length += exact * exact;
            difference += Math.pow(found - exact, 2);
            assertThat(Math.signum(Math.rint(found * 100))).isEqualTo(Math.signum(Math.rint(exact * 100)));
            assertThat(unpenalised.outputs().get(0).values()[c]).isCloseTo(exact, within(1e-12));
        }
        // samples weigh 1 to e^-d²/2w²: at least 500 of the 5,000 in every direction
        assertThat(Math.sqrt(difference / length)).isGreaterThan(0).isLessThan(1.0 / (500 + 1.0));
    }

    // ---- options

    @Test
    void kernelWidth_matchedShare_isTheShareThatTheFidelityReports() {
        Explanation explanation = bent(Discretizer.quartile())
                .kernelWidth(KernelWidth.matchedShare(0.6))
                .build()
                .explain(ROW);
        assertThat(fidelity(explanation).matchedShare()).hasValueCloseTo(0.6, within(0.002));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bent(Discretizer.quartile())
                        .kernelWidth(KernelWidth.matchedShare(0.1))
                        .build()
                        .explain(ROW))
                .withMessageContaining("matched share must be between 0.2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bent(Discretizer.none())
                        .kernelWidth(KernelWidth.matchedShare(0.5))
                        .build())
                .withMessageContaining("a matched share must have bins or categories");
    }

    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void kernelWidth_bestFit_fitsBetterThanTheDefault(LimeMode mode) {
        Explanation standard = bent(Discretizer.none()).mode(mode).build().explain(ROW);
        Explanation best = bent(Discretizer.none())
                .mode(mode)
                .kernelWidth(KernelWidth.bestFit(0.05))
                .build()
                .explain(ROW);
        assertThat(fidelity(best).fits().get(0).weightedR2().orElseThrow())
                .isGreaterThan(fidelity(standard).fits().get(0).weightedR2().orElseThrow());
        assertThat(fidelity(best).effectiveShare()).isGreaterThanOrEqualTo(0.05);
    }

    @Test
    void featureSelection_anyKind_keepsAsManyAsAskedFor() {
        for (FeatureSelection selection : List.of(
                FeatureSelection.auto(2),
                FeatureSelection.forward(2),
                FeatureSelection.highestWeights(2),
                FeatureSelection.lassoPath(2))) {
            for (LimeMode mode : LimeMode.values()) {
                double[] values = bent(Discretizer.quartile())
                        .mode(mode)
                        .featureSelection(selection)
                        .build()
                        .explain(ROW)
                        .outputs()
                        .get(0)
                        .values();
                assertThat(Arrays.stream(values).filter(v -> v != 0)).hasSize(2);
            }
        }
    }

    @Test
    void distance_cosineOrOwn_weightsTheSamples() {
        Explanation cosine = bent(Discretizer.quartile())
                .distance(Distance.cosine())
                .kernelWidth(0.5)
                .build()
                .explain(ROW);
        assertThat(fidelity(cosine).effectiveShare()).isLessThan(1);
        Explanation own = bent(Discretizer.quartile())
                .distance((x, z) -> Distance.euclidean().between(x, z))
                .build()
                .explain(ROW);
        Explanation euclidean = bent(Discretizer.quartile()).build().explain(ROW);
        for (int c = 0; c < 4; c++) {
            assertThat(own.outputs().get(0).values()[c])
                    .isCloseTo(
                            euclidean.outputs().get(0).values()[c],
                            within(4 * Math.hypot(errors(own)[c], errors(euclidean)[c])));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bent(Discretizer.quartile())
                        .distance((x, z) -> Double.NaN)
                        .build()
                        .explain(ROW))
                .withMessageContaining("must be 0 or more but is NaN");
    }

    @Test
    void outputs_chosenOrTop_areThoseOfAll() {
        Predictor two = Predictor.ofRow(x -> new double[] {x[0] * x[1], 3 + x[2], 1 - x[0]})
                .withOutputNames("p", "q", "r");
        Lime.Builder all = Lime.builder(two, statistics(Discretizer.quartile()));
        Explanation whole = all.build().explain(ROW);

        Explanation chosen = Lime.builder(two, statistics(Discretizer.quartile()))
                .outputs("r", "p")
                .build()
                .explain(ROW);
        assertThat(chosen.outputs())
                .containsExactly(whole.outputs().get(2), whole.outputs().get(0));
        Lime top = Lime.builder(two, statistics(Discretizer.quartile()))
                .topOutputs(1)
                .build();
        assertThat(top.explain(ROW).outputs()).containsExactly(whole.outputs().get(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> top.explain(Matrix.of(new double[][] {ROW, ROW})))
                .withMessageContaining("name the outputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lime.builder(two, statistics(Discretizer.quartile()))
                        .outputs("x")
                        .build()
                        .explain(ROW))
                .withMessage("no output is named 'x'; the outputs are [p, q, r]");
    }

    @Test
    void build_optionsThatDoNotApply_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bent(Discretizer.quartile()).samples(9).build())
                .withMessage("samples must be at least 10 and 2 × columns, in multiples of 4, which is 12, but is 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bent(Discretizer.quartile())
                        .sampling(Sampling.AROUND_INSTANCE)
                        .build())
                .withMessageContaining("take Discretizer.none()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bent(Discretizer.quartile()).kernelWidth(Double.NaN))
                .withMessageContaining("kernel width must be above 0 and finite but is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bent(Discretizer.quartile()).ridge(-1))
                .withMessage("ridge alpha must be finite and 0 or more but is -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lime.builder(Predictor.ofScore(x -> 1), statistics(Discretizer.none()))
                        .parallelism(2))
                .withMessageContaining("predictor.threadSafe()");
    }

    // ---- determinism

    @Test
    void explain_anyBatchesThreadsAndOrder_hasTheSameBits() {
        for (LimeMode mode : LimeMode.values()) {
            Matrix rows = Samples.normal(6, 4, 5);
            Explanations one = bent(Discretizer.quartile())
                    .mode(mode)
                    .samples(500)
                    .parallelism(1)
                    .build()
                    .explain(rows)
                    .orThrow();
            Lime other = bent(Discretizer.quartile())
                    .mode(mode)
                    .samples(500)
                    .batchRows(7)
                    .parallelism(4)
                    .build();
            assertThat(other.explain(rows).orThrow().all()).isEqualTo(one.all());
            assertThat(other.explain(rows.row(3))).isEqualTo(one.get(3));
            assertThat(bent(Discretizer.quartile())
                            .mode(mode)
                            .samples(500)
                            .seed(1)
                            .build()
                            .explain(rows.row(3)))
                    .isNotEqualTo(one.get(3));
        }
    }

    // ---- faults

    @Test
    void explain_rowFarFromTheData_isRefusedRatherThanZeros() {
        double[] far = ROW.clone();
        far[2] = 1e6;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bent(Discretizer.none())
                        .mode(LimeMode.COMPATIBLE)
                        .build()
                        .explain(far))
                .withMessageContaining("must have at least 10 effective samples for 4 columns")
                .withMessageContaining("'c' of the row is")
                .withMessageContaining("samples or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bent(Discretizer.none()).build().explain(far))
                .withMessageContaining("far from the training rows, with 'c'")
                .withMessageContaining("or try a kernel width of");
    }

    /** Milliseconds since 1970, of rows that are seconds apart: still thousands of numbers a deviation. */
    @Test
    void explain_numbersFarFromZero_haveTheirSlope() {
        double start = 1.7e12;
        double[] times = TRAINING.data().clone();
        Arrays.setAll(times, i -> start + 1000 * times[i]);
        Matrix training = Matrix.wrap(TRAINING.rows(), 4, times);
        TrainingStatistics statistics = TrainingStatistics.of(SCHEMA, training, Discretizer.none());
        Predictor linear = Predictor.ofScore(x -> (x[0] - start) / 1000);

        double[] values = Lime.builder(linear, statistics)
                .build()
                .explain(training.row(0))
                .outputs()
                .get(0)
                .values();

        assertThat(values[0]).isCloseTo(statistics.column(0).scale / 1000, within(1e-6));
        assertThat(Math.abs(values[1])).isLessThan(1e-6);
    }

    /** Squares of such widths are 0 or infinite. */
    @Tag("statistical")
    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-200, 1e-12, 1e-8, 1e8, 1e200, Double.MAX_VALUE})
    void kernelWidth_extreme_isRefusedInWordsOrGivesFiniteNumbers(double width) {
        Predictor finite = rows -> {
            assertThat(Arrays.stream(rows.data())).allMatch(Double::isFinite);
            return BENT.predict(rows);
        };
        for (LimeMode mode : LimeMode.values()) {
            for (boolean bins : new boolean[] {false, true}) {
                Lime lime = Lime.builder(finite, statistics(bins ? Discretizer.quartile() : Discretizer.none()))
                        .mode(mode)
                        .kernelWidth(width)
                        .build();
                boolean canBeDrawnFrom = mode == LimeMode.STABLE && !bins && width > 1e-9;
                if (width > 1 || canBeDrawnFrom) {
                    assertThat(Arrays.stream(lime.explain(ROW).outputs().get(0).values()))
                            .as("%s, bins %s", mode, bins)
                            .allMatch(Double::isFinite);
                } else {
                    assertThatIllegalArgumentException()
                            .as("%s, bins %s", mode, bins)
                            .isThrownBy(() -> lime.explain(ROW))
                            .withMessageContaining("width")
                            .withMessageContaining("try ");
                }
            }
        }
    }

    @Test
    void explain_narrowKernel_isRefusedWithAWidthThatWorks() {
        for (LimeMode mode : LimeMode.values()) {
            List<String> messages = new ArrayList<>();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bent(Discretizer.quartile())
                            .mode(mode)
                            .kernelWidth(0.01)
                            .build()
                            .explain(ROW))
                    .satisfies(e -> messages.add(String.valueOf(e.getMessage())));
            String width = messages.get(0).replaceAll("(?s).*try (a width of )?([0-9.e+-]+) or more.*", "$2");
            Explanation tried = bent(Discretizer.quartile())
                    .mode(mode)
                    .kernelWidth(Double.parseDouble(width))
                    .build()
                    .explain(ROW);
            assertThat(tried.outputs()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1e-14,STABLE", "1e14,STABLE", "1e-14,COMPATIBLE", "1e14,COMPATIBLE"})
    void explain_otherUnitsInBins_givesTheSameCoefficients(double unit, LimeMode mode) {
        Matrix scaled = TRAINING.copy();
        for (int i = 0; i < scaled.data().length; i++) {
            scaled.data()[i] *= unit;
        }
        double[] row = Arrays.stream(ROW).map(v -> v * unit).toArray();
        Predictor model = Predictor.ofScore(x -> x[0] / unit - 2 * x[1] / unit * x[2] / unit);
        Predictor plain = Predictor.ofScore(x -> x[0] - 2 * x[1] * x[2]);
        TrainingStatistics other = TrainingStatistics.of(SCHEMA, scaled, Discretizer.quartile());

        OutputExplanation actual = Lime.builder(model, other)
                .mode(mode)
                .build()
                .explain(row)
                .outputs()
                .get(0);

        OutputExplanation expected = Lime.builder(plain, statistics(Discretizer.quartile()))
                .mode(mode)
                .build()
                .explain(ROW)
                .outputs()
                .get(0);
        assertThat(actual.values()).containsExactly(expected.values(), within(1e-9));
        assertThat(actual.baseValue()).isCloseTo(expected.baseValue(), within(1e-9));
    }

    @Test
    void explain_binOfOneValue_samplesThatValue() {
        double[][] rows = new double[100][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = new double[] {r < 50 ? 0.3e-14 : r * 1e-14};
        }
        Set<Double> seen = new HashSet<>();
        Predictor model = Predictor.ofScore(x -> {
            if (x[0] < 25e-14) {
                seen.add(x[0]);
            }
            return x[0];
        });
        Lime.builder(model, Schema.unnamed(1), Matrix.of(rows)).build().explain(60e-14);
        assertThat(seen).containsExactly(0.3e-14);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e-6, 1, 1e9})
    void explain_otherUnits_givesTheSameCoefficients(double unit) {
        Matrix scaled = TRAINING.copy();
        for (int i = 0; i < scaled.data().length; i++) {
            scaled.data()[i] *= unit;
        }
        double[] row = Arrays.stream(ROW).map(v -> v * unit).toArray();
        Predictor model = Predictor.ofScore(x -> x[0] / unit - 2 * x[1] / unit * x[2] / unit);
        Predictor plain = Predictor.ofScore(x -> x[0] - 2 * x[1] * x[2]);
        TrainingStatistics other = TrainingStatistics.of(SCHEMA, scaled, Discretizer.none());

        double[] values =
                Lime.builder(model, other).build().explain(row).outputs().get(0).values();

        double[] expected = Lime.builder(plain, statistics(Discretizer.none()))
                .build()
                .explain(ROW)
                .outputs()
                .get(0)
                .values();
        for (int c = 0; c < 4; c++) {
            assertThat(values[c]).isCloseTo(expected[c], within(1e-9));
        }
    }

    /** Raw scales from 1e-6 to 1e9 side by side. */
    @ParameterizedTest
    @CsvSource({"STABLE,true", "STABLE,false", "COMPATIBLE,true", "COMPATIBLE,false"})
    void explain_columnsOfAllSizes_haveTheirCoefficients(LimeMode mode, boolean bins) {
        double[] units = {1e-6, 1, 1e4, 1e9};
        Discretizer discretizer = bins ? Discretizer.quartile() : Discretizer.none();
        Matrix scaled = TRAINING.copy();
        for (int i = 0; i < scaled.data().length; i++) {
            scaled.data()[i] *= units[i % 4];
        }
        double[] row = new double[4];
        Arrays.setAll(row, c -> ROW[c] * units[c]);
        Predictor model = Predictor.ofScore(
                x -> x[0] / units[0] - 2 * (x[1] / units[1]) * (x[2] / units[2]) + Math.abs(x[3] / units[3]));
        Predictor plain = Predictor.ofScore(x -> x[0] - 2 * x[1] * x[2] + Math.abs(x[3]));

        double[] values = Lime.builder(model, TrainingStatistics.of(SCHEMA, scaled, discretizer))
                .mode(mode)
                .build()
                .explain(row)
                .outputs()
                .get(0)
                .values();

        double[] expected = Lime.builder(plain, statistics(discretizer))
                .mode(mode)
                .build()
                .explain(ROW)
                .outputs()
                .get(0)
                .values();
        assertThat(values).containsExactly(expected, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void explain_constantColumn_getsZero(LimeMode mode) {
        Matrix rows = TRAINING.copy();
        for (int r = 0; r < rows.rows(); r++) {
            rows.data()[4 * r + 3] = 5;
        }
        Predictor model = Predictor.ofScore(x -> x[0] + x[3] * x[1]);
        Explanation explanation =
                Lime.builder(model, SCHEMA, rows).mode(mode).build().explain(0.2, -1.1, 0.7, 5);
        assertThat(explanation.outputs().get(0).values()[3]).isZero();
        assertThat(errors(explanation)[3]).isZero();
        assertThat(explanation.outputs().get(0).values()[0]).isNotZero();
    }

    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void explain_constantModel_givesZerosAndUndefinedFidelity(LimeMode mode) {
        Explanation explanation = Lime.builder(Predictor.ofScore(x -> 0.1), statistics(Discretizer.quartile()))
                .mode(mode)
                .build()
                .explain(ROW);
        assertThat(explanation.outputs().get(0).values()).containsOnly(0);
        assertThat(explanation.outputs().get(0).baseValue()).isEqualTo(0.1);
        assertThat(fidelity(explanation).fits().get(0).weightedR2()).isEmpty();
    }

    @Test
    void explain_probabilitiesThatDoNotSumToOne_areExplainedOneByOne() {
        Predictor odd = Predictor.ofRow(x -> new double[] {x[0], x[0] + 3});
        Explanation explanation =
                Lime.builder(odd, statistics(Discretizer.quartile())).build().explain(ROW);
        assertThat(explanation.output("output 1").values()[0])
                .isCloseTo(explanation.output("output 0").values()[0], within(1e-12));
    }

    @Test
    void explain_tinyAndHugeOutputs_scaleExactly() {
        double[] plain = bent(Discretizer.quartile())
                .build()
                .explain(ROW)
                .outputs()
                .get(0)
                .values();
        for (double factor : new double[] {0x1p-40, 0x1p40}) {
            Predictor scaled = rows -> {
                Matrix answers = BENT.predict(rows);
                Arrays.setAll(answers.data(), i -> answers.data()[i] * factor);
                return answers;
            };
            double[] values = Lime.builder(scaled, statistics(Discretizer.quartile()))
                    .build()
                    .explain(ROW)
                    .outputs()
                    .get(0)
                    .values();
            for (int c = 0; c < 4; c++) {
                assertThat(values[c]).isEqualTo(plain[c] * factor);
            }
        }
    }

    @Test
    void explain_offsetOutputs_keepTheirCoefficients() {
        Predictor shifted = Predictor.ofScore(x -> 1e12 + Math.rint(1000 * x[0]));
        Predictor plain = Predictor.ofScore(x -> Math.rint(1000 * x[0]));
        double expected = Lime.builder(plain, statistics(Discretizer.quartile()))
                .build()
                .explain(ROW)
                .outputs()
                .get(0)
                .values()[0];
        assertThat(Lime.builder(shifted, statistics(Discretizer.quartile()))
                        .build()
                        .explain(ROW)
                        .outputs()
                        .get(0)
                        .values()[0])
                .isCloseTo(expected, within(1e-9));
    }

    @Test
    void explain_unseenCategory_warnsThatItsCoefficientSaysNothing() {
        Schema schema = Schema.of(Feature.categorical("home", "own", "rent", "boat"), Feature.numeric("x"));
        Matrix rows = Matrix.of(new double[][] {{0, 1}, {1, 2}, {0, 3}, {1, 4}, {1, 5}});
        Explanation explanation = Lime.builder(Predictor.ofScore(x -> x[0] + x[1]), schema, rows)
                .build()
                .explain(2, 3);
        assertThat(explanation.provenance().warnings())
                .containsExactly("no training row has home = boat: no sample agrees with it, and its coefficient says"
                        + " nothing");
        assertThat(explanation.outputs().get(0).values()[0]).isZero();
    }

    @Test
    void explain_badRowsAndModels_areNamed() {
        Lime lime = bent(Discretizer.quartile()).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lime.explain(1, 2, Double.NaN, 4))
                .withMessageContaining("column 2 ('c') of the explained row is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lime.explain(1, 2))
                .withMessageContaining("the first one missing is 'c'");
        Lime broken = Lime.builder(
                        Predictor.ofScore(x -> x[0] > 2 ? Double.NaN : 1), statistics(Discretizer.quartile()))
                .build();
        assertThatThrownBy(() -> broken.explain(ROW))
                .isInstanceOf(PredictorException.class)
                .hasMessageContaining("predictor returned NaN");
        AtomicInteger calls = new AtomicInteger();
        Predictor drifting = Predictor.ofScore(x -> calls.incrementAndGet());
        assertThat(Lime.builder(drifting, statistics(Discretizer.quartile()))
                        .build()
                        .explain(ROW)
                        .provenance()
                        .warnings())
                .anyMatch(warning -> warning.startsWith("the model is not deterministic"));
    }

    @Test
    void explain_interrupted_stopsWithinOneBatch() {
        AtomicInteger calls = new AtomicInteger();
        Predictor interrupting = rows -> {
            if (calls.incrementAndGet() == 3) {
                Thread.currentThread().interrupt();
            }
            return BENT.predict(rows);
        };
        Lime lime = Lime.builder(interrupting, statistics(Discretizer.quartile()))
                .batchRows(10)
                .build();
        assertThatThrownBy(() -> lime.explain(ROW)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(calls.get()).isEqualTo(3);
    }

    @Test
    void explain_listener_isToldOfEverySampleAndMayThrow() {
        List<Long> told = new ArrayList<>();
        bent(Discretizer.quartile())
                .samples(400)
                .batchRows(100)
                .build()
                .explain(ROW, progress -> told.add(progress.done()));
        assertThat(told).containsExactly(100L, 200L, 300L, 400L);
        Explanation explanation = bent(Discretizer.quartile()).build().explain(ROW, progress -> {
            throw new IllegalStateException("full");
        });
        assertThat(explanation.provenance().warnings()).anyMatch(warning -> warning.contains("full"));
    }
}
