package secant.reference;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;
import secant.explanation.Attribution;
import secant.explanation.Explanations;
import secant.explanation.OutputExplanation;
import secant.kernelshap.KernelShap;
import secant.masking.BackgroundMaskedModel;
import secant.masking.BackgroundMasker;
import secant.masking.Coalitions;
import secant.model.Link;

/**
 * Replays a case of kind {@code shapley}. Up to 16 players, {@link KernelShap} evaluates every coalition and must give
 * the exact values; besides, and always with more players, it draws some and must come as near as its own standard
 * errors say.
 *
 * <p>Errors of values are relative to the size of the row's explanation, S = max(|link f(x)|, |base value|, Σ|φ|).
 */
final class ShapleyReplay {

    private static final double TOLERANCE = 1e-9;
    private static final double BRUTE_FORCE_TOLERANCE = 1e-11;
    private static final double STANDARD_ERRORS = 5;

    /** The most players whose coalitions are all evaluated. */
    static final int MOST_EXACT_PLAYERS = 16;

    private static final int EVERY_COALITION = (1 << MOST_EXACT_PLAYERS) - 2;
    private static final long SEED = 42;

    private final ShapleyCase given;
    private final List<Outcome> outcomes = new ArrayList<>();

    ShapleyReplay(ShapleyCase given) {
        this.given = given;
    }

    List<Outcome> replay() {
        check("fx", TOLERANCE, this::modelError);
        if (given.gameTable.isPresent()) {
            check("game_table_row0", TOLERANCE, () -> gameTableError(given.gameTable.get()));
        }
        given.expected.keySet().forEach(this::replay);
        if (given.hasTreePathDependent) {
            skip("tree_path_dependent");
        }
        return outcomes;
    }

    private void replay(Link link) {
        String prefix = ShapleyCase.lowerCase(link) + ".";
        boolean exact = given.players.length <= MOST_EXACT_PLAYERS;
        OptionalInt budget = sampledCoalitions(given.players.length);
        Optional<Explanations> enumerated =
                exact ? explain(prefix + "explain", link, EVERY_COALITION) : Optional.empty();
        Optional<Explanations> sampled =
                budget.isPresent() ? explain(prefix + "sample", link, budget.getAsInt()) : Optional.empty();
        (exact ? enumerated : sampled).ifPresent(found -> {
            check(prefix + "link_fx", TOLERANCE, () -> predictionError(link, found));
            check(prefix + "base_value", TOLERANCE, () -> baseValueError(link, found));
        });
        enumerated.ifPresent(found -> checkExact(prefix, link, found));
        sampled.ifPresent(found -> check(prefix + "sampled", STANDARD_ERRORS, () -> samplingError(link, found)));
        if (!exact) {
            skip(prefix + "shapley");
        }
        if (budget.isEmpty()) {
            skip(prefix + "sampled");
        }
    }

    private void checkExact(String prefix, Link link, Explanations found) {
        ShapleyCase.Expected expected = expected(link);
        check(prefix + "shapley", TOLERANCE, () -> shapleyError(link, found, expected.shapley));
        if (given.players.length <= BruteForceGame.MOST_PLAYERS) {
            check(prefix + "brute", BRUTE_FORCE_TOLERANCE, () -> shapleyError(link, found, bruteForce(link)));
        }
        if (link == Link.IDENTITY && given.closedForm.isPresent()) {
            check(prefix + "closed_form", TOLERANCE, () -> shapleyError(link, found, given.closedForm.get()));
        }
    }

    /**
     * A budget that leaves coalitions out, a quarter of them where that is enough; none where there are too few players.
     *
     * <p>Not less than 12 coalitions a player, for a standard error needs degrees of freedom, too: at 5, 1 in 400 values
     * of random tree ensembles on 6 players was more than 5 standard errors off; at 12, none of 7,000 on 7 players.
     */
    static OptionalInt sampledCoalitions(int players) {
        if (players > MOST_EXACT_PLAYERS) {
            return OptionalInt.of(2 * players + 2_048);
        }
        int all = (1 << players) - 2;
        int some = Math.max(12 * players, all / 4);
        int even = some + some % 2;
        return even < all ? OptionalInt.of(even) : OptionalInt.empty();
    }

    private Optional<Explanations> explain(String quantity, Link link, int coalitions) {
        try {
            return Optional.of(KernelShap.builder(given.model, given.background)
                    .groups(given.groups)
                    .link(link)
                    .coalitions(coalitions)
                    .seed(SEED)
                    .build()
                    .explain(given.rows)
                    .orThrow());
        } catch (RuntimeException e) {
            outcomes.add(new Outcome.Checked(given.name, quantity, Double.NaN, TOLERANCE, CaseReplay.describe(e)));
            return Optional.empty();
        }
    }

    private void check(String quantity, double tolerance, DoubleSupplier error) {
        outcomes.add(Outcome.check(given.name, quantity, tolerance, error));
    }

    private void skip(String quantity) {
        outcomes.add(new Outcome.Skipped(given.name, quantity));
    }

    private double modelError() {
        double[] actual = given.model.predict(given.rows).data();
        double[] expected = given.fx.data();
        double scale = Math.max(1, largest(expected));
        LargestError error = new LargestError();
        for (int i = 0; i < expected.length; i++) {
            error.add(actual[i], expected[i], scale);
        }
        return error.value();
    }

    /** The worths of all coalitions of the first row, as the explainers see them, against the table. */
    private double gameTableError(double[] expected) {
        BackgroundMaskedModel game = BackgroundMasker.builder(given.model, given.background)
                .groups(given.groups)
                .build()
                .mask(given.rows.row(0));
        double[] gains = new double[expected.length * game.outputs()];
        game.gains(allCoalitions(game.varyingPlayers(), expected.length), 0, expected.length, gains);
        double base = game.baseValues()[0];
        double scale = Math.max(1, largest(expected));
        LargestError error = new LargestError();
        for (int coalition = 0; coalition < expected.length; coalition++) {
            error.add(base + gains[coalition * game.outputs()], expected[coalition], scale);
        }
        return error.value();
    }

    private static Coalitions allCoalitions(int[] varyingPlayers, int count) {
        boolean[][] members = new boolean[count][varyingPlayers.length];
        for (int coalition = 0; coalition < count; coalition++) {
            for (int i = 0; i < varyingPlayers.length; i++) {
                members[coalition][i] = (coalition >> varyingPlayers[i] & 1) == 1;
            }
        }
        return Coalitions.of(members);
    }

    private double predictionError(Link link, Explanations found) {
        LargestError error = new LargestError();
        forEachOutput(
                link,
                found,
                (actual, row, output, scale) ->
                        error.add(actual.prediction(), expected(link).linkFx.get(row, output), scale));
        return error.value();
    }

    private double baseValueError(Link link, Explanations found) {
        LargestError error = new LargestError();
        forEachOutput(
                link,
                found,
                (actual, row, output, scale) -> error.add(actual.baseValue(), expected(link).baseValue[output], scale));
        return error.value();
    }

    private double shapleyError(Link link, Explanations found, double[][][] expected) {
        LargestError error = new LargestError();
        forEachOutput(link, found, (actual, row, output, scale) -> {
            double[] values = actual.values();
            for (int player = 0; player < values.length; player++) {
                error.add(values[player], expected[row][output][player], scale);
            }
        });
        return error.value();
    }

    /** In standard errors, after rounding errors are allowed for. */
    private double samplingError(Link link, Explanations found) {
        LargestError error = new LargestError();
        forEachOutput(link, found, (actual, row, output, scale) -> {
            double[] expected = expected(link).shapley[row][output];
            for (int player = 0; player < expected.length; player++) {
                Attribution attribution = actual.attributions().get(player);
                double excess = Math.abs(attribution.value() - expected[player]) - TOLERANCE * scale;
                error.add(excess <= 0 ? 0 : excess / attribution.standardError());
            }
        });
        return error.value();
    }

    private double[][][] bruteForce(Link link) {
        double[][][] shapley = new double[given.rows.rows()][given.model.outputs()][];
        for (int row = 0; row < shapley.length; row++) {
            BruteForceGame game = BruteForceGame.play(
                    given.model, given.rows.row(row), given.players, given.backgroundRows, given.backgroundWeights);
            for (int output = 0; output < shapley[row].length; output++) {
                shapley[row][output] = game.shapley(output, link);
            }
        }
        return shapley;
    }

    /** Looks at one output of one row. */
    @FunctionalInterface
    private interface OutputCheck {
        void look(OutputExplanation actual, int row, int output, double scale);
    }

    private void forEachOutput(Link link, Explanations found, OutputCheck check) {
        for (int row = 0; row < found.size(); row++) {
            List<OutputExplanation> outputs = found.get(row).outputs();
            for (int output = 0; output < given.model.outputs(); output++) {
                check.look(outputs.get(output), row, output, scale(link, row, output));
            }
        }
    }

    private double scale(Link link, int row, int output) {
        ShapleyCase.Expected expected = expected(link);
        double sum = 0;
        for (double phi : expected.shapley[row][output]) {
            sum += Math.abs(phi);
        }
        return Math.max(
                sum, Math.max(Math.abs(expected.linkFx.get(row, output)), Math.abs(expected.baseValue[output])));
    }

    private ShapleyCase.Expected expected(Link link) {
        return requireNonNull(given.expected.get(link));
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
