package secant.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every other explainer under the kit, and the textbook's that bugs are planted into. */
class EveryExplainerConformsTest {

    @TestFactory
    Stream<DynamicContainer> explainers_conform() {
        return Stream.concat(
                Explainers.every().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("KernelShap")) // which extends the abstract suite
                        .map(entry -> tests(entry.getKey(), entry.getValue())),
                Stream.of(tests("without a planted bug", Plants.without())));
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
