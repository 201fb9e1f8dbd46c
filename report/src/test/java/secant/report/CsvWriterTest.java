package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import secant.explanation.Attribution;
import secant.explanation.Explanations;

class CsvWriterTest {

    @Test
    void write_explanations_hasALineARowAndPlayerWithEveryDigit() {
        Explanations rows = Credit.rows(7);
        List<CsvRecord> lines = read(new CsvWriter().write(rows));

        assertThat(lines).hasSize(1 + 7 * 13);
        assertThat(lines.get(0).getFields())
                .containsExactly(
                        "row",
                        "output",
                        "player",
                        "value",
                        "attribution",
                        "standard_error",
                        "base_value",
                        "prediction");
        int line = 1;
        for (int r = 0; r < 7; r++) {
            var output = rows.get(r).output(Credit.OUTPUT);
            for (Attribution attribution : output.attributions()) {
                List<String> cells = lines.get(line++).getFields();
                assertThat(cells.get(0)).isEqualTo(Integer.toString(rows.rowOf(r)));
                assertThat(cells.get(2)).isEqualTo(attribution.player());
                assertThat(Double.parseDouble(cells.get(4))).isEqualTo(attribution.value());
                assertThat(Double.parseDouble(cells.get(5))).isEqualTo(attribution.standardError());
                assertThat(Double.parseDouble(cells.get(6))).isEqualTo(output.baseValue());
                assertThat(Double.parseDouble(cells.get(7))).isEqualTo(output.prediction());
            }
        }
    }

    @Test
    void write_values_areNumbersOrNamesOrEmpty() {
        List<CsvRecord> lines = read(new CsvWriter().write(Credit.row(1)));

        assertThat(lines)
                .extracting(line -> line.getField(2) + "=" + line.getField(3))
                .contains("Income=26296.0", "Home=with parents", "Region=north = 0, south = 1");
        assertThat(new CsvWriter().write(Hostile.explanation("x", 0))).contains("0,x,x ,,0.0,0.0,0.5,1.75\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "=1+1;'=1+1",
                "+1;'+1",
                "-1;'-1",
                "@SUM(A1);'@SUM(A1)",
                "＝1;'＝1",
                "＋1;'＋1",
                "1=1;1=1",
                "a-b;a-b",
                "'a;'a"
            })
    void write_textThatASpreadsheetWouldRun_getsAnApostrophe(String text, String cell) {
        List<CsvRecord> lines = read(new CsvWriter().write(Hostile.explanation(text, 0)));

        assertThat(lines.get(1).getField(1)).isEqualTo(cell);
        assertThat(lines.get(2).getField(2)).isEqualTo(cell); // after the group
        assertThat(lines.get(4).getField(3)).isEqualTo(cell); // the category
    }

    @Test
    void write_tabsAndLineBreaksFirst_areShownAndGetAnApostrophe() {
        assertThat(read(new CsvWriter().write(Hostile.explanation("\t=1", 0)))
                        .get(1)
                        .getField(1))
                .isEqualTo("'\\u0009=1");
        assertThat(read(new CsvWriter().write(Hostile.explanation("\r=1", 0)))
                        .get(1)
                        .getField(1))
                .isEqualTo("'\\u000D=1");
    }

    @Test
    void write_negativeNumbers_stayNumbers() {
        String csv = new CsvWriter().write(Games.of(-2, new double[] {-0.25, 1e-9}, new double[] {0, 0.5}));

        assertThat(csv)
                .contains("0,score,x0,0.0,-0.25,0.0,-2.0,")
                .contains(",1.0E-9,0.5,")
                .doesNotContain("'");
    }

    @ParameterizedTest
    @MethodSource("secant.report.Hostile#texts")
    void write_hostileTexts_staysInItsCellsAndRunsNothing(String text) {
        List<CsvRecord> lines = read(new CsvWriter().write(Hostile.explanations(text)));

        assertThat(lines).hasSize(1 + 2 * 4).allMatch(line -> line.getFieldCount() == 8);
        for (CsvRecord line : lines.subList(1, lines.size())) {
            for (int c : new int[] {1, 2, 3}) {
                String cell = line.getField(c);
                boolean number = cell.matches("-?\\d+\\.\\d+(E-?\\d+)?");
                assertThat(number || cell.isEmpty() || "=+-@\t\r\n＝＋－＠".indexOf(cell.charAt(0)) < 0)
                        .as(cell)
                        .isTrue();
            }
        }
    }

    private static List<CsvRecord> read(String csv) {
        return CsvReader.builder().maxBufferSize(64 * 1024 * 1024).ofCsvRecord(csv).stream()
                .toList();
    }
}
