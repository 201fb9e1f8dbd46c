package secant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundTest {

    private static final Schema SCHEMA = Schema.of(Feature.numeric("n"), Feature.categorical("c", "no", "yes"));

    private static Matrix table(int rows) {
        double[][] table = new double[rows][];
        for (int r = 0; r < rows; r++) {
            table[r] = new double[] {r, r % 2};
        }
        return Matrix.of(table);
    }

    private static Background weighted(double... weights) {
        return Background.builder(SCHEMA, table(weights.length))
                .weights(weights)
                .build();
    }

    @Test
    void of_rows_weighsThemEqually() {
        Background background = Background.of(SCHEMA, table(4));
        assertThat(background.size()).isEqualTo(4);
        assertThat(background.weights()).containsExactly(0.25, 0.25, 0.25, 0.25);
        assertThat(background.missing()).isEqualTo(MissingValues.REJECT);
        assertThat(background.notes()).isEmpty();
        assertThat(background).hasToString("Background of 4 rows × 2 columns");
    }

    @Test
    void wrap_rows_sharesThem() {
        Matrix rows = table(4);
        Background background = Background.wrap(SCHEMA, rows);
        assertThat(background.rows()).isSameAs(rows);
        assertThat(background.fingerprint())
                .isEqualTo(Background.of(SCHEMA, rows).fingerprint());
        assertThat(Background.of(SCHEMA, rows).rows()).isNotSameAs(rows);
        assertThatThrownBy(() -> Background.wrap(SCHEMA, Matrix.zeros(0, 2)))
                .hasMessage("background must have at least 1 row but has 0");
    }

    @Test
    void of_tableAlone_makesNamesUp() {
        assertThat(Background.of(Matrix.ofRow(1, 2)).schema().names()).containsExactly("x0", "x1");
    }

    @Test
    void of_oneRow_isEnough() {
        assertThat(Background.of(SCHEMA, table(1)).weights()).containsExactly(1);
    }

    @Test
    void of_noRow_isRefused() {
        assertThatThrownBy(() -> Background.of(SCHEMA, Matrix.zeros(0, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("background must have at least 1 row but has 0");
        assertThatThrownBy(() -> Background.of(Matrix.of(new double[0][])))
                .hasMessage("background must have at least 1 row but has 0");
    }

    @Test
    void of_wrongWidth_namesTheMissingColumn() {
        assertThatThrownBy(() -> Background.of(SCHEMA, Matrix.zeros(3, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the background must have 2 columns but has 1; the first one missing is 'c'");
    }

    @Test
    void of_missingValue_namesRowAndColumn() {
        Matrix rows = table(3);
        rows.data()[4] = Double.NaN;
        assertThatThrownBy(() -> Background.of(SCHEMA, rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("column 0 ('n') of row 2 of the background is NaN");
        assertThat(Background.builder(SCHEMA, rows)
                        .missing(MissingValues.PASS)
                        .build()
                        .size())
                .isEqualTo(3);
    }

    @Test
    void of_categoryOutOfRange_isRefused() {
        assertThatThrownBy(() -> Background.of(SCHEMA, Matrix.ofRow(1, 2)))
                .hasMessageStartingWith("column 1 ('c') of row 0 of the background must be a whole number from 0 to 1");
    }

    @Test
    void build_arraysChangedAfterwards_keepsItsOwn() {
        Matrix rows = table(2);
        double[] weights = {0.25, 0.75};
        Background background =
                Background.builder(SCHEMA, rows).weights(weights).build();
        rows.data()[0] = 99;
        weights[0] = 99;
        background.weights()[0] = 99;
        assertThat(background.rows().get(0, 0)).isZero();
        assertThat(background.weights()).containsExactly(0.25, 0.75);
    }

    @Test
    void build_weightsThatSumToOne_hasNothingToSay() {
        assertThat(weighted(0.25, 0.75).notes()).isEmpty();
        assertThat(weighted(0.1, 0.2, 0.3, 0.4).notes()).isEmpty();
    }

    @Test
    void build_otherWeights_normalisesAndSaysSo() {
        Background background = weighted(1, 3, 4);
        assertThat(background.weights()).containsExactly(0.125, 0.375, 0.5);
        assertThat(background.notes()).containsExactly("background weights summed to 8.0 and were divided by it");
    }

    @Test
    void build_weightZero_equalsTheRowRemoved() {
        Background background = weighted(0.3, 0, 0.1, 0.7, 0);
        Matrix without = Matrix.of(new double[][] {{0, 0}, {2, 0}, {3, 1}});
        Background removed =
                Background.builder(SCHEMA, without).weights(0.3, 0.1, 0.7).build();
        assertThat(background.size()).isEqualTo(3);
        assertThat(background.rows().data()).containsExactly(without.data());
        assertThat(background.weights()).containsExactly(removed.weights());
        assertThat(background.notes()).contains("left out 2 background rows of weight 0");
    }

    @Test
    void build_weightThatVanishesBesideTheOthers_isLeftOut() {
        Background background = weighted(1e-320, 1e300, 1e300);
        assertThat(background.size()).isEqualTo(2);
        assertThat(background.sample(1, 3).weights()).containsExactly(1);
    }

    @Test
    void build_weightsRescaled_areTheSame() {
        assertThat(weighted(0x1p40, 3 * 0x1p40).weights())
                .containsExactly(weighted(1, 3).weights());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, -4.9e-324})
    void weights_notAWeight_isNamed(double bad) {
        assertThatThrownBy(() -> weighted(1, bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("background weights must be finite and 0 or more but weight 1 is " + bad);
    }

    @Test
    void weights_allZero_areRefused() {
        assertThatThrownBy(() -> weighted(0, -0.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("background weights must not all be 0");
    }

    @Test
    void weights_sumOverflows_isRefused() {
        assertThatThrownBy(() -> weighted(1e308, 1e308))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("background weights must have a finite sum but it overflows");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void weights_wrongNumber_saysBoth(int count) {
        assertThatThrownBy(() -> Background.builder(SCHEMA, table(3))
                        .weights(new double[count])
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("background weights must be one for each of 3 rows but are " + count);
    }

    @Test
    void build_hundredThousandRows_hasWeightsThatSumToOne() {
        double[] weights = new double[100_000];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.1 + i % 7;
        }
        Background background =
                Background.builder(SCHEMA, table(100_000)).weights(weights).build();
        // Added up by bisection, whose rounding errors do not pile up.
        assertThat(pairwiseSum(background.weights(), 0, 100_000)).isCloseTo(1, within(1e-15));
        assertThat(background.fingerprint()).hasSize(64);
        assertThat(background.sample(1000, 1).size()).isEqualTo(1000);
    }

    private static double pairwiseSum(double[] values, int from, int to) {
        int middle = (from + to) >>> 1;
        return to - from == 1 ? values[from] : pairwiseSum(values, from, middle) + pairwiseSum(values, middle, to);
    }

    @Test
    void sample_rows_areDistinctAndInOrder() {
        double[] drawn = column(Background.of(SCHEMA, table(50)).sample(20, 4), 0);
        assertThat(drawn).hasSize(20).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void sample_everyRow_keepsAll() {
        Background all = Background.of(SCHEMA, table(9));
        assertThat(all.sample(9, 5).rows().data()).containsExactly(all.rows().data());
    }

    @Test
    void sample_weightedRows_keepTheirWeightsInProportion() {
        Background drawn = weighted(1, 2, 3, 4, 5).sample(3, 8);
        double[] rows = column(drawn, 0);
        double[] weights = drawn.weights();
        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-15));
        for (int i = 1; i < 3; i++) {
            assertThat(weights[i] / weights[0]).isCloseTo((rows[i] + 1) / (rows[0] + 1), within(1e-14));
        }
        assertThat(drawn.notes()).endsWith("sampled 3 of 5 background rows with seed 8");
    }

    @Test
    void sample_seed_decidesTheRows() {
        Background all = Background.of(SCHEMA, table(1000));
        assertThat(column(all.sample(50, 6), 0)).containsExactly(column(all.sample(50, 6), 0));
        assertThat(column(all.sample(50, 7), 0)).isNotEqualTo(column(all.sample(50, 6), 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 6})
    void sample_impossibleCount_isRefused(int count) {
        assertThatThrownBy(() -> Background.of(SCHEMA, table(5)).sample(count, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sampled rows must be from 1 to the 5 rows of the background but is " + count);
    }

    /**
     * Pairs of 7 rows, 21 of them: χ² with 20 degrees of freedom exceeds 63.4 by chance once in 500,000. Pairs, not rows,
     * so that rows drawn with the right frequency but not independently fail too.
     */
    @Test
    void sample_manySeeds_drawsEveryPairEquallyOften() {
        Background all = Background.of(SCHEMA, table(7));
        int rounds = 4200;
        int[] counts = new int[49];
        for (int seed = 0; seed < rounds; seed++) {
            double[] drawn = column(all.sample(2, seed), 0);
            counts[(int) (7 * drawn[0] + drawn[1])]++;
        }
        double expected = rounds / 21.0;
        double chiSquare = 0;
        for (int i = 0; i < 7; i++) {
            for (int j = i + 1; j < 7; j++) {
                chiSquare += (counts[7 * i + j] - expected) * (counts[7 * i + j] - expected) / expected;
            }
        }
        assertThat(chiSquare).isLessThan(63.4);
    }

    @Test
    void fingerprint_equalContent_isEqual() {
        assertThat(weighted(1, 3).fingerprint()).isEqualTo(weighted(0.25, 0.75).fingerprint());
        assertThat(weighted(1, 1).fingerprint())
                .isEqualTo(Background.of(SCHEMA, table(2)).fingerprint())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void fingerprint_anythingChanged_changes() {
        Set<String> seen = new HashSet<>();
        for (int cell = -1; cell < 6; cell++) {
            Matrix rows = Matrix.of(new double[][] {{5, 0}, {6, 0}, {7, 0}});
            if (cell >= 0) {
                rows.data()[cell] = cell % 2 == 0 ? Math.nextUp(rows.data()[cell]) : 1;
            }
            assertThat(seen.add(Background.of(SCHEMA, rows).fingerprint())).isTrue();
        }
        assertThat(seen.add(weighted(1, 1, 1).fingerprint())).isTrue();
        assertThat(seen.add(weighted(1, 1, 2).fingerprint())).isTrue();
        assertThat(seen.add(weighted(1, 2, 1).fingerprint())).isTrue();
        assertThat(seen.add(Background.of(Schema.numeric("n", "c"), table(3)).fingerprint()))
                .isTrue();
        assertThat(seen.add(Background.of(Schema.numeric("n", "C"), table(3)).fingerprint()))
                .isTrue();
        assertThat(seen.add(
                        Background.of(Schema.numeric("n", "\ud800"), table(3)).fingerprint()))
                .isTrue();
        assertThat(seen.add(
                        Background.of(Schema.numeric("n", "\ud801"), table(3)).fingerprint()))
                .isTrue();
    }

    @Test
    void fingerprint_labelsThatReadAlikeInARow_differ() {
        Feature one = Feature.categorical("c", "no, maybe", "yes");
        Feature other = Feature.categorical("c", "no", "maybe, yes");
        assertThat(Background.of(Schema.of(one), Matrix.ofRow(1)).fingerprint())
                .isNotEqualTo(Background.of(Schema.of(other), Matrix.ofRow(1)).fingerprint());
    }

    private static double[] column(Background background, int column) {
        double[] values = new double[background.size()];
        Arrays.setAll(values, r -> background.rows().get(r, column));
        return values;
    }

    @Test
    void fingerprint_namesOrCategoriesThatReadAlikeInARow_differ() {
        Set<String> seen = new HashSet<>();
        Matrix rows = Matrix.ofRow(0, 0);
        for (Schema schema : List.of(
                Schema.numeric("ab", "c"),
                Schema.numeric("a", "bc"),
                Schema.of(Feature.categorical("a", "b"), Feature.numeric("c")),
                Schema.of(Feature.numeric("a"), Feature.categorical("b", "c")),
                Schema.of(Feature.numeric("a"), Feature.categorical("b", "cd", "e")),
                Schema.of(Feature.numeric("a"), Feature.categorical("b", "c", "de")))) {
            assertThat(seen.add(Background.of(schema, rows).fingerprint())).isTrue();
        }
    }

    @Test
    void fingerprint_anyOfThousandsOfCells_counts() {
        double[] cells = new double[3000];
        Set<String> seen = new HashSet<>();
        seen.add(Background.of(Matrix.wrap(1500, 2, cells)).fingerprint());
        for (int changed : new int[] {0, 1023, 1024, 2047, 2048, 2999}) {
            double[] other = cells.clone();
            other[changed] = 1;
            assertThat(seen.add(Background.of(Matrix.wrap(1500, 2, other)).fingerprint()))
                    .isTrue();
        }
    }

    /** Integers, texts by length and UTF-16, numbers by their bits, one after the other; 3,000 of them fill buffers. */
    @Test
    void fingerprint_anyContent_isTheSha256OfItsBytes() throws Exception {
        Matrix rows = table(1000);
        Background background = Background.of(SCHEMA, rows);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(2);
        for (List<String> feature : List.of(List.of("n"), List.of("c", "no", "yes"))) {
            for (int i = 0; i < feature.size(); i++) {
                out.writeInt(feature.get(i).length());
                out.writeChars(feature.get(i));
                if (i == 0) {
                    out.writeInt(feature.size() - 1);
                }
            }
        }
        for (double cell : rows.data()) {
            out.writeDouble(cell);
        }
        for (double weight : background.weights()) {
            out.writeDouble(weight);
        }

        assertThat(background.fingerprint())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray())));
    }
}
