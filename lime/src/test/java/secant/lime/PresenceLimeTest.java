package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import secant.data.Matrix;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.masking.Coalitions;
import secant.model.TextPredictor;
import secant.surrogate.WeightedRidge;

class PresenceLimeTest {

    private static final TextPredictor LENGTH =
            texts -> texts.stream().map(text -> new double[] {text.length()}).toArray(double[][]::new);

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }

    // ---- the fit

    /** All samples in one weighted fit, whatever groups they are dealt into for the errors. */
    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void explain_samples_areFittedByTheirWeights(LimeMode mode) {
        int players = 13;
        PresenceGame game = new PresenceGame(players, 4);
        ProximityKernel kernel = new ProximityKernel(40);
        PresenceSamples samples = mode == LimeMode.STABLE
                ? PresenceSamples.stable(players, 300, PresenceLaw.TEXT, kernel, 6)
                : PresenceSamples.compatible(players, 300, PresenceLaw.TEXT, kernel, 6);
        Coalitions coalitions = samples.coalitions();
        Matrix design = Matrix.zeros(samples.count(), players);
        Matrix targets = Matrix.zeros(samples.count(), 2);
        double[] weights = new double[samples.count()];
        for (int i = 0; i < weights.length; i++) {
            boolean[] present = new boolean[players];
            for (int p = 0; p < players; p++) {
                present[p] = coalitions.contains(i, p);
                design.data()[i * players + p] = present[p] ? 1 : 0;
            }
            targets.data()[2 * i] = game.value(present, 0);
            targets.data()[2 * i + 1] = game.value(present, 1);
            weights[i] = samples.weight(i);
        }
        Matrix expected = WeightedRidge.fit(design, weights, targets, mode == LimeMode.STABLE ? 0 : 1)
                .coefficients();

        Explanation why = TextLime.builder(game)
                .mode(mode)
                .samples(300)
                .kernelWidth(40)
                .featureSelection(FeatureSelection.none())
                .seed(6)
                .build()
                .explain(game.text());

        for (int k = 0; k < 2; k++) {
            for (int p = 0; p < players; p++) {
                assertThat(why.outputs().get(k).values()[p]).isCloseTo(expected.get(p, k), within(1e-10));
            }
            assertThat(why.outputs().get(k).attributions())
                    .extracting(Attribution::standardError)
                    .allMatch(error -> error > 0 && error < 1);
        }
        assertThat(why.provenance().coalitions()).isEqualTo(samples.count());
        assertThat(why.provenance().warnings()).isEmpty();
    }

    /** Ranked by their weight times the instance, of which every word is there. */
    @Test
    void featureSelection_highestWeights_areTheStrongestWords() {
        TextPredictor model = texts -> texts.stream()
                .map(text -> new double[] {(text.contains("w4") ? 3 : 0) - (text.contains("w2") ? 5 : 0) + 1})
                .toArray(double[][]::new);

        double[] values = TextLime.builder(model)
                .featureSelection(FeatureSelection.highestWeights(2))
                .build()
                .explain(words(6))
                .outputs()
                .get(0)
                .values();

        assertThat(values).containsExactly(new double[] {0, 0, -5, 0, 3, 0}, within(1e-10));
    }

    // ---- options and refusals

    @ParameterizedTest
    @CsvSource({"3,6", "4,14", "5,24", "12,52"})
    void samples_least_areFourACoefficientOrAllCoalitions(int players, int least) {
        assertThatCode(() -> TextLime.builder(LENGTH).samples(least).build().explain(words(players)))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TextLime.builder(LENGTH).samples(least - 1).build().explain(words(players)))
                .withMessage("samples must be at least " + least + ", 4 a coefficient, for " + players
                        + " players but are " + (least - 1));
        assertThatCode(() -> TextLime.builder(LENGTH)
                        .mode(LimeMode.COMPATIBLE)
                        .samples(least - 1)
                        .build()
                        .explain(words(players)))
                .doesNotThrowAnyException();
    }

    @Test
    void players_thousand_areAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextLime.builder(LENGTH).samples(4003).build().explain(words(1000)))
                .withMessageStartingWith("samples must be at least 4004");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextLime.builder(LENGTH).samples(4003).build().explain(words(1001)))
                .withMessageStartingWith("players must be at most 1000 but are 1001");
    }

    @Test
    void builder_options_returnTheBuilder() {
        TextLime.Builder builder = TextLime.builder(LENGTH);
        assertThat(builder.samples(2)).isSameAs(builder);
        assertThat(builder.samples(1 << 26)).isSameAs(builder);
        assertThat(builder.kernelWidth(25)).isSameAs(builder);
        assertThat(builder.featureSelection(FeatureSelection.none())).isSameAs(builder);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.samples((1 << 26) + 1))
                .withMessage("samples must be from 2 to 67108864 but is 67108865");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.samples(1));
    }

    @Test
    void outputs_firstOfTwo_isThatOfBoth() {
        PresenceGame game = new PresenceGame(8, 7);
        Explanation both = TextLime.builder(game).build().explain(game.text());
        assertThat(TextLime.builder(game)
                        .outputs("output 0")
                        .build()
                        .explain(game.text())
                        .outputs())
                .containsExactly(both.outputs().get(0));
    }

    // ---- what is reported

    @Test
    void listener_ofFewSamples_isToldOfEveryFiftyOnce() {
        List<Long> told = new ArrayList<>();
        TextLime.builder(LENGTH)
                .mode(LimeMode.COMPATIBLE)
                .samples(150)
                .build()
                .explain(words(12), progress -> told.add(progress.done()));
        assertThat(told).containsExactly(50L, 100L, 150L);
        told.clear();
        TextLime.builder(LENGTH)
                .mode(LimeMode.COMPATIBLE)
                .samples(4000)
                .build()
                .explain(words(12), progress -> told.add(progress.done()));
        assertThat(told)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(i -> 200L * i).toList());
    }

    @Test
    void provenance_hasTheMaskersOptions() {
        assertThat(TextLime.builder(LENGTH)
                        .build()
                        .explain(words(3))
                        .provenance()
                        .options())
                .containsEntry("hidden tokens", "removed")
                .containsKey("players");
    }

    @Test
    void warnings_modelThatDrifts_areOfIt() {
        int[] calls = {0};
        TextPredictor drifting = texts -> texts.stream()
                .map(text -> new double[] {text.length() + calls[0]++})
                .toArray(double[][]::new);
        assertThat(TextLime.builder(drifting)
                        .build()
                        .explain(words(3))
                        .provenance()
                        .warnings())
                .anyMatch(warning -> warning.startsWith("the model is not deterministic"));
    }

    /** So narrow that only the whole text counts; so wide that all 100 samples do, of which 2 for each of 12 are enough. */
    @Test
    void warnings_fewEffectiveSamples_sayHowMany() {
        TextLime.Builder builder =
                TextLime.builder(LENGTH).mode(LimeMode.COMPATIBLE).samples(100);
        assertThat(builder.kernelWidth(0.1)
                        .build()
                        .explain(words(12))
                        .provenance()
                        .warnings())
                .containsExactly(
                        "the neighbourhood holds 1 effective samples for 12 players, fewer than 2 each; ask for more"
                                + " samples or a larger kernel width");
        assertThat(builder.kernelWidth(1e6)
                        .build()
                        .explain(words(12))
                        .provenance()
                        .warnings())
                .isEmpty();
        builder.kernelWidth(1e15); // all weigh 1
        assertThat(builder.samples(24).build().explain(words(12)).provenance().warnings())
                .isEmpty();
        assertThat(builder.samples(23).build().explain(words(12)).provenance().warnings())
                .singleElement()
                .asString()
                .startsWith("the neighbourhood holds 23 effective samples for 12 players");
    }
}
