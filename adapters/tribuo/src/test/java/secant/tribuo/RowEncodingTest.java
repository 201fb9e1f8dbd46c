package secant.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Feature;
import secant.data.Matrix;
import secant.data.Schema;

class RowEncodingTest {

    private static final double NONE = Double.NaN;

    private static final Schema SCHEMA =
            Schema.of(Feature.numeric("Income"), Feature.categorical("Home", "rent", "owner"), Feature.numeric("Age"));

    private static final Schema NUMBER = Schema.of(Feature.numeric("a"));

    @Test
    void encode_category_isOneHotWithExplicitZeros() {
        RowEncoding encoding = RowEncoding.of(SCHEMA);

        assertThat(encoding.featureNames()).containsExactly("Age", "Home=missing", "Home=owner", "Home=rent", "Income");
        assertThat(encoding.encode(1200, 0, 30)).containsExactly(30, 0, 0, 1, 1200);
        assertThat(encoding.encode(0, 1, 0)).containsExactly(0, 0, 1, 0, 0);
    }

    @Test
    void encode_missingCategory_setsOnlyTheIndicatorOfMissing() {
        assertThat(RowEncoding.of(SCHEMA).encode(1200, NONE, 30)).containsExactly(30, 1, 0, 0, 1200);
    }

    @Test
    void encode_missingNumber_isImputedAndFlagged() {
        RowEncoding encoding =
                RowEncoding.builder(SCHEMA).imputing("Income", 900).build();

        assertThat(encoding.featureNames())
                .containsExactly("Age", "Home=missing", "Home=owner", "Home=rent", "Income", "Income=missing");
        assertThat(encoding.encode(NONE, 0, 30)).containsExactly(30, 0, 0, 1, 900, 1);
        assertThat(encoding.encode(900, 0, 30)).containsExactly(30, 0, 0, 1, 900, 0);
    }

    @Test
    void encode_missingNumberWithoutReplacement_namesTheColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowEncoding.of(SCHEMA).encode(1, 0, NONE))
                .withMessageContainingAll("column 2 ('Age')", "must be a number", "impute");
    }

    @Test
    void encode_rowThatDoesNotFit_namesTheColumn() {
        RowEncoding encoding = RowEncoding.of(SCHEMA);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoding.encode(1, 2, 30))
                .withMessageContaining("column 1 ('Home')");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoding.encode(1, 0))
                .withMessageContaining("must have 3 columns but has 2");
    }

    @Test
    void imputingMedians_columnsThatMissSome_takesTheMedianOfTheOthers() {
        Matrix rows = Matrix.of(new double[][] {{10, 0, 1}, {NONE, 0, 2}, {40, NONE, 3}, {20, 1, 4}, {30, 1, 5}});
        RowEncoding encoding = RowEncoding.builder(SCHEMA).imputingMedians(rows).build();

        assertThat(encoding.featureNames()).contains("Income=missing").doesNotContain("Age=missing");
        assertThat(encoding.encode(NONE, 0, 1)).containsExactly(1, 0, 0, 1, 25, 1);
    }

    @Test
    void imputingMedians_columnMissingEverywhere_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowEncoding.builder(SCHEMA).imputingMedians(Matrix.ofRow(NONE, 0, 1)))
                .withMessageContainingAll("'Income'", "has none");
    }

    @Test
    void standardising_beforeOrAfterImputing_scalesTheImputedValueToo() {
        Matrix rows = Matrix.of(new double[][] {{10, 0, 7}, {NONE, 0, 7}, {30, 0, 7}});
        RowEncoding before = RowEncoding.builder(SCHEMA)
                .standardising(rows)
                .imputing("Income", 40)
                .build();
        RowEncoding after = RowEncoding.builder(SCHEMA)
                .imputing("Income", 40)
                .standardising(rows)
                .build();

        assertThat(before.encode(NONE, 0, 7)).containsExactly(0, 0, 0, 1, 2, 1);
        assertThat(after.encode(NONE, 0, 7)).containsExactly(before.encode(NONE, 0, 7));
        assertThat(after.encode(30, 0, 8)).containsExactly(1, 0, 0, 1, 1, 0); // constant ages are centred only
    }

    @Test
    void names_ofTribuosColumnarLoaders_canBeAskedFor() {
        RowEncoding encoding = RowEncoding.builder(SCHEMA)
                .numberNames(name -> name + "@value")
                .categoryNames((name, category) -> name + "@" + category)
                .build();

        assertThat(encoding.featureNames())
                .containsExactly("Age@value", "Home@missing", "Home@owner", "Home@rent", "Income@value");
    }

    @Test
    void build_categoryNamedMissing_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowEncoding.of(Schema.of(Feature.categorical("Home", "rent", "missing"))))
                .withMessageContainingAll("must be distinct", "'Home=missing'", "rename");
    }

    @Test
    void imputing_whatCannotBeImputed_isRefused() {
        RowEncoding.Builder builder = RowEncoding.builder(SCHEMA);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.imputing("Home", 1))
                .withMessageContaining("must be numeric");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.imputing("Age", NONE))
                .withMessageContaining("must be finite but is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.imputing("Wage", 1))
                .withMessageContaining("no feature is named 'Wage'");
    }

    @Test
    void standardising_constantColumnWhoseMeanRounds_centresOnly() {
        RowEncoding encoding = RowEncoding.builder(NUMBER)
                .standardising(Matrix.of(new double[][] {{0.1}, {0.1}, {0.1}})) // their mean is not 0.1
                .build();

        assertThat(encoding.encode(0.1)).containsExactly(0);
        assertThat(encoding.encode(1.1)).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e300, Double.MAX_VALUE, 1e-200})
    void standardising_numbersThatCannotBeSquared_isRefused(double value) {
        RowEncoding.Builder encoding = RowEncoding.builder(NUMBER);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoding.standardising(Matrix.of(new double[][] {{value}, {-value}})))
                .withMessageContaining("column 0 ('a')")
                .withMessageContaining("give the column in another unit");
    }

    @Test
    void build_nameThatIsNull_saysWhereItCameFrom() {
        assertThatNullPointerException()
                .isThrownBy(() ->
                        RowEncoding.builder(NUMBER).numberNames(name -> null).build())
                .withMessage("name from numberNames or categoryNames");
    }
}
