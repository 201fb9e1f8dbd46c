package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import secant.explanation.Explanation;

class BackgroundErrorTableTest {

    private static final Explanation WITH = Games.withBackgroundErrors(new double[] {1, -2}, 0.25, 0.5);

    @Test
    void table_withBackgroundErrors_hasAColumnForThem() {
        DataTable table = DataTable.of(WaterfallSteps.of(waterfall(WITH)));

        assertThat(table.header())
                .containsExactly("Player", "Value", "Attribution", "Standard error", "Background error");
        assertThat(table.rows())
                .containsExactly(
                        List.of("Average answer E[f(x)]", "", "0", "", ""),
                        List.of("x1", "0", "−2.00", "", "0.50"),
                        List.of("x0", "0", "+1.00", "", "0.25"),
                        List.of("This row f(x)", "", "−1.000", "", ""));
    }

    @Test
    void table_withoutBackgroundErrors_isAsItWas() {
        DataTable table = DataTable.of(WaterfallSteps.of(waterfall(Games.of(1, -2))));

        assertThat(table.header()).containsExactly("Player", "Value", "Attribution", "Standard error");
        assertThat(table.rows()).allMatch(row -> row.size() == 4);
    }

    @Test
    void card_withBackgroundErrors_saysTheLargest() {
        assertThat(new TextWriter().write(Report.of(WITH, Games.OUTPUT)))
                .containsPattern("Largest background error +0\\.500");
        assertThat(new TextWriter().write(Report.of(Games.of(1, -2), Games.OUTPUT)))
                .doesNotContain("background error");
    }

    private static ReportSection.Waterfall waterfall(Explanation explanation) {
        return Report.of(explanation, Games.OUTPUT).sections().stream()
                .filter(ReportSection.Waterfall.class::isInstance)
                .map(ReportSection.Waterfall.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
