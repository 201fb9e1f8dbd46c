package secant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secant.peers.Scaling;

class PerformancePageTest {

    private static final List<Scaling.Point> POINTS = List.of(
            new Scaling.Point("a", 1, 2, 1.5, 10),
            new Scaling.Point("a", 10, 20.123, 1.25, 90),
            new Scaling.Point("b", 1, 3, 2, 10),
            new Scaling.Point("b", 10, 0.5, 1, 5));

    @TempDir
    private Path folder;

    @Test
    void show_points_replacesTheTableAndDraws() throws IOException {
        PerformancePage page =
                new PerformancePage("before\n<!-- generated: rows -->\nold\n<!-- end -->\nafter\n", folder);
        page.show("rows", "explained rows", POINTS);
        assertThat(page.text()).isEqualTo("""
                before
                <!-- generated: rows -->

                | explained rows | a, ms | over the bare model | times | should be | b, ms | over the bare model | times | should be |
                |---|---|---|---|---|---|---|---|---|
                | 1 | 2.00 | 1.50 | 1.00 | 1.00 | 3.00 | 2.00 | 1.00 | 1.00 |
                | 10 | 20.1 | 1.25 | 10.1 | 9.00 | 0.500 | 1.00 | 0.167 | 0.500 |

                <!-- end -->
                after
                """);
        assertThat(Files.readString(folder.resolve("performance-rows.svg")))
                .contains("explained rows", ">a<", ">b<", ">as model rows a thread<");
    }

    @Test
    void show_pageWithoutItsPlace_isRefused() {
        PerformancePage page = new PerformancePage("nothing", folder);
        assertThatIllegalStateException()
                .isThrownBy(() -> page.show("rows", "explained rows", POINTS))
                .withMessageContaining("<!-- generated: rows -->");
    }

    @Test
    void run_noFolder_saysHow() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
        assertThat(PerformancePage.run(new String[0], print)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("usage: PerformancePage DOCS");
    }
}
