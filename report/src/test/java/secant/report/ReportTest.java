package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import secant.explanation.Explanations;
import secant.report.ReportSection.Card.Entry;

@Isolated("sets the locale of all threads")
class ReportTest {

    @Test
    void of_explanations_tellsFromTheWholeToTheRows() {
        Report report = Report.of(Credit.rows(10), Credit.OUTPUT);

        assertThat(report.sections().stream().map(section -> section.getClass().getSimpleName()))
                .containsExactly("Importance", "Beeswarm", "Waterfall", "Waterfall", "Waterfall", "Failures", "Card");
        assertThat(report.sections().get(4).title()).isEqualTo("Row 2");
    }

    @Test
    void of_nothingButFailures_listsThem() {
        Explanations none = Explanations.of(
                List.of(), List.of(), List.of(new Explanations.Failure(0, new RuntimeException(""))), List.of());

        Report report = Report.of(none, "y");

        assertThat(report.sections())
                .containsExactly(new ReportSection.Failures(
                        "Rows without an explanation",
                        0,
                        List.of(new ReportSection.Failures.FailedRow(0, "java.lang.RuntimeException"))));
        assertThat(new HtmlWriter().write(report)).contains("1 of 1 rows have none.");
    }

    @Test
    void of_unknownOutput_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Report.of(Credit.row(0), "nothing"))
                .withMessage("no output is named 'nothing'; the outputs are [default]");
        assertThatIllegalArgumentException().isThrownBy(() -> Report.of(Credit.rows(2), "nothing"));
    }

    @Test
    void sections_badArguments_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportSection.Waterfall("", Credit.row(0), Credit.OUTPUT, 0))
                .withMessage("players shown must be 1 or more but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportSection.Beeswarm(Explanations.of(List.of()), "y"))
                .withMessageContaining("at least 1 explanation");
        assertThatIllegalArgumentException().isThrownBy(() -> ReportSection.Card.of(Explanations.of(List.of())));
        assertThatNullPointerException().isThrownBy(() -> new ReportSection.Paragraph(null, "x"));
        assertThatNullPointerException().isThrownBy(() -> Report.builder("x").add(null));
    }

    @Test
    void card_manyRows_sumsCostsAndTakesTheWorstError() {
        ReportSection.Card card = ReportSection.Card.of(Credit.rows(10));

        assertThat(card.entries())
                .contains(
                        new Entry("Method", "Kernel SHAP"),
                        new Entry("Rows explained", "10"),
                        new Entry("Coalitions, all rows together", "20480"),
                        new Entry("Link", "LOGIT"),
                        new Entry("Seed", "42"),
                        new Entry("Option “paired”", "true"),
                        new Entry("Background rows", "100"),
                        new Entry("Stopped because", "the budget was spent"),
                        new Entry("Largest additivity gap", "2.20e−16"))
                .noneMatch(entry -> entry.value().isEmpty());
        assertThat(card.warnings()).singleElement().asString().endsWith("(10 of 10 rows)");
    }

    @Test
    void card_warningsOfTheTable_areShownFirst() {
        Explanations rows = Credit.rows(2);
        Explanations warned = Explanations.of(rows.all(), List.of(0, 1), List.of(), List.of("the listener threw"));

        assertThat(ReportSection.Card.of(warned).warnings()).hasSize(2).startsWith("the listener threw");
        assertThat(new TextWriter().write(Report.of(warned, Credit.OUTPUT))).contains("! the listener threw");
    }

    @Test
    void card_backgroundOfOneRow_saysWhatItDiscloses() {
        assertThat(ReportSection.Card.of(Hostile.explanation("x", 0)).warnings())
                .contains("The background is a single row: what is reported here can give its values away.");
    }

    @Test
    void of_noExplanation_tellsFailuresAndWarnings() {
        Explanations failed = Explanations.of(
                List.of(),
                List.of(),
                List.of(new Explanations.Failure(0, new IllegalStateException("down"))),
                List.of("the listener threw"));
        String text = new TextWriter().write(Report.of(failed, "y"));

        assertThat(text).contains("1 of 1 rows have none.").contains("down").contains("! the listener threw");
        assertThat(new HtmlWriter().write(Report.of(failed, "y"))).contains("the listener threw");
        assertThat(new TextWriter().write(Report.of(Explanations.of(List.of()), "y")))
                .contains("There were no rows.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr", "ar-EG-u-nu-arab", "de", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist-nu-thai", "fa"})
    void write_anyLocale_givesTheSameBytes(String locale) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            List<String> root = written();
            Locale.setDefault(Locale.forLanguageTag(locale));
            assertThat(written()).isEqualTo(root);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<String> written() {
        Report report = Report.of(Credit.rows(20), Credit.OUTPUT);
        return List.of(
                new TextWriter().write(report),
                new HtmlWriter().write(report),
                new JsonWriter().write(report),
                new SvgWriter().write(new ReportSection.Beeswarm(Credit.rows(20), Credit.OUTPUT)),
                ExplanationJson.write(Credit.row(1)));
    }
}
