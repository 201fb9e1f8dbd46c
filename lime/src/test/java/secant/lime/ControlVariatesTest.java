package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;
import secant.model.Predictor;
import secant.surrogate.SingularSystemException;

/** Against the same definitions, worked out sample by sample. */
class ControlVariatesTest {

    private static final double[] ORIGIN = {2, -1};
    private static final Predictor BENT = Predictor.ofRow(
            x -> new double[] {Math.exp(x[0]) + x[1] * x[2] + x[x.length - 1], x[0] > 0.2 ? x[2] : 3 * x[1]});
    private static final Predictor ONE_PART = Predictor.ofRow(x -> new double[] {2, x[1] == 1 ? 50 : -1});

    /** A row's samples, the answers to them, and what is known of its columns. */
    private static final class Case {

        private final int columns;
        private final int count;
        private final Lime lime;
        private final ColumnLaw[] laws;
        private final double[] instance;
        private final NeighbourhoodSamples samples;
        private final double[] answers;

        /** Whether the range of the last index was too wide for its deviation. */
        private boolean limited;

        Case(Schema schema, double[][] rows, double[] row, int count, Predictor model) {
            this.columns = row.length;
            this.count = count;
            TrainingStatistics statistics = TrainingStatistics.of(schema, Matrix.of(rows), Discretizer.quartile());
            this.lime = Lime.builder(model, statistics).samples(count).build();
            this.instance = new double[columns];
            Arrays.fill(instance, 1);
            this.laws = new NeighbourhoodLaw(lime, row, instance).columns();
            this.samples = new NeighbourhoodSamples(lime.design, statistics, lime.store, laws, row, instance, false);
            double[] cells = new double[count * columns];
            samples.rows(0, count, cells);
            this.answers = model.predict(Matrix.wrap(count, columns, cells)).data();
        }

        /** Waves of different lengths, and a column of three categories. */
        static Case of(int columns, Predictor model) {
            Feature[] features = new Feature[columns];
            Arrays.setAll(
                    features,
                    c -> c == 1 ? Feature.categorical("b", "p", "q", "r") : Feature.numeric(String.valueOf(c)));
            double[][] rows = new double[60][columns];
            for (int r = 0; r < rows.length; r++) {
                for (int c = 0; c < columns; c++) {
                    rows[r][c] = c == 1 ? (r % 3 == 0 ? 0 : r % 4 == 1 ? 1 : 2) : Math.sin(r * (c + 1) + c);
                }
            }
            double[] row = new double[columns];
            Arrays.fill(row, 0.3);
            row[1] = 1;
            return new Case(Schema.of(features), rows, row, 512, model);
        }

        ControlVariates controls() {
            return new ControlVariates(samples, laws, answers, ORIGIN);
        }

        int tileOf(int sample) {
            int tile = 0;
            while (lime.design.tileFirst(tile + 1) <= sample) {
                tile++;
            }
            return tile;
        }

        int groupOf(int sample) {
            return lime.design.group(tileOf(sample));
        }

        int halfOf(int sample) {
            return lime.design.half(groupOf(sample));
        }

        int part(int column, int sample) {
            int tile = tileOf(sample);
            samples.show(tile);
            return samples.column(column).parts[samples.offset() + sample - lime.design.tileFirst(tile)];
        }

        int[] parts(int sample) {
            int[] parts = new int[columns];
            Arrays.setAll(parts, c -> part(c, sample));
            return parts;
        }

        double weight(int sample) {
            double weight = 1;
            for (int c = 0; c < columns; c++) {
                weight *= laws[c].isWeighted() ? laws[c].weight(part(c, sample)) : 1;
            }
            return weight;
        }

        double answer(int sample, int k) {
            return answers[sample * 2 + k] - ORIGIN[k];
        }

        /** Of each part of each column, by how much the answers of a half are above the mean. */
        double[][] effects(int half, int k) {
            double[][] effects = new double[columns][];
            for (int c = 0; c < columns; c++) {
                effects[c] = new double[laws[c].parts()];
                for (int p = 0; p < effects[c].length; p++) {
                    double share = laws[c].partShare(p);
                    double size = 0;
                    for (int i = 0; i < count; i++) {
                        if (halfOf(i) == half) {
                            size++;
                            effects[c][p] += ((part(c, i) == p ? 1 : 0) - share) * weight(i) * answer(i, k);
                        }
                    }
                    effects[c][p] /= share * size + 4;
                }
            }
            return effects;
        }

        /** A stand-in's index for each sample, from the effects of the other half. */
        int[] index(int half, int k) {
            double[][] effects = effects(1 - half, k);
            double variance = 0;
            double range = 0;
            for (int c = 0; c < columns; c++) {
                for (int p = 0; p < effects[c].length; p++) {
                    variance += laws[c].partShare(p) * effects[c][p] * effects[c][p];
                }
                range += Math.max(0, Arrays.stream(effects[c]).max().orElseThrow())
                        - Math.min(0, Arrays.stream(effects[c]).min().orElseThrow());
            }
            double step = Math.max(Math.sqrt(variance) / 8, range / 1024);
            limited = step > Math.sqrt(variance) / 8;
            int[] index = new int[count];
            for (int c = 0; c < columns; c++) {
                int lowest = (int) Math.rint(Arrays.stream(effects[c]).min().orElseThrow() / step);
                for (int i = 0; i < count; i++) {
                    index[i] += (int) Math.rint(effects[c][part(c, i)] / step) - lowest;
                }
            }
            return index;
        }

        /** The mean answer of a half's samples with about that sum: within two steps, or as far as eight count. */
        double curve(int half, int k, int[] index, int sum) {
            for (int width = 2; ; width *= 2) {
                double size = 0;
                double total = 0;
                for (int i = 0; i < count; i++) {
                    int apart = Math.abs(index[i] - sum);
                    if (halfOf(i) == half && apart <= width) {
                        double weight = 1 - apart / (width + 1.0);
                        size += weight;
                        total += weight * answer(i, k);
                    }
                }
                if (Math.abs(size - 8) < 1e-9) {
                    return Double.NaN; // rounding decides
                }
                if (size >= 8) {
                    return total / size;
                }
            }
        }
    }

    /** Columns in fours and by themselves; with three, samples of even cells are weighted. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 9})
    void standIn_samples_isTheMeanAnswerOfAboutTheirSum(int columns) {
        Case bent = Case.of(columns, BENT);
        ControlVariates controls = bent.controls();

        for (int half = 0; half < 2; half++) {
            for (int k = 0; k < 2; k++) {
                int[] index = bent.index(half, k);
                int compared = 0;
                for (int i = 0; i < bent.count; i += 3) {
                    double expected = bent.curve(half, k, index, index[i]);
                    if (!Double.isNaN(expected)) {
                        assertThat(controls.standIn(half, k, bent.parts(i))).isCloseTo(expected, within(1e-12));
                        compared++;
                    }
                }
                assertThat(compared).isGreaterThan(150);
            }
        }
        assertThat(bent.samples.isWeighted()).isEqualTo(columns <= 4);
    }

    /** Hundreds of columns that hardly ever change, but by much: their sum's deviation is small beside its range. */
    @Test
    void standIn_rareCategories_hasNoMoreThanAThousandSteps() {
        Feature[] features = new Feature[300];
        Arrays.setAll(features, c -> Feature.categorical(String.valueOf(c), "usual", "rare"));
        double[][] rows = new double[200][features.length];
        for (int r = 0; r < rows.length; r++) {
            rows[r][r] = 1;
        }
        for (int c = rows.length; c < features.length; c++) {
            rows[c - rows.length][c] = 1;
        }
        Predictor sum = Predictor.ofRow(
                x -> new double[] {Arrays.stream(x).sum(), -Arrays.stream(x).sum()});
        Case rare = new Case(Schema.of(features), rows, new double[features.length], 640, sum);
        ControlVariates controls = rare.controls();

        for (int k = 0; k < 2; k++) {
            int[] index = rare.index(0, k);
            for (int i = 0; i < rare.count; i += 31) {
                double expected = rare.curve(0, k, index, index[i]);
                assertThat(controls.standIn(0, k, rare.parts(i))).isCloseTo(expected, within(1e-12));
            }
        }
        assertThat(rare.limited).isTrue();
    }

    /** The mean and the slopes of a whole half's stand-in, which all its combinations of parts give. */
    @Test
    void slope_threeColumns_isThatOfAllCombinations() {
        Case bent = Case.of(3, BENT);
        ControlVariates controls = bent.controls();

        for (int half = 0; half < 2; half++) {
            for (int k = 0; k < 2; k++) {
                double mean = 0;
                double[] covariances = new double[3];
                int[] parts = new int[3];
                for (parts[0] = 0; parts[0] < bent.laws[0].parts(); parts[0]++) {
                    for (parts[1] = 0; parts[1] < bent.laws[1].parts(); parts[1]++) {
                        for (parts[2] = 0; parts[2] < bent.laws[2].parts(); parts[2]++) {
                            double weighed = controls.standIn(half, k, parts);
                            for (int c = 0; c < 3; c++) {
                                weighed *= bent.laws[c].partShare(parts[c]);
                            }
                            mean += weighed;
                            for (int c = 0; c < 3; c++) {
                                covariances[c] += weighed * (bent.laws[c].partFeature(parts[c]) - bent.laws[c].mean());
                            }
                        }
                    }
                }
                assertThat(controls.mean(half, k)).isCloseTo(mean, within(1e-12));
                for (int c = 0; c < 3; c++) {
                    assertThat(controls.slope(half, k, c))
                            .isCloseTo(covariances[c] / bent.laws[c].variance(), within(1e-12));
                }
            }
        }
    }

    /** What is taken away is the share that a regression on all features, the constant and the stand-in's rest gives. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void groups_answers_loseWhatTheirStandInsExplainBeyondTheirLines(int columns) {
        Case bent = Case.of(columns, BENT);
        ControlVariates controls = bent.controls();
        ProximityKernel kernel = new ProximityKernel(1);
        NeighbourhoodMoments moments =
                new NeighbourhoodMoments(bent.samples, bent.lime.distance, true, bent.laws, bent.instance);
        List<WeightedMoments> groups = controls.groups(moments, kernel);

        assertThat(groups).hasSize(4);
        for (int k = 0; k < 2; k++) {
            SimpleMatrix design = new SimpleMatrix(bent.count, columns + 2);
            SimpleMatrix target = new SimpleMatrix(bent.count, 1);
            double[] rests = new double[bent.count];
            for (int i = 0; i < bent.count; i++) {
                int half = bent.halfOf(i);
                int[] parts = bent.parts(i);
                double root = Math.sqrt(bent.weight(i));
                double rest = controls.standIn(half, k, parts) - controls.mean(half, k);
                design.set(i, columns, root);
                for (int c = 0; c < columns; c++) {
                    double feature = bent.laws[c].partFeature(parts[c]);
                    rest -= controls.slope(half, k, c) * (feature - bent.laws[c].mean());
                    design.set(i, c, root * feature);
                }
                rests[i] = rest;
                design.set(i, columns + 1, root * rest);
                target.set(i, 0, root * bent.answer(i, k));
            }
            double share = design.solve(target).get(columns + 1, 0);
            assertThat(share).isBetween(0.05, 2.0);
            for (int g = 0; g < 4; g++) {
                WeightedMoments expected = new WeightedMoments(new double[columns], bent.instance, new double[] {0});
                for (int i = 0; i < bent.count; i++) {
                    if (bent.groupOf(i) == g) {
                        int[] parts = bent.parts(i);
                        double[] features = new double[columns];
                        Arrays.setAll(features, c -> bent.laws[c].partFeature(parts[c]));
                        double[] reduced = {bent.answer(i, k) - share * rests[i]};
                        expected.add(features, 0, reduced, 0, bent.weight(i));
                    }
                }
                for (int c = 0; c < columns; c++) {
                    assertThat(groups.get(g).targetScatter(c, k)).isCloseTo(expected.targetScatter(c, 0), within(1e-9));
                }
                assertThat(groups.get(g).targetMean(k)).isCloseTo(expected.targetMean(0) + ORIGIN[k], within(1e-11));
                assertThat(groups.get(g).weight()).isCloseTo(expected.weight(), within(1e-11));
            }
        }
    }

    /** An output that does not vary has the stand-in 0, and one of a single part nothing beyond its line. */
    @Test
    void groups_noStandIn_keepTheAnswers() {
        Case flat = Case.of(5, ONE_PART);
        ControlVariates controls = flat.controls();
        NeighbourhoodMoments moments =
                new NeighbourhoodMoments(flat.samples, flat.lime.distance, true, flat.laws, flat.instance);
        ProximityKernel kernel = new ProximityKernel(1);
        List<WeightedMoments> groups = controls.groups(moments, kernel);
        List<WeightedMoments> plain = moments.groups(kernel, flat.answers, ORIGIN);

        for (int g = 0; g < 4; g++) {
            for (int k = 0; k < 2; k++) {
                for (int c = 0; c < 5; c++) {
                    assertThat(groups.get(g).targetScatter(c, k))
                            .isCloseTo(plain.get(g).targetScatter(c, k), within(k == 0 ? 0.0 : 1e-8));
                }
            }
        }
        assertThat(controls.standIn(0, 0, flat.parts(7))).isZero();
        assertThat(controls.mean(1, 0)).isZero();
    }

    /** Where samples do not even determine a line, no stand-in is taken away, and the fit says why it fails. */
    @Test
    void explain_hardlyMoreSamplesThanColumns_isSingularAtSomeSeeds() {
        Matrix rows = Samples.normal(200, 6, 3);
        TrainingStatistics statistics = TrainingStatistics.of(Schema.unnamed(6), rows, Discretizer.decile());
        int singular = 0;
        for (int seed = 0; seed < 200; seed++) {
            Lime lime = Lime.builder(Predictor.ofScore(x -> x[0] * x[1]), statistics)
                    .samples(12)
                    .seed(seed)
                    .build();
            try {
                assertThat(lime.explain(rows.row(0)).outputs()).hasSize(1);
            } catch (SingularSystemException e) {
                assertThat(e).hasMessageContaining("is a combination of others among the samples");
                singular++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("samples");
            }
        }
        assertThat(singular).isBetween(1, 199);
    }
}
