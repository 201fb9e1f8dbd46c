package secant.testkit;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.model.Link;
import secant.model.Predictor;

/**
 * What a check wants an explainer for. What is not asked for is left to the explainer's own defaults. Immutable; shares its
 * parts.
 */
public final class Trial {

    private final Predictor predictor;
    private final Background background;
    private final @Nullable FeatureGroups groups;
    private final Link link;
    private final long seed;
    private final int budget;
    private final int batchRows;
    private final int parallelism;
    private final @Nullable Executor executor;

    private Trial(
            Predictor predictor,
            Background background,
            @Nullable FeatureGroups groups,
            Link link,
            long seed,
            int budget,
            int batchRows,
            int parallelism,
            @Nullable Executor executor) {
        this.predictor = predictor;
        this.background = background;
        this.groups = groups;
        this.link = link;
        this.seed = seed;
        this.budget = budget;
        this.batchRows = batchRows;
        this.parallelism = parallelism;
        this.executor = executor;
    }

    static Trial of(Predictor predictor, Background background) {
        return new Trial(predictor, background, null, Link.IDENTITY, 1, UNSET, UNSET, UNSET, null);
    }

    private static final int UNSET = Integer.MIN_VALUE;

    Trial seed(long wanted) {
        return new Trial(predictor, background, groups, link, wanted, budget, batchRows, parallelism, executor);
    }

    Trial budget(int wanted) {
        return new Trial(predictor, background, groups, link, seed, wanted, batchRows, parallelism, executor);
    }

    Trial batchRows(int wanted) {
        return new Trial(predictor, background, groups, link, seed, budget, wanted, parallelism, executor);
    }

    Trial parallelism(int wanted) {
        return new Trial(predictor, background, groups, link, seed, budget, batchRows, wanted, executor);
    }

    Trial executor(Executor wanted) {
        return new Trial(predictor, background, groups, link, seed, budget, batchRows, parallelism, wanted);
    }

    Trial link(Link wanted) {
        return new Trial(predictor, background, groups, wanted, seed, budget, batchRows, parallelism, executor);
    }

    Trial groups(FeatureGroups wanted) {
        return new Trial(predictor, background, wanted, link, seed, budget, batchRows, parallelism, executor);
    }

    Trial predictor(Predictor wanted) {
        return new Trial(wanted, background, groups, link, seed, budget, batchRows, parallelism, executor);
    }

    Trial background(Background wanted) {
        return new Trial(predictor, wanted, groups, link, seed, budget, batchRows, parallelism, executor);
    }

    /** {@return the model} */
    public Predictor predictor() {
        return predictor;
    }

    /** {@return what is compared with; for a surrogate, the training rows} */
    public Background background() {
        return background;
    }

    /** {@return the players, if they are not the columns; only for {@link Capability#GROUPS}} */
    public Optional<FeatureGroups> groups() {
        return Optional.ofNullable(groups);
    }

    /** {@return the scale of the values; other than the identity only for {@link Capability#LINK}} */
    public Link link() {
        return link;
    }

    /** {@return the seed of everything random} */
    public long seed() {
        return seed;
    }

    /** {@return how many coalitions, or a surrogate's samples, may be evaluated, to be taken as it is, even if it is no budget} */
    public OptionalInt budget() {
        return option(budget);
    }

    /** {@return how many rows the model may get in one call} */
    public OptionalInt batchRows() {
        return option(batchRows);
    }

    /** {@return how many rows of a table are to be explained at the same time; only with a thread-safe predictor} */
    public OptionalInt parallelism() {
        return option(parallelism);
    }

    /** {@return whose threads help with a table; only with a thread-safe predictor} */
    public Optional<Executor> executor() {
        return Optional.ofNullable(executor);
    }

    private static OptionalInt option(int value) {
        return value == UNSET ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
