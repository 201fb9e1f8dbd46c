package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyPageTest {

    private static String fail(String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(AccuracyPage.run(args, new PrintStream(err, true, StandardCharsets.UTF_8)))
                .isEqualTo(2);
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void run_wrongArguments_sayHow() {
        assertThat(fail()).startsWith("usage: AccuracyPage CASE DOCS [SEEDS]");
        assertThat(fail("case.json", "docs", "0")).startsWith("usage: ");
    }

    @Test
    void run_missingPage_saysWhich(@TempDir Path docs) {
        assertThat(fail("case.json", docs.toString()))
                .contains("cannot write the page")
                .contains("accuracy.md");
    }

    @Test
    void run_missingCase_leavesThePageAsItWas(@TempDir Path docs) throws IOException {
        Path page = Files.createDirectory(docs.resolve("guide")).resolve("accuracy.md");
        Files.writeString(page, "# Page\n");
        assertThat(fail(docs.resolve("none.json").toString(), docs.toString())).contains("none.json");
        assertThat(page).hasContent("# Page\n");
    }
}
