package secant.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private record Run(int exitCode, List<String> out, String err) {}

    /** Every case once, for it takes a while. */
    private static Run all = new Run(-1, List.of(), "");

    @TempDir
    private Path folder = Path.of("");

    private final Locale locale = Locale.getDefault();

    @BeforeAll
    static void replayAll() {
        all = replay(ReferenceCases.folder().toString(), "--quick");
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(locale);
    }

    private static Run replay(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Replay.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new Run(exitCode, out.toString(UTF_8).lines().toList(), err.toString(UTF_8));
    }

    private Run replayFolder() {
        return replay(folder.toString());
    }

    private static String json(String caseName) throws IOException {
        return Files.readString(ReferenceCases.file(caseName));
    }

    private void write(String fileName, String json) throws IOException {
        Files.writeString(folder.resolve(fileName), json);
    }

    private static String replaceOnce(String text, String target, String replacement) {
        int at = text.indexOf(target);
        assertThat(at).as("'%s' in the case", target).isNotNegative();
        return text.substring(0, at) + replacement + text.substring(at + target.length());
    }

    private static List<String> quantities(Run run, String caseName) {
        return run.out().stream()
                .filter(line -> line.contains(" " + caseName + " "))
                .map(line -> line.split(" ", -1))
                .map(words -> words[0] + " " + words[2])
                .toList();
    }

    @Test
    void run_casesOfIndependentTools_allPass() {
        assertThat(all.out()).noneMatch(line -> line.startsWith("FAIL"));
        assertThat(all.exitCode()).isZero();
        assertThat(all.err()).isEmpty();
        long passed =
                all.out().stream().filter(line -> line.startsWith("PASS ")).count();
        long skipped =
                all.out().stream().filter(line -> line.startsWith("SKIP ")).count();
        assertThat(passed).isGreaterThanOrEqualTo(130 + 93);
        assertThat(all.out().subList(all.out().size() - 2, all.out().size()))
                .containsExactly(skipped + " skipped", passed + " passed, 0 failed");
        assertThat(all.out().subList(0, all.out().size() - 2))
                .allMatch(line -> line.matches("PASS \\S+ \\S+ [0-9.e+-]+ [0-9.e+-]+|SKIP \\S+ \\S+"));
    }

    @Test
    void run_everyCase_hasItsQuantities() {
        assertThat(quantities(all, "s02_diabetes_linear"))
                .containsExactly(
                        "PASS fx",
                        "PASS game_table_row0",
                        "PASS identity.link_fx",
                        "PASS identity.base_value",
                        "PASS identity.shapley",
                        "PASS identity.brute",
                        "PASS identity.closed_form",
                        "PASS identity.sampled");
        assertThat(quantities(all, "s07_bc_logistic12"))
                .containsExactly(
                        "PASS fx",
                        "PASS identity.link_fx",
                        "PASS identity.base_value",
                        "PASS identity.shapley",
                        "PASS identity.sampled",
                        "PASS logit.link_fx",
                        "PASS logit.base_value",
                        "PASS logit.shapley",
                        "PASS logit.sampled");
        assertThat(quantities(all, "t04_bc_gbc30_raw"))
                .containsExactly(
                        "PASS fx",
                        "PASS identity.link_fx",
                        "PASS identity.base_value",
                        "PASS identity.sampled",
                        "SKIP identity.shapley",
                        "SKIP tree_path_dependent");
        assertThat(quantities(all, "c01_kernel_core_m10"))
                .containsExactly(
                        "PASS run0.phi",
                        "PASS run1.phi",
                        "PASS run2.phi",
                        "PASS run3.phi",
                        "PASS run4.phi",
                        "PASS run5.phi");
    }

    @Test
    void run_interactionsBanzhafAndOwen_areReplayedInFull() {
        assertThat(quantities(all, "i02_expr_mix_interactions"))
                .containsExactly(
                        "PASS sv",
                        "PASS sii",
                        "PASS k-sii",
                        "PASS stii",
                        "PASS fsii_closed_form",
                        "PASS fsii",
                        "PASS bv",
                        "PASS bii",
                        "PASS fbii",
                        "PASS moebius");
        assertThat(quantities(all, "i01_diabetes_gbr_interactions"))
                .hasSize(9)
                .allMatch(line -> line.startsWith("PASS"));
        assertThat(quantities(all, "i03_wine_mlp_interactions")).hasSize(9).allMatch(line -> line.startsWith("PASS"));
        assertThat(quantities(all, "b01_iris_banzhaf")).containsExactly("PASS banzhaf");
        assertThat(quantities(all, "o01_expr_mix_owen")).containsExactly("PASS owen");
        assertThat(quantities(all, "o02_wine_mlp_owen")).containsExactly("PASS owen");
    }

    @Test
    void run_owenValueChanged_fails() throws IOException {
        write("case.json", replaceOnce(json("o01_expr_mix_owen"), "0.3598768459749999", "0.3598768559749999"));
        assertThat(quantities(replayFolder(), "o01_expr_mix_owen")).containsExactly("FAIL owen");
    }

    @Test
    void run_oneLimeMeanMoved_fails() throws IOException {
        String mean = "\"intercept\":{\"mean\":";
        write("case.json", replaceOnce(json("l02_lime_iris_rf"), mean, mean + "1")); // 0.3… becomes 10.3…
        Run run = replay(folder.toString(), "--quick");
        assertThat(run.out().stream().filter(line -> line.startsWith("FAIL")))
                .singleElement()
                .asString()
                .contains("statistics0.quartile.none.row0.mean");
    }

    @Test
    void run_oneShapleyValueFlipped_fails() throws IOException {
        String expected = "-0.012122233321642941";
        write("case.json", replaceOnce(json("s01_iris_logistic_multinomial"), expected, expected.substring(1)));
        Run run = replayFolder();
        assertThat(quantities(run, "s01_iris_logistic_multinomial"))
                .contains("FAIL identity.shapley", "PASS identity.brute", "PASS logit.shapley", "PASS fx");
        assertThat(run.out()).last().isEqualTo("9 passed, 1 failed");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void run_sampledValueFarOff_fails() throws IOException {
        write("case.json", replaceOnce(json("s07_bc_logistic12"), "0.03487903802785676", "0.04487903802785676"));
        assertThat(quantities(replayFolder(), "s07_bc_logistic12"))
                .contains("FAIL identity.shapley", "FAIL identity.sampled", "PASS logit.sampled");
    }

    @Test
    void run_regressionCoefficientChanged_fails() throws IOException {
        write("case.json", replaceOnce(json("c03_kernel_core_m30"), "0.008621026114825372", "0.008621036114825372"));
        Run run = replayFolder();
        assertThat(quantities(run, "c03_kernel_core_m30")).contains("FAIL run0.phi");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void run_unknownKind_isSkipped() throws IOException {
        write("case.json", "{\"schema\": \"refcase/1\", \"id\": \"u01\", \"kind\": \"tea_leaves\"}");
        Run run = replayFolder();
        assertThat(run.out()).containsExactly("SKIP u01 tea_leaves", "1 skipped", "0 passed, 0 failed");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void run_anyFileName_isReplayedBySchemaInNameOrder() throws IOException {
        write("c99.json", json("s11_groups_onehot"));
        write("a.b c.json", replaceOnce(json("c03_kernel_core_m30"), "c03_kernel_core_m30", "z"));
        write("notes.txt", "not a case");
        Files.createDirectory(folder.resolve("folder.json"));
        Run run = replayFolder();
        assertThat(run.exitCode()).isZero();
        assertThat(quantities(run, "z")).startsWith("PASS run0.phi");
        assertThat(run.out()).first().asString().startsWith("PASS z ");
        assertThat(quantities(run, "s11_groups_onehot")).contains("PASS identity.shapley", "PASS game_table_row0");
    }

    @Test
    void run_malformedFiles_failAloneAndByName() throws IOException {
        write("a.json", "{\"schema\": \"refcase/1\", ");
        write("b.json", "{\"schema\": \"other/2\", \"kind\": \"shapley\"}");
        write("c.json", replaceOnce(json("s09a_expr_mix"), "x0*x1 + sin", "x0*x1 +* sin"));
        write("d.json", replaceOnce(json("s11_groups_onehot"), "\"expression\"", "\"oracle\""));
        write("e.json", json("s11_groups_onehot"));
        write("f.json", "");
        Run run = replayFolder();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().get(0)).startsWith("FAIL a file NaN 0.00 case a: not JSON: ");
        assertThat(run.out().get(1))
                .isEqualTo("FAIL b file NaN 0.00 case b: schema must be \"refcase/1\" but is \"other/2\"");
        assertThat(run.out().get(2)).startsWith("FAIL c file NaN 0.00 case s09a_expr_mix: model.text: expression ");
        assertThat(run.out().get(3))
                .startsWith("FAIL d file NaN 0.00 case s11_groups_onehot: model.type must be one of linear, ");
        assertThat(quantities(run, "s11_groups_onehot")).contains("PASS identity.shapley");
        assertThat(run.out().get(run.out().size() - 3)).startsWith("FAIL f file NaN 0.00 case f: ");
        assertThat(run.out()).last().asString().endsWith(" passed, 5 failed");
    }

    @Test
    void run_modelThatFails_failsThatCaseAlone() throws IOException {
        // Rows and background are fine, mixtures of them are not: the square root of a negative number.
        write("case.json", """
                {"schema": "refcase/1", "id": "root", "kind": "shapley", "n_features": 2,
                 "model": {"type": "expression", "text": "sqrt(1 - x0*x1)"},
                 "background": [[0, 2]], "rows": [[2, 0]],
                 "expected": {"fx": [[1]],
                  "identity": {"link_fx": [[1]], "base_value": [1], "shapley": [[[0, 0]]]}}}
                """);
        Run run = replayFolder();
        assertThat(quantities(run, "root"))
                .containsExactly("PASS fx", "FAIL identity.explain", "SKIP identity.sampled");
        assertThat(run.out().get(1)).contains("NaN").contains("predictor returned NaN");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void run_weightsNotNormalisedAndZero_areHonoured() throws IOException {
        write("case.json", """
                {"schema": "refcase/1", "id": "weights", "kind": "shapley", "n_features": 1,
                 "model": {"type": "linear", "weights": [[2]], "bias": [1]},
                 "background": [[1], [4], [1000]], "background_weights": [4, 2, 0], "rows": [[5]],
                 "expected": {"fx": [[11]],
                  "identity": {"link_fx": [[11]], "base_value": [5], "shapley": [[[6]]]}}}
                """);
        assertThat(quantities(replayFolder(), "weights"))
                .containsExactly(
                        "PASS fx",
                        "PASS identity.link_fx",
                        "PASS identity.base_value",
                        "PASS identity.shapley",
                        "PASS identity.brute",
                        "SKIP identity.sampled");
    }

    @Test
    void run_otherLocale_printsTheSameLines() throws IOException {
        write("case.json", json("s11_groups_onehot"));
        Locale.setDefault(Locale.ROOT);
        List<String> root = replayFolder().out();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        assertThat(replayFolder().out()).isEqualTo(root);
        Locale.setDefault(Locale.forLanguageTag("tr"));
        assertThat(replayFolder().out()).isEqualTo(root);
    }

    @Test
    void run_nothingToReplay_exitsWith2AndSaysWhy() throws IOException {
        assertThat(replay())
                .isEqualTo(new Run(2, List.of(), "usage: Replay DIR [--quick], the folder of the case files\n"));
        assertThat(replay("a", "b").exitCode()).isEqualTo(2);
        assertThat(replayFolder()).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("has no *.json");
        });
        Run missing = replay(folder.resolve("missing").toString());
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("missing").contains("there is no such folder");
        write("file.json", "{}");
        Run file = replay(folder.resolve("file.json").toString());
        assertThat(file.exitCode()).isEqualTo(2);
        assertThat(file.err()).contains("not a folder");
    }

    @Test
    void sampledCoalitions_anyPlayers_leavesSomeOutOrIsEmpty() {
        for (int players = 1; players <= 16; players++) {
            int all = (1 << players) - 2;
            ShapleyReplay.sampledCoalitions(players)
                    .ifPresent(budget -> assertThat(budget).isEven().isLessThan(all));
        }
        assertThat(ShapleyReplay.sampledCoalitions(6)).isEmpty();
        assertThat(ShapleyReplay.sampledCoalitions(7)).hasValue(84);
        assertThat(ShapleyReplay.sampledCoalitions(10)).hasValue(256);
        assertThat(ShapleyReplay.sampledCoalitions(64)).hasValue(2176);
    }
}
