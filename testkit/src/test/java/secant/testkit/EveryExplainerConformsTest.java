package secant.testkit;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every other explainer under the kit, and the textbook's that bugs are planted into. */
class EveryExplainerConformsTest {

    /** Choices within explainers of which others are tried anyway: too long for every build. */
    private static final Set<String> VARIANTS = Set.of(
            "KernelShap, odd process",
            "KernelShap, permutations",
            "KernelShap, as R",
            "OwenShap, one group",
            "Lime, stable, numbers",
            "Lime, compatible");

    @TestFactory
    Stream<DynamicContainer> explainers_conform() {
        return Stream.concat(
                Explainers.every().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("KernelShap") && !VARIANTS.contains(entry.getKey()))
                        .map(entry -> tests(entry.getKey(), entry.getValue())),
                Stream.of(tests("without a planted bug", Plants.without())));
    }

    @Tag("slow")
    @TestFactory
    Stream<DynamicContainer> variants_conform() {
        return Explainers.every().entrySet().stream()
                .filter(entry -> VARIANTS.contains(entry.getKey()))
                .map(entry -> tests(entry.getKey(), entry.getValue()));
    }

    private static DynamicContainer tests(String name, Subject subject) {
        List<DynamicTest> tests = Check.every().stream()
                .filter(check -> check.isCalledForBy(subject))
                .map(check ->
                        DynamicTest.dynamicTest(check.name(), () -> check.body().run(subject)))
                .toList();
        return DynamicContainer.dynamicContainer(name, tests);
    }
}
