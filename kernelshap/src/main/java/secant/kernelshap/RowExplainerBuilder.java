package secant.kernelshap;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.masking.BackgroundMasker;
import secant.masking.LinkOrder;
import secant.masking.Masker;
import secant.model.Link;
import secant.model.Predictor;

/**
 * Collects the options that all explainers of rows share: who plays, on which scale, and by how many threads. Not
 * thread-safe.
 *
 * @param <B> the builder itself
 */
abstract class RowExplainerBuilder<B extends RowExplainerBuilder<B>> {

    private final @Nullable Masker given;
    private final BackgroundMasker.@Nullable Builder made;
    private final boolean threadSafe;
    private int players;
    private int parallelism;
    private @Nullable Executor executor;

    RowExplainerBuilder(Predictor predictor, Background background) {
        this.given = null;
        this.made = BackgroundMasker.builder(predictor, background);
        this.threadSafe = predictor.isThreadSafe();
        this.players = background.schema().columns();
    }

    RowExplainerBuilder(Masker masker) {
        this.given = requireNonNull(masker, "masker");
        this.made = null;
        this.threadSafe = masker.isThreadSafe();
        this.players = masker.groups().players();
    }

    /** This, as what it is. */
    abstract B self();

    /**
     * Chooses the players. Default: every column is one.
     *
     * @param groups groups over the background's schema
     * @return this
     * @throws IllegalArgumentException if the groups are over another schema, or a masker was given, which has its own
     */
    public B groups(FeatureGroups groups) {
        own("groups").groups(groups);
        this.players = groups.players();
        return self();
    }

    /**
     * Chooses the scale on which the values add up. Default: the identity.
     *
     * @param link the link, applied after averaging over the background
     * @return this
     * @throws IllegalArgumentException if a masker was given, which has its own
     */
    public B link(Link link) {
        own("link").link(link);
        return self();
    }

    /**
     * Chooses the scale on which the values add up, and whether the average or the link comes first.
     *
     * @param link the link
     * @param order the order; only a link other than the identity has a choice
     * @return this
     * @throws IllegalArgumentException if the link is the identity and its values are to be averaged, or a masker was
     *     given, which has its own link
     */
    public B link(Link link, LinkOrder order) {
        own("link").link(link, order);
        return self();
    }

    /**
     * Limits how many rows the model gets in one call. Default: as many as fill 256 KB.
     *
     * @param rows 1 or more
     * @return this
     * @throws IllegalArgumentException if a masker was given, which has its own batches
     */
    public B batchRows(int rows) {
        own("batch rows").batchRows(rows);
        return self();
    }

    private BackgroundMasker.Builder own(String option) {
        if (made == null) {
            throw new IllegalArgumentException(option + " must be set on the masker, since one was given");
        }
        return made;
    }

    /**
     * Limits how many rows of a table are explained at the same time. Default: the number of processors for a
     * thread-safe predictor, else 1.
     *
     * @param rows 1 or more; more than 1 needs a thread-safe predictor
     * @return this
     */
    public B parallelism(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("parallelism must be 1 or more but is " + rows);
        }
        if (rows > 1) {
            checkThreadSafe("parallelism " + rows);
        }
        this.parallelism = rows;
        return self();
    }

    /**
     * Lends the threads that help the caller with a table; never closed. Default: the common pool.
     *
     * @param executor runs the helpers, as many as {@link #parallelism} allows beside the caller
     * @return this
     */
    public B executor(Executor executor) {
        checkThreadSafe("an executor");
        this.executor = requireNonNull(executor, "executor");
        return self();
    }

    private void checkThreadSafe(String what) {
        if (!threadSafe) {
            throw new IllegalArgumentException(
                    what + " needs a predictor that several threads may call; declare it with predictor.threadSafe()");
        }
    }

    /** How many players have been chosen. */
    final int players() {
        return players;
    }

    /** The masker that was given, or a new one, which asks the model for the background rows. */
    final Masker masker() {
        if (given != null) {
            return given;
        }
        return requireNonNull(made).build();
    }

    /** How many rows the model will predict for a coalition at most. */
    final int rowsPerCoalition() {
        if (made != null) {
            return made.mostRowsPerCoalition();
        }
        return given instanceof BackgroundMasker masker ? masker.mostRowsPerCoalition() : 1;
    }

    /** How many cells the largest batch of rows will have. */
    final long batchCells() {
        int rows = made != null ? made.batchRows() : given instanceof BackgroundMasker masker ? masker.batchRows() : 1;
        int columns = made != null
                ? made.columns()
                : requireNonNull(given).groups().schema().columns();
        return (long) rows * columns;
    }

    final int parallelism() {
        if (parallelism > 0) {
            return parallelism;
        }
        return threadSafe ? Runtime.getRuntime().availableProcessors() : 1;
    }

    final Executor executor() {
        return executor == null ? ForkJoinPool.commonPool() : executor;
    }
}
