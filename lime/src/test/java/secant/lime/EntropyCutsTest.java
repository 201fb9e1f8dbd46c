package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import secant.data.Matrix;
import secant.data.Schema;

class EntropyCutsTest {

    @Test
    void of_twoClasses_cutsMidwayBetweenThem() {
        assertThat(EntropyCuts.of(new double[] {4, 1, 2, 6}, new double[] {1, 0, 0, 1}))
                .containsExactly(3);
    }

    @Test
    void of_twoRowsOfTwoClasses_cutsBetweenThem() {
        assertThat(EntropyCuts.of(new double[] {1, 2}, new double[] {0, 1})).containsExactly(1.5);
        assertThat(EntropyCuts.of(new double[] {1, 2, 3, 4}, new double[] {0, 0, 0, 1}))
                .containsExactly(3.5);
        assertThat(EntropyCuts.of(new double[] {1, 2, 3}, new double[] {0, 1, 2}))
                .containsExactly(1.5, 2.5);
    }

    @Test
    void of_negativeAndRepeatedValues_cutsBetweenValues() {
        assertThat(EntropyCuts.of(new double[] {-1, -3, -1, -3, 5}, new double[] {9, 7, 9, 7, 9}))
                .containsExactly(-2);
    }

    @Test
    void of_oneClassOrOneValue_hasNoCut() {
        assertThat(EntropyCuts.of(new double[] {1, 2, 3}, new double[] {5, 5, 5}))
                .isEmpty();
        assertThat(EntropyCuts.of(new double[] {2, 2, 2}, new double[] {0, 1, 0}))
                .isEmpty();
        assertThat(EntropyCuts.of(new double[] {2}, new double[] {0})).isEmpty();
    }

    @Test
    void of_valuesThatHardlyDiffer_areOneToTheCut() {
        // 2⁻²⁴ is less than 10⁻⁷, 2⁻²² is more
        assertThat(EntropyCuts.of(new double[] {0, 0x1p-24}, new double[] {0, 1}))
                .isEmpty();
        assertThat(EntropyCuts.of(new double[] {0, 0x1p-22}, new double[] {0, 1}))
                .containsExactly(0x1p-23);
        assertThat(EntropyCuts.of(new double[] {0, 1e-7f}, new double[] {0, 1})).isEmpty();
    }

    @Test
    void of_doubles_areTakenAsFloats() {
        assertThat(EntropyCuts.of(new double[] {0.1, 0.7}, new double[] {0, 1}))
                .containsExactly(0.1f / 2.0 + 0.7f / 2.0);
    }

    @Test
    void of_valueBeyondFloats_cutsAtTheOneBelow() {
        assertThat(EntropyCuts.of(new double[] {1, 1e300}, new double[] {0, 1})).containsExactly(1);
    }

    @Test
    void of_equallyGoodCuts_takesTheLowestFirst() {
        double[] column = IntStream.range(0, 9).asDoubleStream().toArray();
        double[] labels = {0, 1, 2, 3, 4, 3, 2, 1, 0};
        assertThat(EntropyCuts.of(column, labels)).containsExactly(new Tree(column, labels).cuts());
        assertThat(EntropyCuts.of(new double[] {1, 2, 3}, new double[] {0, 1, 0}))
                .containsExactly(1.5, 2.5);
    }

    @Test
    void of_randomColumns_areTheCutsOfATreeOfDepthThree() {
        Random random = new Random(5);
        int deepest = 0;
        int compared = 0;
        for (int round = 0; round < 100; round++) {
            int rows = 2 + random.nextInt(60);
            int classes = 2 + random.nextInt(3);
            double[] column = new double[rows];
            double[] labels = new double[rows];
            for (int r = 0; r < rows; r++) {
                column[r] = random.nextInt(40) / 4.0;
                labels[r] = random.nextInt(4) > 0 ? Math.floor(column[r]) % classes : random.nextInt(classes);
            }
            Tree tree = new Tree(column, labels);
            if (!tree.tied) { // of cuts that are equally good but for rounding, either may be taken
                double[] cuts = EntropyCuts.of(column, labels);
                assertThat(cuts).containsExactly(tree.cuts());
                deepest = Math.max(deepest, cuts.length);
                compared++;
            }
        }
        assertThat(deepest).isEqualTo(7);
        assertThat(compared).isGreaterThan(50);
    }

    /** A tree of depth 3 that tries every cut, with entropies in bits from their definition. */
    private static final class Tree {

        private final double[] column;
        private final double[] labels;
        private final TreeSet<Double> cuts = new TreeSet<>();
        private boolean tied;

        Tree(double[] column, double[] labels) {
            this.column = column;
            this.labels = labels;
            split(IntStream.range(0, column.length).toArray(), 3);
        }

        double[] cuts() {
            return cuts.stream().mapToDouble(c -> c).toArray();
        }

        private void split(int[] rows, int levels) {
            if (levels == 0 || bits(rows) < 1e-12) {
                return;
            }
            double[] values = Arrays.stream(rows)
                    .mapToDouble(r -> column[r])
                    .distinct()
                    .sorted()
                    .toArray();
            double[] candidates = IntStream.range(1, values.length)
                    .mapToDouble(i -> (values[i - 1] + values[i]) / 2)
                    .toArray();
            double least =
                    Arrays.stream(candidates).map(c -> rest(rows, c)).min().orElse(Double.NaN);
            double[] best = Arrays.stream(candidates)
                    .filter(c -> rest(rows, c) < least + 1e-9)
                    .toArray();
            tied |= best.length > 1;
            if (best.length > 0) {
                cuts.add(best[0]);
                split(side(rows, best[0], true), levels - 1);
                split(side(rows, best[0], false), levels - 1);
            }
        }

        private double rest(int[] rows, double cut) {
            return bits(side(rows, cut, true)) + bits(side(rows, cut, false));
        }

        private int[] side(int[] rows, double cut, boolean below) {
            return Arrays.stream(rows).filter(r -> column[r] < cut == below).toArray();
        }

        /** Rows times their entropy: Σ log₂(rows / rows of the same label). */
        private double bits(int[] rows) {
            double bits = 0;
            for (int row : rows) {
                long same = Arrays.stream(rows)
                        .filter(r -> labels[r] == labels[row])
                        .count();
                bits += Math.log((double) rows.length / same) / Math.log(2);
            }
            return bits;
        }
    }

    @Test
    void statistics_entropyDiscretizer_binsAtTheCutsOrTheMedian() {
        Matrix rows = Matrix.of(new double[][] {{1, 4}, {2, 1}, {3, 1}, {4, 4}, {5, 9}});
        TrainingStatistics statistics =
                TrainingStatistics.of(Schema.numeric("a", "b"), rows, Discretizer.entropy(0, 0, 1, 1, 1));
        TrainingStatistics none =
                TrainingStatistics.of(Schema.numeric("a", "b"), rows, Discretizer.entropy(1, 1, 1, 1, 1));

        assertThat(statistics.column(0).edges).containsExactly(2.5);
        assertThat(none.column(0).edges).containsExactly(3);
        assertThat(none.column(1).edges).containsExactly(4);
        assertThat(statistics.discretizer()).isEqualTo("entropy");
    }
}
