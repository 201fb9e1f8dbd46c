package secant.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.InteractionIndex;
import secant.explanation.Interactions;
import secant.kernelshap.ShapInteractions;
import secant.masking.BackgroundMasker;
import secant.masking.Coalitions;
import secant.masking.MaskedSubject;
import secant.masking.Masker;

/**
 * What the Javadoc of {@link ShapInteractions} says of sampled pairs, on trained models: boosted trees and a forest of 10
 * columns, a network of 13 and boosted trees of 15, at eight coalitions a pair.
 */
class SampledInteractionsTest {

    private static final int SEEDS = 20;

    private static final int COALITIONS_A_PAIR = 8;

    /** No four columns interact in trees of depth 3, as those of the first case are, which leaves rounding. */
    @ParameterizedTest
    @CsvSource({
        "s03_diabetes_gbr,SII",
        "s03_diabetes_gbr,FSII",
        "s04_diabetes_rf,SII",
        "s04_diabetes_rf,STII",
        "s04_diabetes_rf,FSII",
        "s05_wine_mlp_softmax,SII",
        "s05_wine_mlp_softmax,STII",
        "s05_wine_mlp_softmax,FSII",
        "s08_bc_gbc15_proba,SII",
        "s08_bc_gbc15_proba,STII",
        "s08_bc_gbc15_proba,FSII",
    })
    void explain_trainedModel_isCloserThanOrdersAndCovers(String name, InteractionIndex index) {
        GameCase given = GameCase.read(ReferenceCases.read(ReferenceCases.file(name)));
        double ours = 0;
        double orders = 0;
        int covered = 0;
        int intervals = 0;
        for (int r = 0; r < given.rows.rows(); r++) {
            Masker masker = remembering(given, given.rows.row(r));
            int players = masker.mask(given.rows.row(r)).players();
            int budget = COALITIONS_A_PAIR * players * (players - 1) / 2;
            double rounding = 1e-12 * masker.mask(given.rows.row(r)).predictions()[0];
            Interactions exact = interactions(masker, given.rows.row(r), index, (1 << 24) - 2, 0);
            for (int seed = 0; seed < SEEDS; seed++) {
                Interactions found = interactions(masker, given.rows.row(r), index, budget, seed);
                int[] varying = masker.mask(given.rows.row(r)).varyingPlayers();
                for (int i = 0; i < players; i++) {
                    for (int j = 0; j < i; j++) {
                        double truth = exact.pair(varying[i], varying[j]);
                        double error = found.pair(varying[i], varying[j]) - truth;
                        ours += error * error;
                        double interval = 1.96 * found.pairStandardError(varying[i], varying[j]);
                        covered += Math.abs(error) <= interval + rounding ? 1 : 0;
                        intervals++;
                    }
                }
                orders += index == InteractionIndex.SII
                        ? squaredErrorOfOrders(masker.mask(given.rows.row(r)), budget, seed, exact)
                        : 0;
            }
        }
        double coverage = covered / (double) intervals;
        assertThat(coverage).isBetween(0.92, name.startsWith("s03") ? 1 : 0.98);
        if (index == InteractionIndex.SII) {
            assertThat(ours / orders).isBetween(name.startsWith("s03") ? 0 : 0.005, 0.12);
        }
    }

    private static double squaredErrorOfOrders(MaskedSubject game, int budget, long seed, Interactions exact) {
        Matrix walked = byOrders(game, budget, seed);
        int[] varying = game.varyingPlayers();
        double sum = 0;
        for (int i = 0; i < varying.length; i++) {
            for (int j = 0; j < i; j++) {
                double error = walked.get(i, j) - exact.pair(varying[i], varying[j]);
                sum += error * error;
            }
        }
        return sum;
    }

    private static Interactions interactions(
            Masker masker, double[] row, InteractionIndex index, int coalitions, long seed) {
        Explanation why = ShapInteractions.builder(masker)
                .index(index)
                .coalitions(coalitions)
                .seed(seed)
                .build()
                .explain(row);
        return why.interactions().get(0);
    }

    /** The model is asked for every coalition of the row once. */
    private static Masker remembering(GameCase given, double[] row) {
        BackgroundMasker masker =
                BackgroundMasker.builder(given.model, given.background).build();
        CachedGame game = new CachedGame(masker.mask(row));
        return new Masker() {
            @Override
            public FeatureGroups groups() {
                return masker.groups();
            }

            @Override
            public MaskedSubject mask(double... any) {
                return game;
            }

            @Override
            public boolean isThreadSafe() {
                return false;
            }
        };
    }

    /**
     * The SII of pairs by sampling orders (Tsai, Yeh and Ravikumar 2023, appendix): of each order, what neighbours add
     * together when they join; M − 1 pairs for 2 M − 2 coalitions.
     */
    private static Matrix byOrders(MaskedSubject game, int budget, long seed) {
        int players = game.players();
        double[] sums = new double[players * players];
        int[] counts = new int[players * players];
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int[] order = new int[players];
        for (int p = 0; p < players; p++) {
            order[p] = p;
        }
        double[] worths = new double[(2 * players + 1) * game.outputs()];
        for (int spent = 0; spent + 2 * players - 2 <= budget; spent += 2 * players - 2) {
            for (int p = players - 1; p > 0; p--) {
                int other = random.nextInt(p + 1);
                int swapped = order[p];
                order[p] = order[other];
                order[other] = swapped;
            }
            boolean[][] sets = new boolean[2 * players + 1][players];
            for (int step = 0; step <= players; step++) {
                for (int before = 0; before < step; before++) {
                    sets[2 * step][order[before]] = true;
                    if (step < players) {
                        sets[2 * step + 1][order[before]] = before < step - 1;
                    }
                }
                if (step < players) {
                    sets[2 * step + 1][order[step]] = true;
                }
            }
            game.gains(Coalitions.of(sets), 0, sets.length, worths);
            for (int step = 1; step < players; step++) {
                int i = Math.max(order[step - 1], order[step]);
                int j = Math.min(order[step - 1], order[step]);
                int at = 2 * step * game.outputs();
                sums[i * players + j] += worths[at + 2 * game.outputs()]
                        - worths[at]
                        - worths[at + game.outputs()]
                        + worths[at - 2 * game.outputs()];
                counts[i * players + j]++;
            }
        }
        for (int c = 0; c < sums.length; c++) {
            sums[c] = counts[c] == 0 ? 0 : sums[c] / counts[c];
        }
        return Matrix.wrap(players, players, sums);
    }
}
