package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;

class TrainingStatisticsTest {

    private static final Schema MIXED = Schema.of(
            Feature.numeric("<age>\"\u2028"), Feature.categorical("home", "own", "rent"), Feature.numeric("c"));

    private static final Matrix ROWS =
            Matrix.of(new double[][] {{1, 0, 5}, {2, 1, 5}, {3, 1, 5}, {4, 1, 5}, {1e-300, 0, 5}});

    private static TrainingStatistics statistics() {
        return TrainingStatistics.of(MIXED, ROWS);
    }

    @Test
    void of_columns_givesQuartilesFrequenciesAndMoments() {
        TrainingStatistics age = TrainingStatistics.of(
                Schema.numeric("age"), Matrix.of(new double[][] {{10}, {20}, {30}, {40}, {50}, {60}, {70}}));

        assertThat(age.column(0).edges).containsExactly(25, 40, 55);
        assertThat(age.binNames(0))
                .containsExactly("age <= 25.00", "25.00 < age <= 40.00", "40.00 < age <= 55.00", "age > 55.00");
        assertThat(age.column(0).means).containsExactly(15, 35, 50, 65);
        assertThat(age.column(0).mean).isEqualTo(40);
        assertThat(age.column(0).scale).isCloseTo(20, within(1e-14));
        assertThat(age.condition(0, 40)).isEqualTo("25.00 < age <= 40.00");
        assertThat(statistics().column(1).frequencies).containsExactly(0.4, 0.6);
        assertThat(statistics().condition(1, 1)).isEqualTo("home = rent");
    }

    @Test
    void condition_smallNumbers_hasDecimalsThatTellCutsApart() {
        TrainingStatistics small = TrainingStatistics.of(
                Schema.numeric("x"), Matrix.of(new double[][] {{1e-6}, {2e-6}, {3e-6}, {4e-6}, {5e-6}}));

        assertThat(small.binNames(0).get(1)).isEqualTo("0.00 < x <= 0.00");
        assertThat(small.condition(0, 2.5e-6)).isEqualTo("0.000002 < x <= 0.000003");
    }

    @Test
    void of_constantColumn_hasScaleOneAndIsKnownAsConstant() {
        assertThat(statistics().column(2).scale).isEqualTo(1);
        assertThat(statistics().column(2).constant).isTrue();
        assertThat(statistics().column(0).constant).isFalse();
    }

    @Test
    void fingerprint_isTheHashOfTheJsonsCharacters() throws NoSuchAlgorithmException {
        byte[] characters = statistics().toJson().getBytes(StandardCharsets.UTF_16BE);

        assertThat(statistics().fingerprint())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(characters)));
        assertThat(statistics()).hasToString("Statistics of 5 training rows × 3 columns");
    }

    @Test
    void of_zerosOfEitherSign_areOneCut() {
        TrainingStatistics zeros = TrainingStatistics.of(
                Schema.numeric("x"), Matrix.of(new double[][] {{-0.0}, {-0.0}, {0.0}, {0.0}, {5}}));

        assertThat(zeros.column(0).edges).containsExactly(0.0);
        assertThat(zeros.condition(0, 5)).isEqualTo("x > 0.00");
    }

    /** {@code numpy.percentile([2.297, 6.661], [25, 50, 75])} of numpy 2.4.6, to the last bit. */
    @Test
    void of_columnOfTwoRows_isCutWhereNumpyCuts() {
        TrainingStatistics two =
                TrainingStatistics.of(Schema.numeric("x"), Matrix.of(new double[][] {{6.661}, {2.297}}));

        assertThat(two.column(0).edges).containsExactly(3.388, 4.479, 5.57);
    }

    @Test
    void of_oneRow_isCutThere() {
        TrainingStatistics one = TrainingStatistics.of(Schema.numeric("x"), Matrix.of(new double[][] {{7}}));

        assertThat(one.column(0).edges).containsExactly(7);
        assertThat(one.column(0).frequencies).containsExactly(1, 0);
        assertThat(one.column(0).constant).isTrue();
    }

    /** The first quartile is half way between two −0. */
    @Test
    void of_cutsThatAreNegativeZeros_areZeros() {
        TrainingStatistics zeros =
                TrainingStatistics.of(Schema.numeric("x"), Matrix.of(new double[][] {{-0.0}, {-0.0}, {5}}));

        assertThat(zeros.column(0).edges).containsExactly(0.0, 2.5);
        assertThat(zeros.condition(0, -1)).isEqualTo("x <= 0.00");
    }

    @Test
    void discretizer_anyKind_isNamed() {
        assertThat(Discretizer.none().named()).isEqualTo("none");
        assertThat(Discretizer.quartile().named()).isEqualTo("quartile");
        assertThat(Discretizer.entropy(1, 2).named()).isEqualTo("entropy");
        assertThat(new Discretizer.Quantiles("halves", 2).bins()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Discretizer.Quantiles("whole", 1))
                .withMessage("bins must be 2 or more but is 1");
    }

    @Test
    void of_noRowsOrMissingCells_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.of(Schema.numeric("x"), Matrix.zeros(0, 1)))
                .withMessage("training rows must be at least 1 but are 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TrainingStatistics.of(Schema.numeric("x"), Matrix.of(new double[][] {{1}, {Double.NaN}})))
                .withMessageContaining("column 0 ('x') of row 1 of the training rows is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.of(MIXED, ROWS, Discretizer.entropy(1, 2)))
                .withMessage("labels must be one for each of 5 training rows but are 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quartile", "decile", "none"})
    void json_writtenAndRead_isTheSame(String discretizer) {
        TrainingStatistics written = TrainingStatistics.of(
                MIXED,
                ROWS,
                switch (discretizer) {
                    case "quartile" -> Discretizer.quartile();
                    case "decile" -> Discretizer.decile();
                    default -> Discretizer.none();
                });

        TrainingStatistics read = TrainingStatistics.fromJson(written.toJson());

        assertThat(read.toJson()).isEqualTo(written.toJson()).isASCII();
        assertThat(read.schema()).isEqualTo(MIXED);
        assertThat(read.fingerprint()).isEqualTo(written.fingerprint());
        assertThat(read.column(0).scale).isEqualTo(written.column(0).scale);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"rows\":5|\"rows\":0|/rows must be a whole number of 1 or more but is 0.0",
                "\"rows\":5|\"rows\":5,\"rows\":5|must have a name that was not there before",
                "\"rows\":5|\"rows\":5,\"more\":1|unknown field 'more' in the document",
                "\"rows\":5,|x|must have '\"'",
                "[0.4,0.6]|[0.4,0.7]|/columns/1/frequencies must be an array that adds up to 1 but is an array of 2",
                "[0.4,0.6]|[0.4]|/columns/1/frequencies must be an array of 2 numbers but is an array of 1",
                "[0.4,0.6]|[0.4,1e999]|must have a number within the range of doubles",
                "[0.4,0.6]|[0.4,NaN]|must have a value",
                "statistics/1|statistics/2|/format must be \"secant-lime-statistics/1\" but is secant-lime-statistics/2",
                "\"discretizer\":\"quartile\",||field 'discretizer' is missing in the document",
            })
    void fromJson_anythingElse_isRefusedWithItsPlace(String part, String other, String message) {
        String json = statistics().toJson();
        assertThat(json).contains(part);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.fromJson(json.replace(part, other == null ? "" : other)))
                .withMessageContaining(message);
    }

    @Test
    void fromJson_everyTruncation_isRefused() {
        String json = statistics().toJson();
        for (int length = 0; length < json.length(); length++) {
            String cut = json.substring(0, length);
            assertThatIllegalArgumentException().isThrownBy(() -> TrainingStatistics.fromJson(cut));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.fromJson(json + "1"))
                .withMessageContaining("nothing after the document");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.fromJson("[".repeat(100_000)))
                .withMessageContaining("levels");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-15, 1e-5, 0.02, 0.074, 0.076, 0.3, 0.5, 0.7, 0.924, 0.926, 0.999999})
    void normalQuantile_agreesWithTheDistribution(double p) {
        double quantile = NormalQuantile.of(p);

        assertThat(new NormalDistribution(null, 0, 1).cumulativeProbability(quantile) / p)
                .isCloseTo(1, within(1e-11));
        assertThat(NormalQuantile.of(0.5)).isZero();
        assertThat(NormalQuantile.of(0.975)).isCloseTo(1.959963984540054, within(1e-15));
        assertThat(NormalQuantile.of(0.001)).isCloseTo(-3.090232306167813, within(1e-14));
    }
}
