package secant.masking;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import secant.data.Background;
import secant.data.FeatureGroups;
import secant.model.CheckedPredictor;
import secant.model.Link;
import secant.model.Predictor;

/**
 * Hides players by putting other values in their columns, by default those of every background row, and averages the
 * model's answers. {@link Builder#completion} chooses where hidden values come from, {@link Builder#constraint} which rows
 * are shown to the model. Holds what all explained rows share: the model's answers for the background, which are asked once, and the
 * buffers that masked rows are made in.
 *
 * <p>Thread-safe. Memory: background rows × outputs answers, and one buffer of {@linkplain Builder#batchRows batch rows} ×
 * columns for each thread that evaluates at the same time; never coalitions × background.
 */
public final class BackgroundMasker implements Masker {

    /** Masked rows are made in blocks of this many cells, 256 KB, so that they stay in a core's cache. */
    private static final int CELLS_PER_BATCH = 32 * 1024;

    private static final int MAX_NAMES_IN_MESSAGE = 10;

    private final CheckedPredictor predictor;
    private final Background background;
    private final FeatureGroups groups;
    private final Link link;
    private final LinkOrder order;
    private final CallSize callSize;
    private final String fingerprint;
    private final int[][] columns;
    private final double[] weights;
    private final Completion completion;
    private final String hiddenColumns;
    private final @Nullable ConditionalNormal normal;
    private final @Nullable StandardDistance distance;
    private final List<NamedConstraint> constraints;
    private final NoneAdmitted noneAdmitted;
    private final @Nullable JackknifeGroups groupsOfRows;
    private final boolean reportsRealism;
    private final BackgroundAnswers answers;
    private @Nullable RealismGauge gauge;
    private final RowBuffers buffers;

    private BackgroundMasker(Builder builder) {
        this.predictor = builder.predictor instanceof CheckedPredictor checked
                ? checked // so that maskers that share one take turns
                : CheckedPredictor.of(builder.predictor);
        this.background = builder.background;
        this.groups = builder.groups;
        this.link = builder.link;
        this.order = builder.order;
        this.completion = builder.completion;
        this.hiddenColumns = builder.hiddenColumns == null ? completion.toString() : builder.hiddenColumns;
        this.normal =
                completion instanceof Completion.Gaussian gaussian ? new ConditionalNormal(background, gaussian) : null;
        this.distance = completion instanceof Completion.Nearest ? new StandardDistance(background) : null;
        this.constraints = List.copyOf(builder.constraints);
        this.noneAdmitted = builder.noneAdmitted;
        int width = background.schema().columns();
        int most = CallSize.whole(builder.batchRows, rowsPerCoalition());
        this.callSize = builder.batchRowsAreChosen
                ? CallSize.fixed(most, width)
                : CallSize.adaptive(most, rowsPerCoalition(), width);
        this.buffers = new RowBuffers(most * width);
        this.fingerprint = background.fingerprint();
        this.columns = new int[groups.players()][];
        for (int p = 0; p < columns.length; p++) {
            columns[p] = groups.columns(p);
        }
        this.weights = background.weights();
        boolean canJackknife = completion instanceof Completion.Marginal && constraints.isEmpty() && weights.length > 1;
        this.groupsOfRows = canJackknife ? new JackknifeGroups(weights) : null;
        checkBackground();
        this.reportsRealism = builder.reportsRealism;
        if (reportsRealism) {
            gauge();
        }
        this.answers = BackgroundAnswers.ask(this);
    }

    private void checkBackground() {
        double[] row = new double[background.schema().columns()];
        for (int b = 0; b < (constraints.isEmpty() ? 0 : weights.length); b++) {
            System.arraycopy(background.rows().data(), b * row.length, row, 0, row.length);
            int refusing = refusing(row, "background row " + b);
            if (refusing >= 0) {
                throw new IllegalArgumentException("every background row must be admitted by constraint '"
                        + constraints.get(refusing).name() + "' but row " + b
                        + " is not; leave it out, or correct the constraint");
            }
        }
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
        return new BackgroundMaskedModel(this, checked(row));
    }

    private double[] checked(double[] row) {
        background.schema().check(row, background.missing(), "the explained row");
        if (normal != null) {
            ConditionalNormal.checkKnown(row, background, "the explained row");
        }
        int refusing = refusing(row.clone(), "the explained row");
        if (refusing >= 0) {
            throw new IllegalArgumentException("the explained row must be admitted by constraint '"
                    + constraints.get(refusing).name() + "' but is not; correct the row or the constraint");
        }
        return row.clone();
    }

    /**
     * Measures how many of the rows that the model would be shown for a row do not look like data. Does not ask the model.
     *
     * <p>The first call compares the background rows with each other: at most 1,000 × background rows distances. Each call
     * compares 256 masked rows with the background.
     *
     * @param row a row of the background's schema
     * @return the share, and how it was measured
     * @throws IllegalArgumentException if the row does not fit the schema, or the background has fewer than 20 rows
     */
    public Realism realism(double... row) {
        double[] own = checked(row);
        return gauge().of(own, varyingPlayers(own));
    }

    private synchronized RealismGauge gauge() {
        if (gauge == null) {
            gauge = new RealismGauge(this);
        }
        return gauge;
    }

    /** The players with a column that differs, in any bit, from some background row. */
    int[] varyingPlayers(double[] row) {
        double[] rows = background.rows().data();
        boolean[] differs = new boolean[row.length];
        int alike = row.length;
        for (int from = 0; from < rows.length && alike > 0; from += row.length) {
            for (int c = 0; c < row.length; c++) {
                // By bits, not by a tolerance, and NaN equals NaN.
                if (!differs[c] && Double.doubleToLongBits(rows[from + c]) != Double.doubleToLongBits(row[c])) {
                    differs[c] = true;
                    alike--;
                }
            }
        }
        int[] players = new int[columns.length];
        int count = 0;
        for (int p = 0; p < players.length; p++) {
            boolean varies = false;
            for (int column : columns[p]) {
                varies |= differs[column];
            }
            if (varies) {
                players[count++] = p;
            }
        }
        return Arrays.copyOf(players, count);
    }

    /** Lists the columns of some of the varying players, and returns how many there are. */
    int listColumns(int[] varying, int[] some, int count, int[] listed) {
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int column : columns[varying[some[i]]]) {
                listed[next++] = column;
            }
        }
        return next;
    }

    /** The names of columns, for messages: the first few. */
    String names(int[] visible, int count) {
        StringJoiner names = new StringJoiner(", ", "[", "]");
        for (int v = 0; v < Math.min(count, MAX_NAMES_IN_MESSAGE); v++) {
            names.add(background.schema().feature(visible[v]).name());
        }
        if (count > MAX_NAMES_IN_MESSAGE) {
            names.add("and " + (count - MAX_NAMES_IN_MESSAGE) + " more");
        }
        return names.toString();
    }

    /**
     * The first constraint that refuses a row, or −1.
     *
     * @throws RowConstraintException if one throws; which row it was is left to say
     */
    int refusing(double[] row) {
        for (int i = 0; i < constraints.size(); i++) {
            if (!admits(constraints.get(i), row)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean admits(NamedConstraint named, double[] row) {
        try {
            return named.constraint().admits(row);
        } catch (RuntimeException e) {
            throw RowConstraintException.thrown(named.name(), e);
        }
    }

    private int refusing(double[] row, String which) {
        try {
            return refusing(row);
        } catch (RowConstraintException e) {
            throw e.at("it is " + which);
        }
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

    /** {@return how many rows the model gets at most in one call} */
    public int batchRows() {
        return callSize.most();
    }

    CallSize callSize() {
        return callSize;
    }

    @Override
    public boolean isThreadSafe() {
        return predictor.isThreadSafe();
    }

    /** {@return the outputs' names: the model's own, else {@code output} or {@code output 0}, {@code output 1}, …} */
    public List<String> outputNames() {
        return predictor.outputNames(answers.outputs());
    }

    /** {@return what stands in for hidden columns} */
    public Completion completion() {
        return completion;
    }

    /** What stands in for hidden columns, in words. */
    String hiddenColumns() {
        return hiddenColumns;
    }

    /**
     * Counts the parts of the background that games can be played without. Only the marginal completion without constraints
     * can leave rows out of what was evaluated: nearest neighbours and normal draws would be others.
     *
     * @return at most 32, or 0
     */
    @Override
    public int replicates() {
        return groupsOfRows == null ? 0 : groupsOfRows.count();
    }

    JackknifeGroups groupsOfRows() {
        return requireNonNull(groupsOfRows, "replicates() is 0");
    }

    /** How many rows stand in for the hidden columns of most coalitions. */
    int rowsPerCoalition() {
        return rowsPerCoalition(completion, background);
    }

    private static int rowsPerCoalition(Completion completion, Background background) {
        if (completion instanceof Completion.Gaussian gaussian) {
            return gaussian.draws();
        }
        return completion instanceof Completion.Nearest nearest ? nearest.neighbours() : background.size();
    }

    /** {@return how many rows may stand in for the hidden columns of a coalition, the empty one included} */
    public int mostRowsPerCoalition() {
        return Math.max(background.size(), rowsPerCoalition());
    }

    @Nullable
    ConditionalNormal normal() {
        return normal;
    }

    @Nullable
    StandardDistance distance() {
        return distance;
    }

    List<NamedConstraint> constraints() {
        return constraints;
    }

    NoneAdmitted noneAdmitted() {
        return noneAdmitted;
    }

    boolean reportsRealism() {
        return reportsRealism;
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

    /** Where masked rows are made: arrays of up to {@link #batchRows} rows. */
    RowBuffers buffers() {
        return buffers;
    }

    record NamedConstraint(String name, RowConstraint constraint) {}

    /** Collects the optional parts of a masker. */
    public static final class Builder {

        private final Predictor predictor;
        private final Background background;
        private FeatureGroups groups;
        private Link link = Link.IDENTITY;
        private LinkOrder order = LinkOrder.LINK_OF_MEAN;
        private Completion completion = Completion.marginal();
        private @Nullable String hiddenColumns;
        private final List<NamedConstraint> constraints = new ArrayList<>();
        private NoneAdmitted noneAdmitted = NoneAdmitted.FAIL;
        private boolean reportsRealism;
        private int batchRows;
        private boolean batchRowsAreChosen;

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

        /** {@return how many rows may stand in for the hidden columns of a coalition, as the options are so far} */
        public int mostRowsPerCoalition() {
            return Math.max(background.size(), rowsPerCoalition(completion, background));
        }

        /** {@return how many rows the model will get at most in one call, as the options are so far} */
        public int batchRows() {
            return CallSize.whole(batchRows, rowsPerCoalition(completion, background));
        }

        /** {@return how many columns rows have} */
        public int columns() {
            return background.schema().columns();
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
         * Chooses what stands in for hidden columns. Default: {@link Completion#marginal()}.
         *
         * @param completion the choice
         * @return this
         * @throws IllegalArgumentException if more neighbours are asked for than the background has rows, or the
         *     background has categories or gaps, which the Gaussian completion cannot draw, or a single row
         */
        public Builder completion(Completion completion) {
            if (completion instanceof Completion.Nearest nearest && nearest.neighbours() > background.size()) {
                throw new IllegalArgumentException("neighbours must be from 1 to the " + background.size()
                        + " rows of the background but is " + nearest.neighbours());
            }
            if (completion instanceof Completion.Gaussian) {
                ConditionalNormal.check(background);
            }
            this.completion = requireNonNull(completion, "completion");
            return this;
        }

        /** Says what the background's rows are where they are made up. Default: what the completion says. */
        Builder hiddenColumns(String words) {
            this.hiddenColumns = words;
            return this;
        }

        /**
         * Keeps rows that cannot exist from the model. The value of a coalition is the mean over the rows that all
         * constraints admit, with the ratios of their weights kept; nearest neighbours are sought among these. The
         * background's rows and the explained ones must be admitted themselves, so that base value and prediction are
         * what they are without constraints. How many masked rows were refused is said in the explanation. May be called
         * several times.
         *
         * @param name what the constraint says, such as {@code age ≥ years employed}
         * @param constraint the constraint; called by several threads if the predictor is
         * @return this
         */
        public Builder constraint(String name, RowConstraint constraint) {
            this.constraints.add(
                    new NamedConstraint(requireNonNull(name, "name"), requireNonNull(constraint, "constraint")));
            return this;
        }

        /**
         * Chooses what becomes of a coalition for which constraints admit no row. Default: {@link NoneAdmitted#FAIL}.
         *
         * @param noneAdmitted the choice
         * @return this
         */
        public Builder noneAdmitted(NoneAdmitted noneAdmitted) {
            this.noneAdmitted = requireNonNull(noneAdmitted, "noneAdmitted");
            return this;
        }

        /**
         * Has {@link BackgroundMasker#realism} of every explained row written into its explanation, among the options of
         * its provenance. Costs no call of the model.
         *
         * @return this
         * @throws IllegalArgumentException if the background has fewer than 20 rows
         */
        public Builder reportRealism() {
            RealismGauge.check(background);
            this.reportsRealism = true;
            return this;
        }

        /**
         * Limits how many rows the model gets in one call. More suit models that are far away. Changes no result of a
         * model whose answer for a row does not depend on the rows beside it. Default: as many as fill 256 KB, or 32 KB if
         * the model is seen to take less than a nanosecond a cell.
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
            this.batchRowsAreChosen = true;
            return this;
        }

        /**
         * Asks the model for the background rows.
         *
         * @return the masker
         * @throws IllegalArgumentException if a constraint refuses a background row, or a column's variance overflows
         * @throws RowConstraintException if a constraint throws
         * @throws secant.model.PredictorException if the model fails, or its outputs are outside of the link's domain
         */
        public BackgroundMasker build() {
            return new BackgroundMasker(this);
        }
    }
}
