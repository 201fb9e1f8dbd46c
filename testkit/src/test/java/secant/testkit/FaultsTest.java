package secant.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import secant.data.Background;
import secant.data.Matrix;
import secant.explanation.Explanations;
import secant.model.Predictor;

/** Every fault is said, with what the guide shows of it. */
class FaultsTest {

    private static final String CALL_OR_PATH =
            "(?<=directory of a report must exist but )\\S.*|(?<=written to a file but )\\S+";

    static Stream<FaultTable.Entry> faults() {
        return FaultTable.entries().stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_ofTheTable_saysWhatWhereAndTheWayOut(FaultTable.Entry fault) {
        Throwable thrown = Faults.thrownBy(fault.provoke());
        assertThat(thrown).isInstanceOf(fault.type());
        assertThat(thrown.getMessage()).contains(fault.says());
    }

    @Test
    void page_ofFaults_isWhatIsCommitted() throws IOException {
        StringBuilder table =
                new StringBuilder("| what | situation | what is thrown | what it says |\n|---|---|---|---|\n");
        for (FaultTable.Entry fault : FaultTable.entries()) {
            Throwable thrown = Faults.thrownBy(fault.provoke());
            String message = String.valueOf(thrown.getMessage()).replaceAll(CALL_OR_PATH, "…");
            table.append(row(
                    fault.area(),
                    fault.situation(),
                    "`" + thrown.getClass().getSimpleName() + "`",
                    message.replace("|", "\\|").replace("<", "&lt;")));
        }
        table.append("\n| what | situation that is no fault | what comes of it | held by |\n|---|---|---|---|\n");
        for (FaultTable.Handled handled : FaultTable.handled()) {
            String checks = String.join(", ", handled.checks());
            table.append(row(handled.area(), handled.situation(), handled.outcome(), checks));
        }
        for (FaultTable.Shown shown : FaultTable.shown()) {
            table.append(row(shown.area(), shown.situation(), shown.outcome(), "a test of this row"));
        }
        GeneratedPage.of("faults.md").check(table.toString());
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    static Stream<FaultTable.Handled> handled() {
        return FaultTable.handled().stream();
    }

    @ParameterizedTest
    @MethodSource("handled")
    void situation_thatIsNoFault_isHandled(FaultTable.Handled handled) throws Exception {
        Subject subject = Explainers.every().get(handled.subject());
        for (String name : handled.checks()) {
            Check check = Check.every().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(check.isCalledForBy(subject)).as(name).isTrue();
            check.body().run(subject);
        }
    }

    static Stream<FaultTable.Shown> shown() {
        return FaultTable.shown().stream();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void situation_ofNoCheck_showsItself(FaultTable.Shown shown) throws Throwable {
        shown.shows().execute();
    }

    /** Rows that are finished, failures by row, and what was spent: all three from one table. */
    @Test
    void explain_tableWithTwoBadRows_yieldsTheOthersTheFailuresAndTheCost() {
        Subject subject = Explainers.every().get("KernelShap");
        Matrix table = Fixture.table(6);
        table.data()[2 * 6 + 1] = Double.NaN;
        double poison = table.get(4, 0);
        long[] seen = {0};
        Predictor failing = rows -> {
            for (int r = 0; r < rows.rows(); r++) {
                if (rows.get(r, 0) == poison) {
                    throw new IllegalStateException("no answer");
                }
            }
            seen[0] += rows.rows();
            return Fixture.model().predict(rows);
        };
        Background background = Fixture.background(subject);
        Explanations found = subject.explainer(Trial.of(failing, background)).explain(table);
        assertThat(found.size()).isEqualTo(4);
        assertThat(found.failures()).extracting(Explanations.Failure::row).containsExactly(2, 4);
        assertThat(found.failures().get(0).cause()).hasMessageContaining("'income'");
        assertThat(found.failures().get(1).cause()).hasMessageContaining("no answer");
        assertThat(found.modelRows()).isEqualTo(seen[0] - background.size());
        assertThat(found.coalitions())
                .isEqualTo(found.all().stream()
                        .mapToLong(e -> e.provenance().coalitions())
                        .sum());
    }

    @Test
    void table_ofFaults_hasEveryArea() {
        Map<String, List<FaultTable.Entry>> byArea =
                faults().collect(java.util.stream.Collectors.groupingBy(FaultTable.Entry::area));
        assertThat(byArea.keySet())
                .containsExactlyInAnyOrder(
                        "row", "background", "model", "link", "budget", "surrogate", "text", "document", "threads");
        assertThat(FaultTable.shown()).extracting(FaultTable.Shown::area).contains("text", "file");
        assertThat(FaultTable.entries()).hasSizeGreaterThan(50);
    }
}
