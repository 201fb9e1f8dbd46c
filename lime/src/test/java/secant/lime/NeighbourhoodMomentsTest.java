package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.Schema;
import secant.model.Predictor;

/** Moments of samples that are weighted by their distance, against those of their features one by one. */
class NeighbourhoodMomentsTest {

    private static final int COLUMNS = 3;
    private static final int COUNT = 203;
    private static final double[] ROW = {0.4, -0.2, 1.1};

    private static final ProximityKernel KERNEL = new ProximityKernel(0.9);

    private static final class Case {

        private final TrainingStatistics statistics;
        private final Lime lime;
        private final ColumnLaw[] laws;
        private final double[] instance = new double[COLUMNS];
        private final NeighbourhoodSamples samples;
        private final double[] features;

        Case(Discretizer discretizer, Distance distance) {
            this.statistics =
                    TrainingStatistics.of(Schema.unnamed(COLUMNS), Samples.normal(80, COLUMNS, 4), discretizer);
            this.lime = Lime.builder(Predictor.ofScore(x -> x[0]), statistics)
                    .mode(LimeMode.COMPATIBLE)
                    .distance(distance)
                    .samples(COUNT)
                    .build();
            for (int c = 0; c < COLUMNS; c++) {
                ColumnStatistics column = statistics.column(c);
                instance[c] = column.isBit() ? 1 : (ROW[c] - column.mean) / column.scale;
            }
            this.laws = new NeighbourhoodLaw(lime, ROW, instance).columns();
            this.samples = new NeighbourhoodSamples(lime.design, statistics, lime.store, laws, ROW, instance, true);
            this.features = new double[COUNT * COLUMNS];
            double[] tile = new double[SampleDesign.TILE * COLUMNS];
            for (int t = 0; t < lime.design.tiles(); t++) {
                samples.show(t);
                samples.features(tile);
                System.arraycopy(
                        tile, 0, features, lime.design.tileFirst(t) * COLUMNS, lime.design.tileSize(t) * COLUMNS);
            }
        }

        NeighbourhoodMoments moments() {
            return new NeighbourhoodMoments(samples, lime.distance, false, laws, instance);
        }
    }

    @ParameterizedTest
    @CsvSource({"true,euclidean", "true,cosine", "false,euclidean", "false,cosine", "true,manhattan", "false,manhattan"
    })
    void groups_distances_weighEachSampleByItsOwn(boolean bins, String named) {
        Distance manhattan = (a, b) -> Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]);
        Distance distance = switch (named) {
            case "euclidean" -> Distance.euclidean();
            case "cosine" -> Distance.cosine();
            default -> manhattan;
        };
        Case one = new Case(bins ? Discretizer.quartile() : Discretizer.none(), distance);
        double[] targets = Samples.normal(COUNT, 1, 8).data();

        List<WeightedMoments> groups = one.moments().groups(KERNEL, targets, new double[] {0.3});

        WeightedMoments all = groups.get(0).fresh();
        groups.forEach(group -> all.merge(group, 1));
        WeightedMoments expected = new WeightedMoments(new double[COLUMNS], one.instance, new double[] {0});
        for (int i = 0; i < COUNT; i++) {
            double[] sample = Arrays.copyOfRange(one.features, i * COLUMNS, (i + 1) * COLUMNS);
            double far = distance.between(one.instance, sample);
            expected.add(sample, 0, targets, i, Math.exp(-far * far / (2 * 0.9 * 0.9)));
        }
        assertThat(all.samples()).isEqualTo(COUNT);
        assertThat(all.weight()).isCloseTo(expected.weight(), within(1e-11));
        assertThat(all.effectiveSamples()).isCloseTo(expected.effectiveSamples(), within(1e-9));
        assertThat(all.targetMean(0)).isCloseTo(expected.targetMean(0), within(1e-11));
        for (int i = 0; i < COLUMNS; i++) {
            assertThat(all.mean(i)).isCloseTo(expected.mean(i), within(1e-11));
            assertThat(all.targetScatter(i, 0)).isCloseTo(expected.targetScatter(i, 0), within(1e-10));
            for (int j = 0; j < COLUMNS; j++) {
                assertThat(all.scatter(i, j)).isCloseTo(expected.scatter(i, j), within(1e-10));
            }
        }
    }

    @Test
    void groups_numbers_areCountedFromTheInstance() {
        Case one = new Case(Discretizer.none(), Distance.euclidean());
        List<WeightedMoments> groups = one.moments().groups(KERNEL, new double[COUNT], new double[1]);

        for (int c = 0; c < COLUMNS; c++) {
            double squares = 0;
            for (WeightedMoments group : groups) {
                squares += group.square(c);
            }
            double expected = 0;
            for (int i = 0; i < COUNT; i++) {
                double far = 0;
                for (int j = 0; j < COLUMNS; j++) {
                    far += Math.pow(one.features[i * COLUMNS + j] - one.instance[j], 2);
                }
                expected +=
                        Math.exp(-far / (2 * 0.9 * 0.9)) * Math.pow(one.features[i * COLUMNS + c] - one.instance[c], 2);
            }
            assertThat(squares).isCloseTo(expected, within(1e-11));
        }
    }

    @Test
    void groups_distanceBelowZero_isRefusedByName() {
        Case one = new Case(Discretizer.quartile(), new Distance() {
            @Override
            public double between(double[] instance, double[] sample) {
                return sample[0] == 1 ? 0 : -0.5;
            }

            @Override
            public String named() {
                return "askew";
            }
        });

        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.moments().groups(KERNEL, new double[COUNT], new double[1]))
                .withMessage("distance 'askew' must be 0 or more but is -0.5");
    }
}
