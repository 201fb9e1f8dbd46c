package secant.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import secant.lime.LimeMode;

/** Explainers of texts and pictures under the kit, with rows written as texts and drawn as pictures. */
class TextsAndPicturesConformTest {

    /** What the kit asks of rows, units, training rows and listeners has no meaning for a text or a picture. */
    private static final Set<String> WITHOUT_MEANING = Set.of(
            "S-units", // a word or a segment is there or not
            "S-effective", // so that neighbourhoods of as many players are alike
            "S-too-few", // says the range of samples, which depends on no column
            "cost-reported", // asks for the row's own schema
            "provenance", // there is no background
            "row-nan",
            "row-infinite",
            "row-narrow",
            "row-wide",
            "row-empty",
            "table-narrow",
            "row-null",
            "row-category",
            "one-bad-row", // a NaN in the table: as above
            "model-nan", // in a region where only training rows are
            "model-infinite",
            "listener-throws", // the explainers of texts and pictures take no listener
            "listener-told");

    /** The words of a text are its players: several texts make no table. */
    private static final Set<String> OF_TABLES = Set.of(
            "A18-batch",
            "same-threads",
            "inputs-unchanged",
            "one-failed-call",
            "interrupt-table",
            "pool-of-one",
            "pool-left-open",
            "no-leaked-thread");

    static Map<String, Subject> subjects() {
        Set<Capability> sampled = EnumSet.of(Capability.SURROGATE, Capability.SAMPLED);
        Set<Capability> whole = EnumSet.of(Capability.SURROGATE); // the stable mode takes all 64 subsets of six players
        Map<String, Subject> all = new LinkedHashMap<>();
        all.put("TextLime", Explainers.shapley(whole, trial -> new RowsAsTexts(trial, LimeMode.STABLE)));
        all.put(
                "TextLime, compatible",
                Explainers.shapley(sampled, trial -> new RowsAsTexts(trial, LimeMode.COMPATIBLE)));
        all.put("ImageLime", Explainers.shapley(whole, trial -> new RowsAsPictures(trial, LimeMode.STABLE)));
        all.put(
                "ImageLime, compatible",
                Explainers.shapley(sampled, trial -> new RowsAsPictures(trial, LimeMode.COMPATIBLE)));
        return all;
    }

    private static List<Check> checks(String name, Subject subject) {
        return Check.every().stream()
                .filter(check -> check.isCalledForBy(subject))
                .filter(check -> !WITHOUT_MEANING.contains(check.name()))
                .filter(check -> !name.startsWith("TextLime") || !OF_TABLES.contains(check.name()))
                .toList();
    }

    @TestFactory
    Stream<DynamicContainer> textsAndPictures_conform() {
        return subjects().entrySet().stream()
                .map(entry -> DynamicContainer.dynamicContainer(
                        entry.getKey(),
                        checks(entry.getKey(), entry.getValue()).stream()
                                .map(check -> DynamicTest.dynamicTest(
                                        check.name(), () -> check.body().run(entry.getValue())))));
    }

    @Test
    void checks_ofTextsAndPictures_areMany() {
        subjects().forEach((name, subject) -> assertThat(checks(name, subject)).hasSizeGreaterThanOrEqualTo(25));
    }
}
