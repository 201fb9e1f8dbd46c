package secant.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PythonTest {

    private static final Path SCRIPT = Path.of("python", "peers.py");

    @TempDir
    private Path folder;

    private static boolean runs(String code) {
        try {
            return new ProcessBuilder("python3", "-c", code)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String errors(ProcessBuilder script) throws Exception {
        Process process = script.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(errors).isZero();
        return errors;
    }

    @Test
    void answers_everyKindOfModel_areOurs() throws IOException {
        assumeTrue(runs("import numpy"), "python3 with numpy");
        List<Problem> problems = List.of(
                Problem.linear(7, 3, 5), Problem.trees(6, 3, 4, 50), Problem.network(5, 3, 9), Recorded.digits(2));
        JsonNode answers = new Python("python3", SCRIPT).answers(problems);
        for (int p = 0; p < problems.size(); p++) {
            Problem problem = problems.get(p);
            double[] ours = problem.model().predict(problem.rows()).data();
            assertThat(answers.get(p)).hasSize(ours.length);
            for (int r = 0; r < ours.length; r++) {
                assertThat(answers.get(p).get(r).asDouble()).as(problem.name()).isCloseTo(ours[r], within(1e-12));
            }
        }
    }

    @Test
    void measure_withoutShapAndLime_isEmptyAndSaysSo() throws Exception {
        assumeTrue(runs("import numpy") && !runs("import shap"), "python3 with numpy and without shap");
        Path problems = Files.writeString(
                folder.resolve("problems.json"),
                "[{\"model\": {\"slopes\": [1, 2]}, \"rows\": [[1, 2]], \"background\": [[0, 0]]}]");
        assertThat(errors(new ProcessBuilder("python3", SCRIPT.toString(), problems.toString())))
                .contains("shap for Python: skipped, since it is not installed");
        assertThat(new Python("python3", SCRIPT).measure(List.of(Problem.linear(3, 2, 1))))
                .noneMatch(measured -> measured.explainer().startsWith("shap"));
    }

    @Test
    void script_withoutNumpy_isEmptyAndSaysSo() throws Exception {
        assumeTrue(runs("pass"), "python3");
        Files.writeString(folder.resolve("numpy.py"), "raise ImportError('none here')\n"); // found before the true one
        ProcessBuilder script = new ProcessBuilder("python3", SCRIPT.toString(), "none.json");
        script.environment().put("PYTHONPATH", folder.toString());
        assertThat(errors(script)).isEqualTo("shap and lime for Python: skipped, since numpy is not installed\n");
    }

    @Test
    void measure_interpreterThatIsNotThere_saysWhich() {
        assertThatThrownBy(() -> new Python("no-such-python", SCRIPT).measure(List.of(Problem.linear(3, 2, 1))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-python");
    }
}
