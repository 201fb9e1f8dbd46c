package secant.lime;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.MissingValues;
import secant.data.Schema;
import secant.explanation.Explainer;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.ProgressListener;
import secant.explanation.RowsInParallel;
import secant.model.CheckedPredictor;
import secant.model.Predictor;

/**
 * LIME for rows of a table: coefficients of a linear model that stands for the real one in the neighbourhood of a row
 * (Ribeiro, Singh and Guestrin 2016).
 *
 * <pre>{@code
 * Lime lime = Lime.builder(predictor, TrainingStatistics.of(schema, rows)).seed(42).build();
 * Explanation why = lime.explain(row);
 * }</pre>
 *
 * <p>Samples are drawn column by column, as the training rows are distributed; the model answers them, and a linear model is
 * fitted to the answers, in which samples count the more, the nearer they are to the row. Of a column of numbers that is cut
 * into bins, or of categories, the linear model knows whether a sample is in the row's own bin or category: the coefficient
 * tells by how much the answers there are above those elsewhere. Of other columns it knows the number, and the coefficient
 * is that of one standard deviation of the training rows. The base value of an explanation is the intercept; coefficients
 * need not add up to the prediction, and the fidelity says by how much they miss it.
 *
 * <p>A {@linkplain TrainingStatistics#of(Schema, Matrix, Discretizer, FeatureGroups) group of columns} counts as one column of
 * categories, wherever columns are counted here: the combinations of bins and categories that training rows have. So its
 * columns are drawn together, and its coefficient tells by how much the answers are higher where all of them agree with the
 * row.
 *
 * <p>{@link LimeMode#STABLE} needs fewer samples for the same standard errors, {@link LimeMode#COMPATIBLE} has the formulas of
 * the lime package. Every coefficient has a standard error such that ± 1.96 of it is a 95 % interval of what ever more
 * samples would tend to; that a linear model is a poor stand-in is not in it: see the weighted R².
 *
 * <p>Immutable and thread-safe. The same seed gives the same bits, however many threads and rows there are and whatever the
 * batch size, provided that the model's answer for a row does not depend on the rows beside it. All outputs of a model are
 * explained by the same samples, and all rows by the same uniform numbers. Cost: samples + 2 rows of the model a row; for
 * columns that are cut or categories samples × columns² / 128 counts of bits, else as many multiplications as samples ×
 * columns² / 2, and three additions a cell and output for the control variates. Memory a row: one batch, 6 × samples ×
 * outputs numbers, and 20 × columns² numbers. The explainer keeps a batch for each processor, and the
 * samples of columns for the rows to come, a set for each bin that a row was in, up to 42 MB; where that is not enough, or
 * {@link KernelWidth#matchedShare} gives each row a law of its own, they are made again for each row.
 */
public final class Lime implements Explainer {

    /** As many as the lime package's default. */
    private static final int SAMPLES = 5000;

    /** More columns leave too few points for the boxes that {@link EvenCells} are made of, and too little of the weights. */
    private static final int EVEN_PLAYERS = 4;

    private static final int EVEN_SAMPLES = 256;

    /** Of training rows, how many must have even cells, on average over the columns, so that fewer samples do. */
    private static final double EVEN_SHARE = 0.75;

    /** An explainer keeps up to so many samples of columns, of 10 bytes each. */
    private static final long STORED_CELLS = 1 << 22;

    final CheckedPredictor predictor;
    final TrainingStatistics statistics;
    final FeatureGroups players;
    final String fingerprint;
    final LimeMode mode;
    final KernelWidth width;
    final Distance distance;
    final FeatureSelection selection;
    final double ridge;
    final Sampling sampling;
    final int samples;
    final long seed;
    final int batchRows;
    final List<String> outputs;
    final int topOutputs;
    final SampleDesign design;

    /** Whether bins and categories are drawn with shares that suit the points. */
    final boolean evenCells;

    final @Nullable SampleStore store;

    /** Arrays that batches of rows are made in, as many as there are processors at the most. */
    private final Queue<double[]> rowBuffers =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    private final int parallelism;
    private final Executor executor;

    private Lime(Builder builder) {
        this.predictor = CheckedPredictor.of(builder.predictor);
        this.statistics = builder.statistics;
        this.players = statistics.groups();
        this.fingerprint = statistics.fingerprint();
        this.mode = builder.mode;
        boolean stable = mode == LimeMode.STABLE;
        this.width = builder.width;
        this.distance = builder.distance;
        this.selection = builder.selection;
        Double ridge = builder.ridge;
        this.ridge = ridge != null ? ridge : stable ? 0 : 1;
        Points points = builder.chosenPoints();
        this.sampling = builder.sampling;
        this.samples = builder.samples;
        this.seed = builder.seed;
        this.outputs = builder.outputs;
        this.topOutputs = builder.topOutputs;
        this.evenCells = points == Points.SOBOL && isTilted() && samples >= EVEN_SAMPLES && suitsEvenCells();
        int limit = evenCells ? SampleDesign.balanced(samples) : samples;
        this.design = new SampleDesign(points, statistics.schema().columns(), limit, seed);
        this.store = isTilted() && width instanceof KernelWidth.MatchedShare
                ? null // each row has its own law
                : SampleStore.of(design, statistics, STORED_CELLS);
        this.batchRows = builder.batchRows > 0 ? builder.batchRows : evenBatch(design.samples());
        boolean threadSafe = builder.predictor.isThreadSafe();
        this.parallelism = builder.parallelism > 0
                ? builder.parallelism
                : threadSafe ? Runtime.getRuntime().availableProcessors() : 1;
        Executor executor = builder.executor;
        this.executor = executor == null ? ForkJoinPool.commonPool() : executor;
    }

    /**
     * Starts with the defaults of {@link LimeMode#STABLE}: 5,000 samples, a kernel width of 0.75 · √columns, all features,
     * seed 0.
     *
     * @param predictor the model; called by one thread at a time unless it declares itself thread-safe
     * @param statistics of the training rows, which samples are drawn by
     * @return a builder
     */
    public static Builder builder(Predictor predictor, TrainingStatistics statistics) {
        return new Builder(predictor, statistics);
    }

    /**
     * Starts with the same, and columns of numbers cut at their quartiles.
     *
     * @param predictor the model; called by one thread at a time unless it declares itself thread-safe
     * @param schema what the columns are
     * @param rows the training rows, at least one; not kept
     * @return a builder
     * @throws IllegalArgumentException if there is no row or one does not fit the schema
     */
    public static Builder builder(Predictor predictor, Schema schema, Matrix rows) {
        return new Builder(predictor, TrainingStatistics.of(schema, rows));
    }

    /** Lends an array for the rows of a whole batch; what is in it is anything. */
    double[] borrowRows() {
        double[] rows = rowBuffers.poll();
        int columns = statistics.schema().columns();
        return rows == null ? new double[Math.multiplyExact(Math.min(batchRows, design.samples()), columns)] : rows;
    }

    /** Takes back what was lent, to be lent again unless there are enough. */
    void giveBackRows(double[] rows) {
        rowBuffers.offer(rows);
    }

    /** Batches of the same size, but for the last one, that fill no more than a part of the cache. */
    private int evenBatch(int rows) {
        int most = Math.max(1, Builder.BATCH_CELLS / statistics.schema().columns());
        int batches = (rows + most - 1) / most;
        return (rows + batches - 1) / batches;
    }

    /** Whether columns are few and most rows' laws have shares that are not too uneven for eighths. */
    private boolean suitsEvenCells() {
        int count = players.players();
        if (count > EVEN_PLAYERS || width instanceof KernelWidth.MatchedShare) {
            return false;
        }
        double value = width instanceof KernelWidth.PerSqrtFeature per
                ? per.factor() * Math.sqrt(count)
                : ((KernelWidth.Fixed) width).width();
        double suited = 0;
        for (int p = 0; p < count; p++) {
            ColumnStatistics column = statistics.player(p).statistics;
            if (!column.isBit()) {
                return false;
            }
            for (int own = 0; own < column.frequencies.length; own++) {
                double[] shares = ColumnLaw.shares(column, own, NeighbourhoodLaw.tilt(value));
                suited += column.frequencies[own] > 0 && EvenCells.suit(shares) ? column.frequencies[own] : 0;
            }
        }
        return suited >= EVEN_SHARE * count;
    }

    /** Whether the kernel is in the law that samples are drawn from, so that all count the same. */
    boolean isTilted() {
        return mode == LimeMode.STABLE && distance == Distance.euclidean() && !(width instanceof KernelWidth.BestFit);
    }

    /**
     * Explains one row.
     *
     * @throws IllegalArgumentException if the row does not fit the schema, or the samples in its neighbourhood are too few
     *     to fit anything to: fewer effective ones than 10 or 2 × columns; says which width or how many samples to try
     * @throws secant.surrogate.SingularSystemException if the ridge α is 0 and the samples do not determine the coefficients
     */
    @Override
    public Explanation explain(double[] row, ProgressListener listener) {
        requireNonNull(listener, "listener");
        statistics.schema().check(row, MissingValues.REJECT, "the explained row");
        return new Neighbourhood(this, row.clone()).explain(listener);
    }

    @Override
    public Explanations explain(Matrix rows, ProgressListener listener) {
        requireNonNull(rows, "rows");
        if (rows.rows() > 0) { // a table without rows may not know its columns
            statistics.schema().checkWidth(rows.columns(), "the table of explained rows");
        }
        if (topOutputs > 0 && rows.rows() > 1) {
            throw new IllegalArgumentException(
                    "top outputs must not be asked for with a table, of whose rows each has its" + " own, but are "
                            + topOutputs + "; name the outputs, or explain row by row");
        }
        return RowsInParallel.run(rows, row -> explain(row, ProgressListener.NONE), parallelism, executor, listener);
    }

    /** Collects the options of a {@link Lime}. Not thread-safe. */
    public static final class Builder {

        /** Samples are made in blocks of this many cells, 256 KB, so that they stay in a core's cache. */
        private static final int BATCH_CELLS = 32 * 1024;

        private final Predictor predictor;
        private final TrainingStatistics statistics;
        private LimeMode mode = LimeMode.STABLE;
        private KernelWidth width = KernelWidth.standard();
        private Distance distance = Distance.euclidean();
        private FeatureSelection selection = FeatureSelection.none();
        private @Nullable Double ridge;
        private @Nullable Points points;
        private Sampling sampling = Sampling.AROUND_MEAN;
        private int samples = SAMPLES;
        private long seed;
        private int batchRows;
        private List<String> outputs = List.of();
        private int topOutputs;
        private int parallelism;
        private @Nullable Executor executor;

        private Builder(Predictor predictor, TrainingStatistics statistics) {
            this.predictor = requireNonNull(predictor, "predictor");
            this.statistics = requireNonNull(statistics, "statistics");
        }

        /**
         * Chooses between stable and compatible explanations. Default: {@link LimeMode#STABLE}.
         *
         * @param mode the mode
         * @return this
         */
        public Builder mode(LimeMode mode) {
            this.mode = requireNonNull(mode, "mode");
            return this;
        }

        /**
         * Chooses how wide the neighbourhood is. Default: 0.75 · √columns.
         *
         * @param width the width
         * @return this
         */
        public Builder kernelWidth(KernelWidth width) {
            this.width = requireNonNull(width, "width");
            return this;
        }

        /**
         * Sets the kernel's width. Default: 0.75 · √columns.
         *
         * @param width above 0, in units of the distance
         * @return this
         */
        public Builder kernelWidth(double width) {
            return kernelWidth(KernelWidth.of(width));
        }

        /**
         * Chooses how distances are measured. Default: Euclidean. Other distances are no product over the columns, so that
         * {@link LimeMode#STABLE} then weights its samples, too.
         *
         * @param distance the distance
         * @return this
         */
        public Builder distance(Distance distance) {
            this.distance = requireNonNull(distance, "distance");
            return this;
        }

        /**
         * Chooses which features the linear model may use. Default: all.
         *
         * @param selection the selection
         * @return this
         */
        public Builder featureSelection(FeatureSelection selection) {
            this.selection = requireNonNull(selection, "selection");
            return this;
        }

        /**
         * Penalises large coefficients. Default: 1 in {@link LimeMode#COMPATIBLE}, as in the lime package, else 0.
         *
         * @param alpha 0 or more, in units of weight
         * @return this
         */
        public Builder ridge(double alpha) {
            if (!(alpha >= 0) || Double.isInfinite(alpha)) { // negated so that NaN is refused too
                throw new IllegalArgumentException("ridge alpha must be finite and 0 or more but is " + alpha);
            }
            this.ridge = alpha;
            return this;
        }

        /**
         * Chooses how the samples are spread. Default: {@link Points#SOBOL}, in {@link LimeMode#COMPATIBLE} {@link
         * Points#RANDOM}.
         *
         * @param points the spread
         * @return this
         */
        public Builder points(Points points) {
            this.points = requireNonNull(points, "points");
            return this;
        }

        /**
         * Chooses where numbers that are not cut into bins are sampled. Default: around the training rows' mean.
         *
         * @param sampling the place
         * @return this
         */
        public Builder sampling(Sampling sampling) {
            this.sampling = requireNonNull(sampling, "sampling");
            return this;
        }

        /**
         * Limits how many rows the model is asked for, beside twice the explained one. Default: 5,000. Of points that are
         * spread evenly, the largest multiple of four is taken; for up to four columns of a few bins or categories each, twice
         * a power of two where that is at least 80 % of it: 4,096 of 5,000.
         *
         * @param samples of which at least 10 and at least 2 × columns are taken
         * @return this
         */
        public Builder samples(int samples) {
            this.samples = samples;
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
         * Chooses outputs by name. Default: all.
         *
         * @param names names of outputs, distinct, at least one
         * @return this
         */
        public Builder outputs(String... names) {
            if (names.length == 0 || List.of(names).stream().distinct().count() < names.length) {
                throw new IllegalArgumentException("outputs must be at least 1 and distinct but are " + List.of(names));
            }
            this.outputs = List.of(names);
            return this;
        }

        /**
         * Chooses the outputs that are largest for the explained row, the largest first. Default: all, in the model's order.
         * Tables must name their outputs instead.
         *
         * @param count how many, 1 or more
         * @return this
         */
        public Builder topOutputs(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("top outputs must be 1 or more but is " + count);
            }
            this.topOutputs = count;
            return this;
        }

        /**
         * Limits how many rows the model gets in one call. Default: as many as fill 256 KB.
         *
         * @param rows 1 or more
         * @return this
         */
        public Builder batchRows(int rows) {
            if (rows < 1) {
                throw new IllegalArgumentException("batch rows must be 1 or more but is " + rows);
            }
            this.batchRows = rows;
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
            if (!predictor.isThreadSafe()) {
                throw new IllegalArgumentException(what
                        + " needs a predictor that several threads may call; declare it with predictor.threadSafe()");
            }
        }

        private Points chosenPoints() {
            Points chosen = points;
            return chosen != null ? chosen : mode == LimeMode.STABLE ? Points.SOBOL : Points.RANDOM;
        }

        /**
         * Checks that the options fit each other.
         *
         * @return the explainer
         * @throws IllegalArgumentException naming the option that does not apply, or the least number of samples
         */
        public Lime build() {
            int players = statistics.groups().players();
            int multiple = SampleDesign.multiple(chosenPoints());
            int least = (EffectiveSamples.least(players) + multiple - 1) / multiple * multiple;
            if (samples < least) {
                throw new IllegalArgumentException("samples must be at least 10 and 2 × " + statistics.playersNamed()
                        + (multiple > 1 ? ", in multiples of " + multiple : "") + ", which is " + least + ", but is "
                        + samples);
            }
            boolean bits = false;
            boolean numbers = false;
            for (int p = 0; p < players; p++) {
                bits |= statistics.player(p).statistics.isBit();
                numbers |= !statistics.player(p).statistics.isBit();
            }
            if (sampling == Sampling.AROUND_INSTANCE && !numbers) {
                throw new IllegalArgumentException(
                        "sampling around the instance must have a column of numbers that is not"
                                + " cut into bins but has none; take Discretizer.none()");
            }
            if (width instanceof KernelWidth.MatchedShare && (!bits || distance != Distance.euclidean())) {
                throw new IllegalArgumentException(
                        "a matched share must have bins or categories and the Euclidean distance;"
                                + " take a width instead");
            }
            if (!outputs.isEmpty() && topOutputs > 0) {
                throw new IllegalArgumentException("outputs must be chosen by name or as the top " + topOutputs
                        + ", not both, but are also " + outputs);
            }
            return new Lime(this);
        }
    }
}
