package secant.kernelshap;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.explanation.Attribution;
import secant.explanation.Explainer;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.explanation.ProgressListener;
import secant.explanation.Provenance;
import secant.explanation.RowsInParallel;
import secant.explanation.StopReason;
import secant.masking.BackgroundMaskedModel;
import secant.masking.BackgroundMasker;
import secant.masking.LinkOrder;
import secant.model.Link;
import secant.model.Predictor;

/**
 * Kernel SHAP: Shapley values of a model's predictions, for any model that can be called (Lundberg and Lee 2017).
 *
 * <pre>{@code
 * KernelShap shap = KernelShap.builder(predictor, background).seed(42).build();
 * Explanation why = shap.explain(row);
 * }</pre>
 *
 * <p>The value of a set of players is the mean answer of the model for rows that have the set's columns from the explained
 * row and the others from each background row. With M players that vary between row and background, all 2^M − 2
 * coalitions are evaluated if the budget covers them, and the values are exact. Otherwise complement pairs of coalitions
 * are drawn, as many of each size as the leverage scores of the regression ask for, without replacement, and weighted
 * least squares gives the values with a standard error each; they are still exact where no three players interact. In
 * both cases base value and values add up to the prediction, and no value is ever dropped.
 *
 * <p>The coalitions are drawn and the regression is factored when the explainer is built: a row then costs coalitions ×
 * background rows of the model, and little else. All outputs of a model are explained by the same evaluations.
 *
 * <p>Immutable and thread-safe. The same seed gives the same bits, however many threads and rows there are and whatever
 * the batch size, provided that the model's answer for a row does not depend on the rows beside it.
 *
 * <p>Beside the shap package's KernelExplainer: the automatic budget is the same, all values are kept (shap keeps ten),
 * standard errors are reported, and the seed is an option of the explainer.
 */
public final class KernelShap implements Explainer {

    /** Stands for the automatic budget. */
    static final int AUTOMATIC = 0;

    /** The largest gap between base value + Σ values and prediction that rounding explains, relative to their size. */
    private static final double ADDITIVITY_TOLERANCE = 1e-12;

    private static final String VERSION = version();

    private final BackgroundMasker masker;
    private final Plans plans;
    private final long seed;
    private final int budget;
    private final int parallelism;
    private final Executor executor;
    private final String fingerprint;

    private KernelShap(Builder builder) {
        this.masker = builder.masker.build();
        int players = masker.groups().players();
        this.budget = builder.coalitions;
        this.seed = builder.seed;
        this.plans = new Plans(players, budget, seed);
        this.parallelism = builder.parallelism();
        this.executor = builder.executor();
        this.fingerprint = masker.background().fingerprint();
    }

    private static String version() {
        String version = KernelShap.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * Starts with every column a player, the identity link, the automatic budget and seed 0.
     *
     * @param predictor the model; called by one thread at a time unless it declares itself thread-safe
     * @param background what hidden columns are drawn from; all of its rows are used
     * @return a builder
     */
    public static Builder builder(Predictor predictor, Background background) {
        return new Builder(predictor, background);
    }

    @Override
    public Explanation explain(double[] row, ProgressListener listener) {
        requireNonNull(listener, "listener");
        BackgroundMaskedModel game = masker.mask(row);
        ShapleyEstimator estimator = plans.forPlayers(game.players());
        Estimate estimate = estimator.estimate(game, listener);
        game.repeatPrediction();
        List<OutputExplanation> outputs = outputs(game, estimate);
        Fidelity fidelity = new Fidelity.Additive(checkAdditivity(outputs), estimate.exact(), estimate.condition());
        return Explanation.of(
                "Kernel SHAP", masker.groups(), row, outputs, fidelity, provenance(game, estimator, estimate));
    }

    @Override
    public Explanations explain(Matrix rows, ProgressListener listener) {
        requireNonNull(rows, "rows");
        if (rows.rows() > 0) { // a table without rows may not know its columns
            masker.background().schema().checkWidth(rows.columns(), "the table of explained rows");
        }
        return RowsInParallel.run(rows, this::explain, parallelism, executor, listener);
    }

    private List<OutputExplanation> outputs(BackgroundMaskedModel game, Estimate estimate) {
        double[] base = game.baseValues();
        double[] predictions = game.predictions();
        int[] varying = game.varyingPlayers();
        List<String> names = masker.outputNames();
        List<OutputExplanation> outputs = new ArrayList<>(names.size());
        for (int k = 0; k < names.size(); k++) {
            outputs.add(
                    new OutputExplanation(names.get(k), base[k], predictions[k], attributions(estimate, k, varying)));
        }
        return outputs;
    }

    private List<Attribution> attributions(Estimate estimate, int output, int[] varying) {
        List<String> players = masker.groups().names();
        List<Attribution> attributions = new ArrayList<>(players.size());
        int next = 0;
        for (int p = 0; p < players.size(); p++) {
            if (next < varying.length && varying[next] == p) {
                double value = estimate.value(output, next);
                if (!Double.isFinite(value)) {
                    throw new ArithmeticException("the value of '" + players.get(p) + "' for output '"
                            + masker.outputNames().get(output) + "' overflows; scale the model's output");
                }
                attributions.add(new Attribution(players.get(p), value, estimate.standardError(output, next)));
                next++;
            } else {
                attributions.add(new Attribution(players.get(p), 0, 0));
            }
        }
        return attributions;
    }

    private static double checkAdditivity(List<OutputExplanation> outputs) {
        double largest = 0;
        for (OutputExplanation output : outputs) {
            double sum = 0;
            double size = Math.max(Math.abs(output.baseValue()), Math.abs(output.prediction()));
            double magnitudes = 0;
            for (Attribution attribution : output.attributions()) {
                sum += attribution.value();
                magnitudes += Math.abs(attribution.value());
            }
            double gap = Math.abs(output.baseValue() + sum - output.prediction());
            // Below the smallest normal number, rounding errors no longer shrink with what is rounded.
            double scale = Math.max(Math.max(size, magnitudes), Double.MIN_NORMAL);
            if (!(gap <= ADDITIVITY_TOLERANCE * scale)) { // negated so that NaN fails too
                throw new ArithmeticException("values of output '" + output.output() + "' miss the prediction by " + gap
                        + ", more than rounding explains; is the model deterministic?");
            }
            largest = Math.max(largest, gap);
        }
        return largest;
    }

    private Provenance provenance(BackgroundMaskedModel game, ShapleyEstimator estimator, Estimate estimate) {
        List<String> warnings = new ArrayList<>(game.warnings());
        warnings.addAll(estimate.warnings());
        return new Provenance(
                VERSION,
                options(game, estimator),
                seed,
                masker.link().name(),
                masker.background().size(),
                fingerprint,
                estimator.coalitions(),
                game.modelRows(),
                estimate.exact() ? StopReason.EXACT : StopReason.BUDGET,
                warnings);
    }

    private Map<String, String> options(BackgroundMaskedModel game, ShapleyEstimator estimator) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("estimator", estimator.name());
        options.put(
                "coalition budget",
                Plans.budget(game.players(), budget) + (budget == AUTOMATIC ? " (automatic: 2 × players + 2048)" : ""));
        options.put("varying players", Integer.toString(game.players()));
        options.put("link order", masker.order().name());
        return Collections.unmodifiableMap(options);
    }

    /** Collects the options of a {@link KernelShap}. Not thread-safe. */
    public static final class Builder {

        private final BackgroundMasker.Builder masker;
        private final boolean threadSafe;
        private int players;
        private int coalitions = AUTOMATIC;
        private long seed;
        private int parallelism;
        private @Nullable Executor executor;

        private Builder(Predictor predictor, Background background) {
            this.masker = BackgroundMasker.builder(predictor, background);
            this.threadSafe = predictor.isThreadSafe();
            this.players = background.schema().columns();
        }

        /**
         * Chooses the players. Default: every column is one.
         *
         * @param groups groups over the background's schema
         * @return this
         * @throws IllegalArgumentException if the groups are over another schema
         */
        public Builder groups(FeatureGroups groups) {
            masker.groups(groups);
            this.players = groups.players();
            return this;
        }

        /**
         * Chooses the scale on which the values add up. Default: the identity.
         *
         * @param link the link, applied after averaging over the background
         * @return this
         */
        public Builder link(Link link) {
            masker.link(link);
            return this;
        }

        /**
         * Chooses the scale on which the values add up, and whether the average or the link comes first.
         *
         * @param link the link
         * @param order the order; only a link other than the identity has a choice
         * @return this
         * @throws IllegalArgumentException if the link is the identity and its values are to be averaged
         */
        public Builder link(Link link, LinkOrder order) {
            masker.link(link, order);
            return this;
        }

        /**
         * Limits how many coalitions are evaluated for a row, beside the empty and the full one. An odd last one is not
         * spent. Default: 2 × players + 2048, counting the players that vary, which is exact up to 11 of them.
         *
         * @param coalitions at least 2 × players, or 2^players − 2 if that is less; checked by {@link #build}
         * @return this
         */
        public Builder coalitions(int coalitions) {
            if (coalitions < 1) {
                throw new IllegalArgumentException("coalitions must be 1 or more but is " + coalitions);
            }
            this.coalitions = coalitions;
            return this;
        }

        /**
         * Fixes everything random. Default: 0.
         *
         * @param seed any number
         * @return this
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Limits how many rows the model gets in one call. Default: as many as fill 256 KB.
         *
         * @param rows 1 or more
         * @return this
         */
        public Builder batchRows(int rows) {
            masker.batchRows(rows);
            return this;
        }

        /**
         * Limits how many rows of a table are explained at the same time. Default: the number of processors for a
         * thread-safe predictor, else 1.
         *
         * @param rows 1 or more; more than 1 needs a thread-safe predictor
         * @return this
         */
        public Builder parallelism(int rows) {
            if (rows < 1) {
                throw new IllegalArgumentException("parallelism must be 1 or more but is " + rows);
            }
            if (rows > 1) {
                checkThreadSafe("parallelism " + rows);
            }
            this.parallelism = rows;
            return this;
        }

        /**
         * Lends the threads that help the caller with a table; never closed. Default: the common pool.
         *
         * @param executor runs the helpers, as many as {@link #parallelism} allows beside the caller
         * @return this
         */
        public Builder executor(Executor executor) {
            checkThreadSafe("an executor");
            this.executor = requireNonNull(executor, "executor");
            return this;
        }

        private void checkThreadSafe(String what) {
            if (!threadSafe) {
                throw new IllegalArgumentException(what
                        + " needs a predictor that several threads may call; declare it with predictor.threadSafe()");
            }
        }

        private int parallelism() {
            if (parallelism > 0) {
                return parallelism;
            }
            return threadSafe ? Runtime.getRuntime().availableProcessors() : 1;
        }

        private Executor executor() {
            return executor == null ? ForkJoinPool.commonPool() : executor;
        }

        /**
         * Asks the model for the background rows, draws the coalitions and factors the regression.
         *
         * @return the explainer
         * @throws IllegalArgumentException if the budget is too small or too large for the players, naming the limit
         * @throws secant.model.PredictorException if the model fails for the background
         */
        public KernelShap build() {
            checkBudget();
            return new KernelShap(this);
        }

        private void checkBudget() {
            long all = players > ExactEnumeration.MAX_PLAYERS ? Long.MAX_VALUE : ExactEnumeration.coalitions(players);
            long smallest = Math.min(2L * players, all);
            long asked = Plans.budget(players, coalitions);
            if (asked < smallest) {
                throw new IllegalArgumentException(
                        "coalitions must be at least " + smallest + " for " + players + " players but is " + asked);
            }
            long largest = PairedLeastSquares.largestBudget(players);
            if (asked < all && asked > largest) {
                throw new IllegalArgumentException("coalitions must be at most " + largest + " for " + players
                        + " players, or one array cannot hold the regression, but is " + asked
                        + (largest < smallest ? "; put columns together in groups" : ""));
            }
        }
    }
}
