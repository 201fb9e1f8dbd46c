package secant.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The kit has teeth: every planted bug fails it, and every check kills at least one. */
class PlantedBugsTest {

    private static final GeneratedPage PAGE = GeneratedPage.of("conformance.md");

    /** Bugs that show when threads meet: the kit may find more of them than the page says, from run to run. */
    private static final Set<Plant> MEETING = EnumSet.of(
            Plant.SEED_OF_THREAD,
            Plant.SHARED_SCRATCH,
            Plant.SEED_OF_OBJECT,
            Plant.SHARED_STREAM,
            Plant.KEEPS_ANSWERS,
            Plant.PERMIT_NOT_RETURNED,
            Plant.SWALLOWED_INTERRUPT,
            Plant.LEAKS_THREAD,
            Plant.WAITS_FOR_POOL,
            Plant.CONCURRENT_CALLS);

    private static final int BUG = 0;

    private static final int KILLERS = 2;

    private static final Map<String, Check> CHECKS =
            Check.every().stream().collect(Collectors.toMap(Check::name, Function.identity()));

    private static String title(Plant plant) {
        return plant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What the page says that each bug is killed by, tried again. */
    @TestFactory
    Stream<DynamicTest> kit_plantedBug_fails() throws IOException {
        Map<String, List<String>> killers = committed();
        assertThat(killers.keySet())
                .containsExactlyElementsOf(Arrays.stream(Plant.values())
                        .map(PlantedBugsTest::title)
                        .toList());
        return Arrays.stream(Plant.values())
                .map(plant -> DynamicTest.dynamicTest(title(plant), () -> {
                    Subject subject = Plants.with(plant);
                    List<String> passed = killers.get(title(plant)).stream()
                            .filter(name -> passesAlways(CHECKS.get(name), subject))
                            .toList();
                    if (MEETING.contains(plant)) { // which may not happen in each check every time
                        assertThat(passed)
                                .as("%s passes", title(plant))
                                .hasSizeLessThan(killers.get(title(plant)).size());
                    } else {
                        assertThat(passed).as("%s passes", title(plant)).isEmpty();
                    }
                }));
    }

    @Test
    void kit_everyCheck_killsABug() throws IOException {
        Set<String> killing = new LinkedHashSet<>();
        committed().values().forEach(killing::addAll);
        assertThat(killing).containsExactlyInAnyOrderElementsOf(CHECKS.keySet());
    }

    /** Of the bugs that only show when threads meet, one at least must fail each check that no other bug fails. */
    @TestFactory
    Stream<DynamicTest> kit_checkOfMeetingBugsAlone_failsWithOneOfThem() throws IOException {
        Map<String, List<String>> killers = committed();
        Map<String, List<Plant>> killed = new LinkedHashMap<>();
        for (Plant plant : Plant.values()) {
            killers.get(title(plant))
                    .forEach(check -> killed.computeIfAbsent(check, name -> new ArrayList<>())
                            .add(plant));
        }
        killed.values().removeIf(plants -> !MEETING.containsAll(plants));
        return killed.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThat(entry.getValue())
                                .anyMatch(plant -> !passesAlways(CHECKS.get(entry.getKey()), Plants.with(plant)))));
    }

    @Test
    void kit_asIssued_hasItsSize() {
        assertThat(CHECKS).hasSizeGreaterThanOrEqualTo(45);
        assertThat(Plant.values()).hasSizeGreaterThanOrEqualTo(30);
    }

    /** All checks on all bugs, for the page. */
    @Tag("slow")
    @Test
    void page_allChecksOnAllBugs_isWhatIsCommitted() throws IOException {
        StringBuilder table = new StringBuilder("| planted bug | what it is | checks that fail |\n|---|---|---|\n");
        for (Plant plant : Plant.values()) {
            List<String> failed = Plants.failed(Plants.with(plant));
            assertThat(failed).as(title(plant)).isNotEmpty();
            if (MEETING.contains(plant) && !Boolean.getBoolean(GeneratedPage.REWRITE)) {
                List<String> known = committed().get(title(plant));
                assertThat(failed).as(title(plant)).containsAnyElementsOf(known); // which of them is a matter of luck
                failed = known;
            }
            table.append("| ")
                    .append(title(plant))
                    .append(" | ")
                    .append(plant.what)
                    .append(" | ");
            table.append(String.join(", ", failed)).append(" |\n");
        }
        PAGE.check(table + "\n" + rules());
    }

    private static String rules() {
        StringBuilder table = new StringBuilder("| check | rule | called for by |\n|---|---|---|\n");
        for (Check check : Check.every()) {
            List<String> flags = new ArrayList<>(
                    check.needs().stream().map(Enum::name).sorted().toList());
            if (check.kind() == Check.Kind.SURROGATES) {
                flags.add(0, "SURROGATE");
            } else if (check.kind() == Check.Kind.VALUES) {
                flags.add(flags.isEmpty() ? "all but SURROGATE" : "not SURROGATE");
            }
            table.append("| ")
                    .append(check.name())
                    .append(" | ")
                    .append(check.rule())
                    .append(" | ");
            table.append(flags.isEmpty() ? "all" : String.join(", ", flags)).append(" |\n");
        }
        return table.toString();
    }

    /** Threads do not meet at each try: a bug that shows when they do is given several. */
    private static boolean passesAlways(Check check, Subject subject) {
        for (int i = 0; i < 20; i++) {
            if (!passes(check, subject)) {
                return false;
            }
        }
        return true;
    }

    private static boolean passes(Check check, Subject subject) {
        try {
            check.body().run(subject);
            return true;
        } catch (Throwable e) { // whatever it is, the check is not passed
            return false;
        }
    }

    private static Map<String, List<String>> committed() throws IOException {
        return PAGE.rows().stream()
                .filter(row -> !CHECKS.containsKey(row.get(BUG))
                        && row.size() == 3
                        && !row.get(BUG).equals("check"))
                .collect(Collectors.toMap(
                        row -> row.get(BUG),
                        row -> List.of(row.get(KILLERS).split(", ")),
                        (one, two) -> one,
                        java.util.LinkedHashMap::new));
    }
}
