package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import secant.data.Matrix;
import secant.data.TextSpans;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.explanation.StopReason;
import secant.masking.HiddenTokens;
import secant.masking.TextMasker;
import secant.masking.TextUnit;
import secant.model.Link;

class TextLimeTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10})
    void explain_fewWords_isTheWeightedFitToAllCoalitions(int players) {
        PresenceGame game = new PresenceGame(Math.max(players, 5), players);
        Explanation why = TextLime.builder(game).build().explain(firstWords(game, players));

        OutputExplanation output = why.output("output 1");
        if (players >= 5) {
            Matrix target = game.target(5000, PresenceLaw.TEXT, 25, 0);
            for (int p = 0; p < players; p++) {
                assertThat(output.attributions().get(p).value()).isCloseTo(target.get(p, 1), within(1e-10));
            }
        }
        assertThat(output.attributions()).extracting(Attribution::standardError).containsOnly(0.0);
        assertThat(why.provenance().stopReason()).isEqualTo(StopReason.EXACT);
        assertThat(why.provenance().coalitions()).isEqualTo((1L << players) - 2);
    }

    private static String firstWords(PresenceGame game, int players) {
        return String.join(" ", List.of(game.text().split(" ")).subList(0, players));
    }

    /** Character offsets are those of the text that was given, whatever a character takes. */
    @Test
    void explain_chineseAndEmoji_marksTheWordsWhereTheyStand() {
        String text = "这部电影很好 👍🏽👍🏽 but 太慢 👨‍👩‍👧";
        Explanation why = TextLime.builder(texts -> texts.stream()
                        .map(t -> new double[] {
                            (t.contains("好") ? 2 : 0) + (t.contains("👍🏽") ? 1 : 0) - (t.contains("慢") ? 4 : 0)
                        })
                        .toArray(double[][]::new))
                .build()
                .explain(text);

        TextSpans spans = why.text().orElseThrow();
        assertThat(spans.text()).isEqualTo(text);
        Map<String, Double> expected = Map.of("好", 2.0, "👍🏽", 1.0, "慢", -4.0);
        List<Attribution> attributions = why.outputs().get(0).attributions();
        assertThat(attributions).extracting(Attribution::player).contains("好", "慢", "👍🏽", "👨‍👩‍👧", "but");
        for (int p = 0; p < attributions.size(); p++) {
            String player = attributions.get(p).player();
            assertThat(attributions.get(p).value()).isCloseTo(expected.getOrDefault(player, 0.0), within(1e-10));
            assertThat(spans.spans().get(p))
                    .hasSize(player.equals("👍🏽") ? 2 : 1)
                    .allSatisfy(token -> assertThat(text.substring(token.start(), token.end()))
                            .isEqualTo(player));
        }
    }

    @Test
    void explain_listener_isToldOfEverySampleAndMayThrow() {
        List<Long> told = new ArrayList<>();
        String text = "a b c d e f g h i j k l m n o p";
        TextLime lime = TextLime.builder(texts ->
                        texts.stream().map(t -> new double[] {t.length()}).toArray(double[][]::new))
                .samples(1000)
                .build();
        Explanation heard = lime.explain(text, progress -> told.add(progress.done()));
        assertThat(told).hasSizeGreaterThan(10).isSorted();
        assertThat(told.get(told.size() - 1)).isEqualTo(heard.provenance().coalitions());
        assertThat(heard).isEqualTo(lime.explain(text));
        Explanation broken = lime.explain(text, progress -> {
            throw new IllegalStateException("full");
        });
        assertThat(broken.provenance().warnings()).anyMatch(warning -> warning.contains("full"));
    }

    @Test
    void explain_additiveModel_findsItsEffects() {
        Explanation why = TextLime.builder(texts -> texts.stream()
                        .map(text ->
                                new double[] {(text.contains("good") ? 2 : 0) - (text.contains("slow") ? 3 : 0) + 0.5})
                        .toArray(double[][]::new))
                .build()
                .explain("A slow, but good, good film");
        OutputExplanation output = why.outputs().get(0);

        assertThat(output.attribution("good").value()).isCloseTo(2, within(1e-12));
        assertThat(output.attribution("slow").value()).isCloseTo(-3, within(1e-12));
        assertThat(output.attribution("film").value()).isCloseTo(0, within(1e-12));
        assertThat(output.baseValue()).isCloseTo(0.5, within(1e-12));
        assertThat(output.prediction()).isEqualTo(-0.5);
        assertThat(why.text().orElseThrow().spans().get(3)).hasSize(2);
        assertThat(why.fidelity()).isInstanceOf(Fidelity.LocalSurrogate.class);
        assertThat(((Fidelity.LocalSurrogate) why.fidelity()).fits().get(0).weightedR2())
                .hasValueCloseTo(1.0, within(1e-9));
    }

    /** Spread over seeds, interval coverage and error against the brute-force target, both modes at equal model calls. */
    @Tag("statistical")
    @Test
    void explain_stable_hasLessErrorThanCompatibleAndHonestIntervals() {
        int samples = 1000;
        PresenceGame game = new PresenceGame(12, 3);
        Matrix target = game.target(samples, PresenceLaw.TEXT, 25, 0);

        Errors stable = Errors.of(game, target, LimeMode.STABLE, samples, 100);
        Errors compatible = Errors.of(game, target, LimeMode.COMPATIBLE, samples, 100);

        assertThat(stable.coverage()).isBetween(0.92, 0.98);
        assertThat(stable.rmse()).isLessThan(0.8 * compatible.rmse());
        assertThat(stable.modelRows()).isLessThanOrEqualTo(samples + 5);
    }

    /**
     * Where most coalitions are enumerated and few draws are left, these still tell of the others; nine draws of fifteen
     * coalitions, as with five words, cannot quite.
     */
    @Tag("statistical")
    @ParameterizedTest
    @CsvSource({"5,24,0.87", "6,40,0.92", "6,56,0.92", "8,100,0.92", "11,1000,0.92"})
    void explain_fewWordsAndMostCoalitions_hasHonestIntervals(int players, int samples, double least) {
        int covered = 0;
        int games = 10;
        for (int g = 0; g < games; g++) {
            PresenceGame game = new PresenceGame(players, g);
            Matrix target = game.target(samples, PresenceLaw.TEXT, 25, 0);
            covered += (int) Math.round(1000
                    * Errors.of(game, target, LimeMode.STABLE, samples, 100).coverage());
        }
        assertThat(covered / (1000.0 * games)).isBetween(least, 0.98);
    }

    private record Errors(double rmse, double coverage, long modelRows) {

        static Errors of(PresenceGame game, Matrix target, LimeMode mode, int samples, int seeds) {
            double squares = 0;
            int covered = 0;
            int all = 0;
            long rows = 0;
            for (int seed = 0; seed < seeds; seed++) {
                Explanation why = TextLime.builder(game)
                        .mode(mode)
                        .samples(samples)
                        .featureSelection(FeatureSelection.none())
                        .seed(seed)
                        .build()
                        .explain(game.text());
                rows = Math.max(rows, why.provenance().modelRows());
                for (int k = 0; k < 2; k++) {
                    for (int p = 0; p < target.rows(); p++) {
                        Attribution attribution =
                                why.outputs().get(k).attributions().get(p);
                        double error = attribution.value() - target.get(p, k);
                        squares += error * error;
                        covered += Math.abs(error) <= 1.96 * attribution.standardError() ? 1 : 0;
                        all++;
                    }
                }
            }
            return new Errors(Math.sqrt(squares / all), (double) covered / all, rows);
        }
    }

    @ParameterizedTest
    @EnumSource(LimeMode.class)
    void explain_anyThreadsOrderOrBatch_givesTheSameBits(LimeMode mode) throws Exception {
        PresenceGame game = new PresenceGame(13, 5);
        TextLime lime = TextLime.builder(game.threadSafe())
                .mode(mode)
                .samples(300)
                .seed(9)
                .build();
        Explanation expected = lime.explain(game.text());
        Explanation inPieces = TextLime.builder(
                        TextMasker.builder(game).batchTexts(7).build())
                .mode(mode)
                .samples(300)
                .seed(9)
                .build()
                .explain(game.text());
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Explanation>> futures = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                futures.add(pool.submit(() -> lime.explain(game.text())));
            }
            for (Future<Explanation> future : futures) {
                assertThat(future.get()).isEqualTo(expected);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(inPieces.outputs()).isEqualTo(expected.outputs());
        assertThat(TextLime.builder(game)
                        .mode(mode)
                        .samples(300)
                        .seed(10)
                        .build()
                        .explain(game.text())
                        .outputs())
                .isNotEqualTo(expected.outputs());
    }

    @Test
    void explain_compatible_selectsTenWordsByDefault() {
        PresenceGame game = new PresenceGame(14, 6);

        Explanation ten = TextLime.builder(game)
                .mode(LimeMode.COMPATIBLE)
                .samples(400)
                .build()
                .explain(game.text());
        Explanation all = TextLime.builder(game).samples(400).build().explain(game.text());

        assertThat(ten.outputs().get(0).attributions().stream().filter(a -> a.value() != 0))
                .hasSize(10);
        assertThat(all.outputs().get(0).attributions().stream().filter(a -> a.value() != 0))
                .hasSize(14);
        assertThat(ten.provenance().options())
                .containsEntry("mode", "COMPATIBLE")
                .containsEntry("samples", "400")
                .containsEntry("kernel width", "25.0")
                .containsEntry("distance", "cosine × 100")
                .containsEntry("ridge alpha", "1.0");
    }

    @Test
    void explain_compatible_cutsWordsAsLimeDoes() {
        List<String> names = TextLime.builder(texts -> new double[texts.size()][1])
                .mode(LimeMode.COMPATIBLE)
                .samples(20)
                .build()
                .explain("It's 我不喜欢 e-mail_1")
                .players()
                .names();

        assertThat(names).containsExactly("It", "s", "我不喜欢", "e", "mail_1");
    }

    @Test
    void explain_positionsWithAMask_followsTheMasker() {
        List<String> seen = new ArrayList<>();
        TextLime.builder(TextMasker.builder(texts -> {
                            seen.addAll(texts);
                            return new double[texts.size()][1];
                        })
                        .players(TextUnit.POSITION)
                        .hidden(HiddenTokens.replacedBy("UNKWORDZ"))
                        .link(Link.IDENTITY)
                        .build())
                .build()
                .explain("good so good");

        assertThat(seen)
                .contains("good so UNKWORDZ", "UNKWORDZ UNKWORDZ UNKWORDZ")
                .doesNotContain(" so ");
    }

    @Test
    void explain_constantModel_isZeroWithUndefinedFit() {
        Explanation why = TextLime.builder(texts -> {
                    double[][] answers = new double[texts.size()][1];
                    for (double[] answer : answers) {
                        answer[0] = 0.7;
                    }
                    return answers;
                })
                .build()
                .explain("nothing matters here");

        assertThat(why.outputs().get(0).values()).containsOnly(0);
        assertThat(why.outputs().get(0).baseValue()).isEqualTo(0.7);
        assertThat(((Fidelity.LocalSurrogate) why.fidelity()).fits().get(0).weightedR2())
                .isEmpty();
    }

    @Test
    void explain_oneOutputOfTwo_isThatOfBoth() {
        PresenceGame game = new PresenceGame(8, 7);
        Explanation both = TextLime.builder(game).build().explain(game.text());
        Explanation one = TextLime.builder(game).outputs("output 1").build().explain(game.text());
        Explanation top = TextLime.builder(game).topOutputs(1).build().explain(game.text());

        assertThat(one.outputs()).containsExactly(both.outputs().get(1));
        double[] predictions = both.outputs().stream()
                .mapToDouble(OutputExplanation::prediction)
                .toArray();
        assertThat(top.outputs()).containsExactly(both.outputs().get(predictions[0] >= predictions[1] ? 0 : 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextLime.builder(game).outputs("x").build().explain(game.text()))
                .withMessage("no output is named 'x'; the outputs are [output 0, output 1]");
    }

    @Test
    void explain_scaledOutputs_scaleExactly() {
        PresenceGame game = new PresenceGame(13, 8);
        double factor = 0x1p-40;
        Explanation plain = TextLime.builder(game).samples(200).build().explain(game.text());
        Explanation scaled = TextLime.builder(texts -> {
                    double[][] answers = game.predict(texts);
                    for (double[] answer : answers) {
                        answer[0] *= factor;
                        answer[1] *= factor;
                    }
                    return answers;
                })
                .samples(200)
                .build()
                .explain(game.text());

        for (int p = 0; p < 13; p++) {
            assertThat(scaled.outputs().get(0).values()[p])
                    .isCloseTo(plain.outputs().get(0).values()[p] * factor, within(1e-12 * factor));
        }
    }

    @Test
    void explain_tooManyOrTooFew_saysTheWayOut() {
        PresenceGame game = new PresenceGame(12, 9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextLime.builder(game).samples(51).build().explain(game.text()))
                .withMessage("samples must be at least 52, 4 a coefficient, for 12 players but are 51");
        String long1001 =
                String.join(" ", IntStream.range(0, 1001).mapToObj(i -> "w" + i).toList());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextLime.builder(texts -> new double[texts.size()][1])
                        .build()
                        .explain(long1001))
                .withMessageContaining("players must be at most 1000 but are 1001; explain a part");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextLime.builder(game).build().explain(" !"))
                .withMessageContaining("at least 1 token");
    }

    @Test
    void builder_badOptions_areRefused() {
        PresenceGame game = new PresenceGame(5, 1);
        for (double width : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TextLime.builder(game).kernelWidth(width));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextLime.builder(game).samples(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextLime.builder(game).outputs());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextLime.builder(game).outputs("a", "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextLime.builder(game).topOutputs(0));
    }
}
