package secant.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fuzzing has found, and what it begins with, tried in every build without a fuzzer. */
class FuzzCorpusTest {

    private static final Path CORPUS = Path.of("src/test/fuzz");

    private static List<Path> inputs(FuzzTarget target) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(target.folder()))) {
            return files.sorted().toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> inputs_ofTheCorpus_areRefusedInWordsOrSound() {
        return Arrays.stream(FuzzTarget.values())
                .map(target -> DynamicTest.dynamicTest(target.folder(), () -> {
                    for (Path input : inputs(target)) {
                        byte[] bytes = Files.readAllBytes(input);
                        assertThatNoException().as("%s", input).isThrownBy(() -> target.run(bytes));
                    }
                }));
    }

    /** Inputs that are all refused would show nothing of what happens to the others. */
    @ParameterizedTest
    @EnumSource
    void corpus_ofEachTarget_hasInputsThatAreAccepted(FuzzTarget target) throws IOException {
        int accepted = 0;
        for (Path input : inputs(target)) {
            try {
                target.accept(Files.readAllBytes(input));
                accepted++;
            } catch (IllegalArgumentException refused) {
                // which the other test looks at
            }
        }
        assertThat(accepted).as("accepted inputs of %s", target.folder()).isGreaterThan(1);
    }
}
