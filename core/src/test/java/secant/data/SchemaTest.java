package secant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    private static final Schema CREDIT = Schema.of(
            Feature.numeric("Age"), Feature.categorical("Home", "rent", "own", "other"), Feature.numeric("Income"));

    @Test
    void of_duplicateName_namesBothColumns() {
        assertThatThrownBy(() -> Schema.numeric("a", "b", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("feature names must be distinct but columns 0 and 2 are both named 'a'");
    }

    @Test
    void of_noFeature_isRefused() {
        assertThatThrownBy(Schema::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a schema must have at least 1 feature but has 0");
        assertThatThrownBy(() -> Schema.unnamed(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_list_copiesIt() {
        List<Feature> features = new ArrayList<>(List.of(Feature.numeric("a")));
        Schema schema = Schema.of(features);
        features.add(Feature.numeric("b"));
        assertThat(schema.columns()).isEqualTo(1);
    }

    @Test
    void unnamed_columns_areNumberedFromZero() {
        assertThat(Schema.unnamed(3)).isEqualTo(Schema.numeric("x0", "x1", "x2"));
    }

    @Test
    void indexOf_name_findsItsColumn() {
        assertThat(CREDIT.indexOf("Income")).isEqualTo(2);
        assertThat(CREDIT.names()).containsExactly("Age", "Home", "Income");
    }

    @Test
    void indexOf_unknownName_listsTheNames() {
        assertThatThrownBy(() -> CREDIT.indexOf("age"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no feature is named 'age'; the schema has [Age, Home, Income]");
    }

    @Test
    void check_tooNarrow_namesTheMissingColumn() {
        assertThatThrownBy(() -> CREDIT.check(new double[] {30, 1}, MissingValues.PASS, "the explained row"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the explained row must have 3 columns but has 2; the first one missing is 'Income'");
    }

    @Test
    void check_tooWide_saysWhereTheSchemaEnds() {
        assertThatThrownBy(() -> CREDIT.check(Matrix.zeros(2, 4), MissingValues.PASS, "the background"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the background must have 3 columns but has 4; the last one in the schema is 'Income'");
    }

    @Test
    void check_nullRow_saysWhatIsNull() {
        assertThatThrownBy(() -> CREDIT.check((double[]) null, MissingValues.PASS, "the explained row"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the explained row");
    }

    @Test
    void check_missingUnderReject_namesRowAndColumnAndWayOut() {
        Matrix rows = Matrix.of(new double[][] {{30, 1, 5}, {30, Double.NaN, 5}});
        assertThatThrownBy(() -> CREDIT.check(rows, MissingValues.REJECT, "the background"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column 1 ('Home') of row 1 of the background is NaN; if the model takes missing values, "
                        + "say MissingValues.PASS, else impute it");
    }

    @Test
    void check_missingUnderPass_isLetThrough() {
        double[] row = {Double.NaN, Double.NaN, Double.NaN};
        assertThatCode(() -> CREDIT.check(row, MissingValues.PASS, "the row")).doesNotThrowAnyException();
        assertThatCode(() -> CREDIT.check(Matrix.ofRow(row), MissingValues.PASS, "the table"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(MissingValues.class)
    void check_infinity_isRefusedAlways(MissingValues missing) {
        assertThatThrownBy(() -> CREDIT.check(new double[] {30, 1, Double.POSITIVE_INFINITY}, missing, "the row"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column 2 ('Income') of the row must be finite but is Infinity");
        assertThatThrownBy(() -> CREDIT.check(Matrix.ofRow(Double.NEGATIVE_INFINITY, 1, 2), missing, "the table"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column 0 ('Age') of row 0 of the table must be finite but is -Infinity");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 3, 0.5, 1e300, -4.9e-324})
    void check_noCategory_saysWhichThereAre(double value) {
        assertThatThrownBy(() -> CREDIT.check(new double[] {30, value, 5}, MissingValues.PASS, "the row"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column 1 ('Home') of the row must be a whole number from 0 to 2, the index of a category, "
                        + "but is " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1, 2})
    void check_everyCategory_isLetThrough(double value) {
        assertThatCode(() -> CREDIT.check(new double[] {30, value, 5}, MissingValues.REJECT, "the row"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e300, -1e300, 4.9e-324, -0.0, Double.MAX_VALUE})
    void check_anyFiniteNumber_isLetThrough(double value) {
        assertThatCode(() -> CREDIT.check(new double[] {value, 0, value}, MissingValues.REJECT, "the row"))
                .doesNotThrowAnyException();
    }

    @Test
    void equals_sameFeatures_isEqual() {
        Schema other = Schema.of(
                Feature.numeric("Age"), Feature.categorical("Home", "rent", "own", "other"), Feature.numeric("Income"));
        assertThat(other).isEqualTo(CREDIT).hasSameHashCodeAs(CREDIT);
        assertThat(Schema.numeric("Age", "Home", "Income")).isNotEqualTo(CREDIT);
    }

    @Test
    void equals_sameFeatures_areEqualWithOneHash() {
        Schema schema = Schema.of(Feature.numeric("a"), Feature.categorical("b", "no", "yes"));
        Schema same = Schema.of(Feature.numeric("a"), Feature.categorical("b", "no", "yes"));
        Schema other = Schema.of(Feature.numeric("a"), Feature.categorical("b", "yes", "no"));

        assertThat(schema).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(schema).isNotEqualTo(other).doesNotHaveSameHashCodeAs(other);
        assertThat(schema.toString()).startsWith("Schema[").contains("a", "b", "no", "yes");
    }
}
