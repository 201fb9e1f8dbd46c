package secant.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.OutputExplanation;
import secant.report.ExplanationJson;

/** Runs the example once and reads all that it leaves behind. */
class CreditScoringTest {

    @TempDir
    private static Path folder;

    private static String printed = "";

    @BeforeAll
    static void run() throws IOException {
        PrintStream terminal = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            CreditScoring.main(folder.resolve("made by main").toString());
        } finally {
            System.setOut(terminal);
        }
        printed = bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void accuracy_ofBothModels_beatsTheMajority() {
        double majority = number("always 'good' +([0-9.]+) %");

        assertThat(majority).isBetween(71.0, 73.0);
        assertThat(number("logistic regression +([0-9.]+) %")).isBetween(79.0, 84.0);
        assertThat(number("random forest +([0-9.]+) %")).isBetween(78.0, 84.0);
    }

    @Test
    void terminal_declinedApplicant_addsUpAndShowsTheMissingIncome() {
        assertThat(printed).contains("Income = missing").contains("Records = ");
        assertThat(number("for this row it answers ([0-9]+\\.[0-9]+)")).isGreaterThan(0.75);
        assertThat(number("Additivity gap +([0-9.]+(?:e[−-][0-9]+)?)")).isLessThan(1e-12);
    }

    @Test
    void terminal_whereThePageLies_isAFile() {
        Matcher open = Pattern.compile("open (.+credit-report\\.html)").matcher(printed);

        assertThat(open.find()).isTrue();
        assertThat(Path.of(open.group(1))).isNotEmptyFile();
    }

    @Test
    void page_ofManyApplicants_namesTheMostImportantFeatures() {
        Path page = folder.resolve("made by main").resolve("credit-report.html");

        assertThat(page)
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("Seniority", "Income", "Amount", "Job", "Records");
    }

    @Test
    void json_ofManyApplicants_readsBackAndAddsUp() {
        Explanations explanations =
                ExplanationJson.readAll(folder.resolve("made by main").resolve("credit-report.json"));

        assertThat(explanations.size()).isEqualTo(200);
        for (Explanation explanation : explanations) {
            OutputExplanation bad = explanation.output("bad");
            double sum =
                    bad.attributions().stream().mapToDouble(Attribution::value).sum();
            assertThat(bad.baseValue() + sum).isCloseTo(bad.prediction(), within(1e-12));
        }
        assertThat(explanations.globalImportance("bad").ranked().get(0).player())
                .isEqualTo("Records");
    }

    private static double number(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(printed);
        assertThat(matcher.find()).as(pattern + " in:\n" + printed).isTrue();
        return Double.parseDouble(matcher.group(1).replace('−', '-'));
    }
}
