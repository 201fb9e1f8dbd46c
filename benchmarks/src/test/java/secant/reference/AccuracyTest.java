package secant.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccuracyTest {

    @TempDir
    private Path folder;

    /** What a run printed, and its exit code. */
    private record Run(int exitCode, List<String> out, String err) {}

    private static Run run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Accuracy.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(
                exitCode,
                out.toString(StandardCharsets.UTF_8).lines().toList(),
                err.toString(StandardCharsets.UTF_8).strip());
    }

    private void copy(String name) throws IOException {
        Files.copy(ReferenceCases.file(name), folder.resolve(name + ".json"));
    }

    private Run measure(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = folder.toString();
        System.arraycopy(options, 0, args, 1, options.length);
        return run(args);
    }

    @Test
    void run_aCaseOfThirteenPlayers_endsWithTheRatios() throws IOException {
        copy("s05_wine_mlp_softmax");
        Run run = measure("--seeds", "2", "--rows", "1", "--only", "default,shap,leverage");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("NOTE s05_wine_mlp_softmax: the first 1 of 5 rows");
        assertThat(run.out().stream().filter(line -> line.startsWith("s05_")))
                .hasSize(5 + 3 * 2)
                .allMatch(line ->
                        line.matches("s05_wine_mlp_softmax +identity +13 .*( +[0-9]\\.[0-9]{2}e[+-][0-9]{2}){3}"));
        assertThat(run.out())
                .last()
                .asString()
                .matches(
                        "geomean 2M=[0-9.e-]+ 5M=[0-9.e-]+ 10M=[0-9.e-]+ 20M=[0-9.e-]+ default=[0-9.e-]+ worst=[0-9.e-]+");
        assertThat(measure("--seeds", "2", "--rows", "1", "--only", "default,shap,leverage")
                        .out())
                .isEqualTo(run.out());
    }

    @Test
    void run_fewPlayers_areInTheTableButNotInTheMean() throws IOException {
        copy("s10_degenerate_columns");
        Run run = measure("--seeds", "1", "--only", "default,shap");
        assertThat(run.out())
                .anyMatch(line -> line.matches("s10_degenerate_columns +identity +8 2M .*"))
                .anyMatch(line -> line.matches("s10_degenerate_columns +identity +8 default +exact: .*"));
        assertThat(run.out()).last().asString().startsWith("geomean 2M=- 5M=- 10M=- 20M=- default=- worst=");
    }

    @Test
    void run_rowsWithoutValues_areLeftOutAndNamed() throws IOException {
        copy("s13_single_background");
        Run run = measure("--seeds", "1", "--only", "default,shap");
        assertThat(run.out()).contains("NOTE s13_single_background identity: 1 rows left out, whose values are all 0");
        assertThat(run.out()).noneMatch(line -> line.contains("NaN"));
    }

    @Test
    void run_otherKindsAndBrokenFiles_areSkippedWithALine() throws IOException {
        copy("s01_iris_logistic_multinomial");
        copy("c02_kernel_core_m12_logit");
        Files.writeString(folder.resolve("broken.json"), "{");
        Files.writeString(folder.resolve("u.json"), "{\"schema\": \"refcase/1\", \"id\": \"u01\", \"kind\": \"tea\"}");
        Run run = measure("--seeds", "1", "--only", "default");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("SKIP c02_kernel_core_m12_logit kind kernelshap_core", "SKIP u01 kind tea")
                .anyMatch(line -> line.startsWith("SKIP broken.json case broken.json: not JSON"));
        assertThat(run.out()).last().asString().startsWith("geomean 2M=-");
    }

    @Test
    void run_nothingToMeasure_saysSo() throws IOException {
        assertThat(measure().err()).contains("has no case of kind shapley");
        assertThat(measure().exitCode()).isEqualTo(2);
        Run missing = run(folder.resolve("none").toString());
        assertThat(missing.err()).startsWith("cannot read the case files: ").contains("none");
        assertThat(missing.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';usage: Accuracy DIR",
                "--seeds 3;usage: Accuracy DIR",
                "DIR --seeds;usage: Accuracy DIR",
                "DIR --seeds 0;--seeds must be a whole number of 1 or more but is '0'",
                "DIR --rows x;--rows must be a whole number of 1 or more but is 'x'",
                "DIR --only nobody;--only must be names without repeats but is 'nobody'",
                "DIR --speed 1;unknown option --speed",
            })
    void run_wrongArguments_sayHow(String line, String expected) {
        Run run = run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith(expected).contains("usage: Accuracy DIR");
        assertThat(run.out()).isEmpty();
    }
}
