package secant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import secant.data.MissingValues;
import secant.data.Schema;

class CreditDataTest {

    private static final Schema SCHEMA = CreditData.SCHEMA;

    @Test
    void read_wholeFile_hasEveryApplicationOnce() throws IOException {
        CreditData data = CreditData.read();

        assertThat(data.size()).isEqualTo(4454);
        assertThat(data.rows().rows()).isEqualTo(4454);
        assertThat(data.share("good")).isEqualTo(3200 / 4454.0);
        assertThat(data.share("bad")).isEqualTo(1254 / 4454.0);
        SCHEMA.check(data.rows(), MissingValues.PASS, "the file");
    }

    @Test
    void read_firstLine_isWhatTheFileSays() throws IOException {
        CreditData data = CreditData.read();

        Map<String, String> first = new LinkedHashMap<>();
        for (int c = 0; c < SCHEMA.columns(); c++) {
            first.put(
                    SCHEMA.feature(c).name(),
                    SCHEMA.feature(c).format(data.rows().get(0, c)));
        }
        assertThat(data.labels().get(0)).isEqualTo("good");
        assertThat(first)
                .hasToString("{Seniority=9, Home=rent, Time=60, Age=30, Marital=married, Records=no, Job=freelance,"
                        + " Expenses=73, Income=129, Assets=0, Debt=0, Amount=800, Price=846}");
    }

    @Test
    void read_missingValues_areNaNWhereTheFileHasNA() throws IOException {
        CreditData data = CreditData.read();

        Map<String, Long> missing = new LinkedHashMap<>();
        for (int c = 0; c < SCHEMA.columns(); c++) {
            int column = c;
            long count = Arrays.stream(data.rows().toRows())
                    .filter(row -> Double.isNaN(row[column]))
                    .count();
            if (count > 0) {
                missing.put(SCHEMA.feature(c).name(), count);
            }
        }
        assertThat(missing).hasToString("{Home=6, Marital=1, Job=2, Income=381, Assets=47, Debt=18}");
    }

    @Test
    void read_categories_allOccur() throws IOException {
        CreditData data = CreditData.read();

        assertThat(occurring(data, "Home")).isEqualTo(6);
        assertThat(occurring(data, "Marital")).isEqualTo(5);
        assertThat(occurring(data, "Records")).isEqualTo(2);
        assertThat(occurring(data, "Job")).isEqualTo(4);
    }

    private static long occurring(CreditData data, String feature) {
        int column = SCHEMA.indexOf(feature);
        return Arrays.stream(data.rows().toRows())
                .mapToDouble(row -> row[column])
                .filter(cell -> !Double.isNaN(cell))
                .distinct()
                .count();
    }

    @Test
    void split_sameSeed_isTheSamePartition() throws IOException {
        CreditData data = CreditData.read();

        CreditData.Split split = data.split(0.75, 42);

        assertThat(split.train().size()).isEqualTo(3341);
        assertThat(split.test().size()).isEqualTo(1113);
        assertThat(split.test().rows().data())
                .containsExactly(data.split(0.75, 42).test().rows().data())
                .isNotEqualTo(data.split(0.75, 43).test().rows().data());
        assertThat(sum(split.train(), "Price") + sum(split.test(), "Price")).isEqualTo(sum(data, "Price"));
    }

    private static double sum(CreditData data, String feature) {
        int column = SCHEMA.indexOf(feature);
        return Arrays.stream(data.rows().toRows())
                .mapToDouble(row -> row[column])
                .sum();
    }
}
