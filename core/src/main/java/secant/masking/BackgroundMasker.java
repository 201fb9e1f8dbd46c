package secant.masking;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.model.CheckedPredictor;
import secant.model.Link;
import secant.model.Predictor;

/**
 * Hides players by putting the background's values in their columns, and averages the model's answers over the background
 * rows. Holds what all explained rows share: the model's answers for the background, which are asked once, and the
 * buffers that masked rows are made in.
 *
 * <p>Thread-safe. Memory: background rows × outputs answers, and one buffer of {@linkplain Builder#batchRows batch rows} ×
 * columns for each thread that evaluates at the same time; never coalitions × background.
 */
public final class BackgroundMasker implements Masker {

    /** Masked rows are made in blocks of this many cells, 256 KB, so that they stay in a core's cache. */
    private static final int CELLS_PER_BATCH = 32 * 1024;

    private final CheckedPredictor predictor;
    private final Background background;
    private final FeatureGroups groups;
    private final Link link;
    private final LinkOrder order;
    private final int batchRows;
    private final String fingerprint;
    private final int[][] columns;
    private final double[] weights;
    private final BackgroundAnswers answers;
    private final ConcurrentLinkedQueue<double[]> buffers = new ConcurrentLinkedQueue<>();

    private BackgroundMasker(Builder builder) {
        this.predictor = CheckedPredictor.of(builder.predictor);
        this.background = builder.background;
        this.groups = builder.groups;
        this.link = builder.link;
        this.order = builder.order;
        this.batchRows = wholeCoalitions(builder.batchRows, background.size());
        this.fingerprint = background.fingerprint();
        this.columns = new int[groups.players()][];
        for (int p = 0; p < columns.length; p++) {
            columns[p] = groups.columns(p);
        }
        this.weights = background.weights();
        this.answers = BackgroundAnswers.ask(this);
    }

    /**
     * Starts with every column a player, the identity link, and batches of 256 KB.
     *
     * @param predictor the model
     * @param background what hidden columns are drawn from
     * @return a builder
     */
    public static Builder builder(Predictor predictor, Background background) {
        return new Builder(predictor, background);
    }

    /**
     * Makes the game of one row. Asks the model for the row itself.
     *
     * <p>The game's players are the ones that vary: those with a column in which the row differs, in any bit, from some
     * row of the background. The others cannot change any answer.
     *
     * @param row a row of the background's schema; copied
     * @return its game, over {@link BackgroundMaskedModel#varyingPlayers}
     * @throws IllegalArgumentException if the row does not fit the schema
     * @throws secant.model.PredictorException if the model fails
     */
    @Override
    public BackgroundMaskedModel mask(double... row) {
        background.schema().check(row, background.missing(), "the explained row");
        return new BackgroundMaskedModel(this, row.clone());
    }

    /** {@return what hidden columns are drawn from} */
    public Background background() {
        return background;
    }

    @Override
    public FeatureGroups groups() {
        return groups;
    }

    /** {@return the scale of the values} */
    public Link link() {
        return link;
    }

    /** {@return whether the average or the link comes first} */
    public LinkOrder order() {
        return order;
    }

    /** A batch of whole coalitions where one fits: then a block of coalitions needs no copy for a last, shorter batch. */
    private static int wholeCoalitions(int batchRows, int backgroundRows) {
        return batchRows < backgroundRows ? batchRows : batchRows / backgroundRows * backgroundRows;
    }

    /** {@return how many rows the model gets at most in one call} */
    public int batchRows() {
        return batchRows;
    }

    @Override
    public boolean isThreadSafe() {
        return predictor.isThreadSafe();
    }

    /** {@return the outputs' names: the model's own, else {@code output} or {@code output 0}, {@code output 1}, …} */
    public List<String> outputNames() {
        List<String> names = predictor.outputNames();
        if (!names.isEmpty()) {
            return names;
        }
        if (answers.outputs() == 1) {
            return List.of("output");
        }
        List<String> numbered = new ArrayList<>(answers.outputs());
        for (int k = 0; k < answers.outputs(); k++) {
            numbered.add("output " + k);
        }
        return numbered;
    }

    String fingerprint() {
        return fingerprint;
    }

    CheckedPredictor predictor() {
        return predictor;
    }

    BackgroundAnswers answers() {
        return answers;
    }

    /** The columns of each player; shared, not to be written to. */
    int[][] columns() {
        return columns;
    }

    /** The weights of the background rows; shared, not to be written to. */
    double[] weights() {
        return weights;
    }

    /** Lends a buffer of as many rows as are needed, or as {@link #batchRows} if that is less, to be given back. */
    double[] borrowBuffer(long neededRows) {
        int cells = (int) Math.min(batchRows, neededRows) * background.schema().columns();
        double[] buffer = buffers.poll();
        return buffer != null && buffer.length >= cells ? buffer : new double[cells];
    }

    void returnBuffer(double[] buffer) {
        buffers.offer(buffer);
    }

    /** Collects the optional parts of a masker. */
    public static final class Builder {

        private final Predictor predictor;
        private final Background background;
        private FeatureGroups groups;
        private Link link = Link.IDENTITY;
        private LinkOrder order = LinkOrder.LINK_OF_MEAN;
        private int batchRows;

        private Builder(Predictor predictor, Background background) {
            this.predictor = requireNonNull(predictor, "predictor");
            this.background = requireNonNull(background, "background");
            this.groups = FeatureGroups.singles(background.schema());
            this.batchRows = Math.max(1, CELLS_PER_BATCH / background.schema().columns());
        }

        /**
         * Chooses the players. Default: every column is one.
         *
         * @param groups groups over the background's schema
         * @return this
         * @throws IllegalArgumentException if the groups are over another schema
         */
        public Builder groups(FeatureGroups groups) {
            requireNonNull(groups, "groups");
            if (!groups.schema().equals(background.schema())) {
                throw new IllegalArgumentException("groups must be over the background's schema, of columns "
                        + background.schema().names() + ", but are over "
                        + groups.schema().names());
            }
            this.groups = groups;
            return this;
        }

        /**
         * Chooses the scale of the values; the average comes first. Default: the identity.
         *
         * @param link the link
         * @return this
         */
        public Builder link(Link link) {
            return link(link, LinkOrder.LINK_OF_MEAN);
        }

        /**
         * Chooses the scale of the values, and whether the average or the link comes first.
         *
         * @param link the link
         * @param order the order; only a link other than the identity has a choice
         * @return this
         * @throws IllegalArgumentException if the link is the identity and its values are to be averaged
         */
        public Builder link(Link link, LinkOrder order) {
            if (link == Link.IDENTITY && order == LinkOrder.MEAN_OF_LINK) {
                throw new IllegalArgumentException(
                        "link order MEAN_OF_LINK has no meaning with link IDENTITY; choose a link or leave the order");
            }
            this.link = requireNonNull(link, "link");
            this.order = requireNonNull(order, "order");
            return this;
        }

        /**
         * Limits how many rows the model gets in one call. More suit models that are far away. Changes no result of a
         * model whose answer for a row does not depend on the rows beside it. Default: as many as fill 256 KB.
         *
         * @param rows 1 or more
         * @return this
         */
        public Builder batchRows(int rows) {
            int columns = background.schema().columns();
            if (rows < 1 || (long) rows * columns > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("batch rows must be from 1 to " + (Integer.MAX_VALUE - 8) / columns
                        + ", what one array of " + columns + " columns holds, but is " + rows);
            }
            this.batchRows = rows;
            return this;
        }

        /**
         * Asks the model for the background rows.
         *
         * @return the masker
         * @throws secant.model.PredictorException if the model fails, or its outputs are outside of the link's domain
         */
        public BackgroundMasker build() {
            return new BackgroundMasker(this);
        }
    }
}
