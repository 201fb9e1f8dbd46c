package secant.kernelshap;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import secant.data.Background;
import secant.explanation.Explanation;
import secant.explanation.ProgressListener;
import secant.masking.MaskedSubject;
import secant.masking.Masker;
import secant.model.Predictor;

/**
 * Owen values: Shapley values of players in nested groups, whose members join one after the other (Owen 1977; for several
 * levels Winter 1989). A group's values add up to what the group itself is worth among its siblings, so that columns which
 * go together share one credit instead of competing for several.
 *
 * <pre>{@code
 * PlayerTree tree = PlayerTree.ofCorrelations(background, Correlation.SPEARMAN);
 * Explanation why = OwenShap.builder(predictor, background, tree).build().explain(row);
 * }</pre>
 *
 * <p>For a binary tree this is what shap's PartitionExplainer computes with its budget unlimited. Exact where the budget
 * covers every coalition that nested orders meet: few for small groups, 2^k − 2 for k players in one group. Otherwise
 * nested orders of 2 (M − 1) coalitions each are drawn for the M players that vary, each walked forth and back, with
 * standard errors from their spread; a group of one level is then {@link PermutationShap}. By default the budget is
 * 2 M + 2048.
 *
 * <p>Immutable and thread-safe. The same seed gives the same bits, however many threads and rows there are and whatever
 * the batch size, provided that the model's answer for a row does not depend on the rows beside it.
 */
public final class OwenShap extends RowExplainer {

    private final PlayerTree tree;
    private final SampledExplainerBuilder.CoalitionBudget budget;
    private final long seed;
    private final PlanCache<List<String>, ShapleyEstimator> plans = new PlanCache<>(ShapleyEstimator::bytes);

    private OwenShap(Builder builder) {
        super(builder);
        this.tree = builder.tree;
        this.budget = builder.budget();
        this.seed = builder.seed();
        List<String> names = masker().groups().names();
        checkPlayers(names);
        planned(names);
    }

    /**
     * Starts with every column a player, the identity link, the automatic budget and seed 0.
     *
     * @param predictor the model; called by one thread at a time unless it declares itself thread-safe
     * @param background what hidden columns are drawn from; all of its rows are used
     * @param tree nests all players, by name
     * @return a builder
     */
    public static Builder builder(Predictor predictor, Background background, PlayerTree tree) {
        return new Builder(predictor, background, tree);
    }

    /**
     * Starts with a masker's players and link, the automatic budget and seed 0.
     *
     * @param masker decides what stands in for hidden players
     * @param tree nests all of its players, by name
     * @return a builder, whose masker can no longer be changed
     */
    public static Builder builder(Masker masker, PlayerTree tree) {
        return new Builder(masker, tree);
    }

    private void checkPlayers(List<String> names) {
        Set<String> nested = new HashSet<>(tree.players());
        for (String name : names) {
            if (!nested.remove(name)) {
                throw new IllegalArgumentException(
                        "the tree must have every player but has no '" + name + "': " + tree);
            }
        }
        if (!nested.isEmpty()) {
            throw new IllegalArgumentException("the tree must have no player but " + names + " but has also "
                    + nested.stream().sorted().toList());
        }
    }

    @Override
    public Explanation explain(double[] row, ProgressListener listener) {
        requireNonNull(listener, "listener");
        MaskedSubject game = masker().mask(row);
        ShapleyEstimator estimator = planned(varying(game));
        Estimate estimate = estimator.estimate(game, listener);
        game.repeatPrediction();
        Map<String, String> options = new LinkedHashMap<>();
        options.put("estimator", estimator.name());
        options.put(
                "coalition budget",
                budget.describe(Budget.automaticCoalitions(game.players()), Budget.AUTOMATIC_COALITIONS));
        options.put("tree", tree.toString());
        return ShapleyExplanation.of("Owen values", game, estimate, seed, options);
    }

    private static List<String> varying(MaskedSubject game) {
        List<String> names = game.groups().names();
        return Arrays.stream(game.varyingPlayers()).mapToObj(names::get).toList();
    }

    /** Which players vary decides what a tree leaves of its groups, not only how many. */
    private ShapleyEstimator planned(List<String> names) {
        return plans.get(names, () -> plan(names));
    }

    private ShapleyEstimator plan(List<String> names) {
        Map<String, Integer> indices = new HashMap<>();
        for (String name : names) {
            indices.put(name, indices.size());
        }
        @Nullable PlayerNesting nesting = PlayerNesting.of(tree, indices);
        if (nesting == null) {
            return new ExactEnumeration(0);
        }
        long most = budget.or(Budget.automaticCoalitions(names.size()));
        if (nesting.coalitions() <= most && nesting.joinings() <= OwenEnumeration.MOST_JOININGS) {
            return new OwenEnumeration(nesting);
        }
        int[][] orders = new int[PermutationSampling.walks(names.size(), most)][];
        for (int o = 0; o < orders.length; o++) {
            orders[o] = nesting.draw(JoiningOrders.stream(seed, names.size(), o));
        }
        return new PermutationSampling(names.size(), orders, "nested orders, antithetic");
    }

    /** Collects the options of an {@link OwenShap}. Not thread-safe. */
    public static final class Builder extends SampledExplainerBuilder<Builder> {

        private final PlayerTree tree;

        private Builder(Predictor predictor, Background background, PlayerTree tree) {
            super(predictor, background);
            this.tree = requireNonNull(tree, "tree");
        }

        private Builder(Masker masker, PlayerTree tree) {
            super(masker);
            this.tree = requireNonNull(tree, "tree");
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Asks the model for the background rows, and lists the coalitions or draws the orders.
         *
         * @return the explainer
         * @throws IllegalArgumentException if the tree's players are not those of the explainer, or the budget is too
         *     small for one order of all players, naming the least
         * @throws secant.model.PredictorException if the model fails for the background
         */
        public OwenShap build() {
            return new OwenShap(this);
        }
    }
}
