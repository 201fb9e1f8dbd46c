package secant.testkit;

import static java.util.Objects.requireNonNull;

import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
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
import secant.explanation.ProgressMeter;
import secant.explanation.Provenance;
import secant.explanation.RowsInParallel;
import secant.explanation.StopReason;
import secant.model.CheckedPredictor;
import secant.model.Link;
import secant.model.Predictor;

/**
 * Kernel SHAP as a textbook has it, written to have bugs planted into it: without one it passes the kit, and with one it
 * must not. Shares no masking, sampling or solving with what Secant ships.
 */
final class PlainShap implements Explainer {

    private static final int DEFAULT_BATCH = 256;
    private static final int EXACT_UP_TO = 11;
    private static final int JACKKNIFE_GROUPS = 30;

    private final Trial trial;
    private final @Nullable Plant plant;
    private final Predictor door;
    private final @Nullable CheckedPredictor checked;
    private final Background background;
    private final FeatureGroups groups;
    private final Link link;
    private final double[] weights;
    private final Matrix answers;
    private final double[] base;
    private final RandomGenerator shared = UnanimityGame.generator(1);
    private final Semaphore permit = new Semaphore(1);
    private double[] scratch = new double[0];

    PlainShap(Trial trial, @Nullable Plant plant) {
        this.trial = trial;
        this.plant = plant;
        this.background = trial.background();
        this.groups = has(Plant.GROUPS_IGNORED)
                ? FeatureGroups.singles(background.schema())
                : trial.groups().orElseGet(() -> FeatureGroups.singles(background.schema()));
        this.link = trial.link();
        Predictor model = trial.predictor();
        if (has(Plant.UNCHECKED_MODEL)) {
            this.checked = null;
            this.door = unchecked(model);
        } else {
            this.checked = CheckedPredictor.of(has(Plant.CONCURRENT_CALLS) ? model.threadSafe() : model);
            this.door = checked;
        }
        this.weights = background.weights();
        if (has(Plant.DROPPED_WEIGHTS)) {
            Arrays.fill(weights, 1.0 / weights.length);
        }
        if (has(Plant.LAST_ROW_DROPPED) && weights.length > 1) {
            weights[weights.length - 1] = 0;
        }
        this.answers = predict(
                has(Plant.SHARES_BACKGROUND)
                        ? background.rows()
                        : background.rows().copy());
        this.base = new double[answers.columns()];
        for (int k = 0; k < base.length; k++) {
            base[k] = has(Plant.WRONG_BASE)
                    ? link.apply(answers.get(0, k))
                    : has(Plant.MEAN_OF_LINK) ? meanOfLink(k) : link.apply(mean(k));
        }
    }

    private boolean has(Plant one) {
        return plant == one;
    }

    private static Predictor unchecked(Predictor model) {
        return rows -> {
            Matrix answer = model.predict(rows).copy();
            for (int i = 0; i < answer.data().length; i++) {
                answer.data()[i] = Double.isFinite(answer.data()[i]) ? answer.data()[i] : 0;
            }
            return answer;
        };
    }

    private double mean(int output) {
        double sum = 0;
        for (int b = 0; b < weights.length; b++) {
            sum += weights[b] * (answers.get(b, output) - answers.get(0, output));
        }
        return answers.get(0, output) + sum;
    }

    private double meanOfLink(int output) {
        double sum = 0;
        for (int b = 0; b < weights.length; b++) {
            sum += weights[b] * link.apply(answers.get(b, output));
        }
        return sum;
    }

    private Matrix predict(Matrix rows) {
        Matrix answer = door.predict(rows);
        for (int i = 0; i < answer.data().length; i++) {
            double y = answer.data()[i];
            if (!link.admits(y) && !has(Plant.SILENT_LINK_DOMAIN)) {
                throw requireNonNull(checked)
                        .fault("link " + link + " needs " + link.domain() + " but the predictor returned " + y);
            }
        }
        Matrix copy = answer.copy();
        for (int i = 0; i < copy.data().length; i++) {
            double y = copy.data()[i];
            copy.data()[i] =
                    has(Plant.FLOAT32) ? (float) y : has(Plant.CLIPPED_ANSWERS) ? Math.max(-5, Math.min(5, y)) : y;
        }
        return copy;
    }

    @Override
    public Explanations explain(Matrix rows, ProgressListener listener) {
        if (rows.rows() > 0 && !has(Plant.UNCHECKED_ROWS)) {
            background.schema().checkWidth(rows.columns(), "the table of explained rows");
        }
        boolean threadSafe = trial.predictor().isThreadSafe();
        int parallelism = trial.parallelism().orElse(threadSafe ? 2 : 1);
        Executor executor = trial.executor().orElse(ForkJoinPool.commonPool());
        if (has(Plant.ALL_OR_NOTHING)) {
            List<Explanation> all = new ArrayList<>();
            for (double[] row : rows.toRows()) {
                all.add(explain(row));
            }
            all.get(0);
            return Explanations.of(all);
        }
        if (has(Plant.SEED_OF_ROW_NUMBER)) {
            List<Explanation> all = new ArrayList<>();
            for (int r = 0; r < rows.rows(); r++) {
                all.add(explain(rows.row(r), ProgressListener.NONE, r));
            }
            return Explanations.of(all);
        }
        if (has(Plant.WAITS_FOR_POOL) && executor instanceof ExecutorService pool) {
            try {
                return pool.submit(() -> RowsInParallel.run(rows, this::explain, 1, pool, listener))
                        .get();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        Explanations found = RowsInParallel.run(
                rows,
                row -> {
                    try {
                        return explain(row);
                    } catch (Error e) {
                        if (has(Plant.ERROR_SWALLOWED)) {
                            throw new IllegalStateException(e);
                        }
                        throw e;
                    }
                },
                parallelism,
                executor,
                has(Plant.LISTENER_IGNORED) ? ProgressListener.NONE : listener);
        if (has(Plant.CLOSES_POOL) && trial.executor().isPresent() && executor instanceof ExecutorService pool) {
            pool.shutdown();
        }
        return found;
    }

    @Override
    public Explanation explain(double[] row, ProgressListener listener) {
        if (has(Plant.SWALLOWED_INTERRUPT)) {
            for (int attempt = 0; attempt < 3; attempt++) {
                try {
                    return explain(row, listener, 0);
                } catch (CancellationException e) {
                    Thread.interrupted();
                }
            }
        }
        if (has(Plant.CAUSE_LOST)) {
            try {
                return explain(row, listener, 0);
            } catch (secant.model.PredictorException e) {
                throw new IllegalStateException("prediction failed");
            }
        }
        if (has(Plant.PERMIT_NOT_RETURNED)) {
            try {
                if (!permit.tryAcquire(6, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("no permit");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
            boolean cancelled = false;
            try {
                return explain(row, listener, 0);
            } catch (CancellationException e) {
                cancelled = true;
                throw e;
            } finally {
                permit.release(cancelled ? 0 : 1);
            }
        }
        return explain(row, listener, 0);
    }

    private Explanation explain(double[] given, ProgressListener listener, int number) {
        double[] row = given;
        if (has(Plant.UNCHECKED_ROWS)) {
            row = Arrays.copyOf(
                    given == null ? new double[0] : given, background.schema().columns());
        } else {
            background.schema().check(requireNonNull(given, "row"), background.missing(), "the explained row");
            row = has(Plant.WRITES_ROW) ? given : given.clone();
        }
        if (has(Plant.LEAKS_THREAD)) {
            Thread thread = new Thread(() -> {
                try {
                    Thread.sleep(3_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        if (has(Plant.SETS_LOCALE)) {
            Locale.setDefault(Locale.ROOT);
        }
        return new Game(row, listener, number).explain();
    }

    /** One row's game. */
    private final class Game {

        private final double[] row;
        private final int number;
        private final ProgressListener listener;
        private final ProgressMeter meter;
        private final int[] varying;
        private final double[] prediction;
        private final double[] totals;
        private final List<String> warnings = new ArrayList<>(background.notes());
        private long modelRows;
        private boolean exact;

        Game(double[] row, ProgressListener listener, int number) {
            this.row = row;
            this.number = number;
            this.listener = listener;
            this.varying = varying();
            Matrix answer = predict(Matrix.ofRow(row));
            modelRows += has(Plant.COST_WITHOUT_ENDS) ? 0 : 1;
            this.prediction = new double[base.length];
            this.totals = new double[base.length];
            boolean clipped = false;
            for (int k = 0; k < base.length; k++) {
                prediction[k] = link.apply(answer.get(0, k));
                clipped |= link.clips(answer.get(0, k));
                totals[k] = gain(new double[][] {answer.data()}, k, true);
            }
            if (clipped && !has(Plant.SILENT_LINK_CLIP)) {
                warnings.add("link " + link + " clipped probabilities");
            }
            this.meter = new ProgressMeter(listener, 1);
        }

        private int[] varying() {
            int[] found = new int[groups.players()];
            int count = 0;
            for (int p = 0; p < found.length; p++) {
                boolean differs = has(Plant.EVERYBODY_PLAYS) || has(Plant.SMOOTHED_BACKGROUND);
                for (int column : groups.columns(p)) {
                    for (int b = 0; b < background.size(); b++) {
                        double other = background.rows().get(b, column);
                        differs |= has(Plant.TOLERANT_EQUAL)
                                ? Math.abs(other - row[column]) > 1e-6
                                : has(Plant.EQUAL_BY_VALUE)
                                        ? other != row[column]
                                        : Double.doubleToLongBits(other) != Double.doubleToLongBits(row[column]);
                    }
                }
                if (differs) {
                    found[count++] = p;
                }
            }
            return Arrays.copyOf(found, count);
        }

        /** v(S) − v(∅) from the answers for a coalition's rows, or for the explained row alone. */
        private double gain(double[][] rowAnswers, int k, boolean total) {
            if (has(Plant.NAIVE_MEAN)) {
                double sum = 0;
                double naiveBase = 0;
                for (int b = 0; b < weights.length; b++) {
                    sum += weights[b] * rowAnswers[total ? 0 : b][k];
                    naiveBase += weights[b] * answers.get(b, k);
                }
                return link.apply(sum) - link.apply(naiveBase);
            }
            if (link == Link.IDENTITY) {
                double sum = 0;
                for (int b = 0; b < weights.length; b++) {
                    sum += weights[b] * (rowAnswers[total ? 0 : b][k] - answers.get(b, k));
                }
                return sum;
            }
            double sum = 0;
            for (int b = 0; b < weights.length; b++) {
                double answer = rowAnswers[total ? 0 : b][k];
                sum += weights[b] * (has(Plant.MEAN_OF_LINK) ? link.apply(answer) : answer);
            }
            return (has(Plant.MEAN_OF_LINK) || total
                            ? has(Plant.MEAN_OF_LINK) ? sum : link.apply(rowAnswers[0][k])
                            : link.apply(sum))
                    - base[k];
        }

        Explanation explain() {
            int m = varying.length;
            List<boolean[]> coalitions = m < 2 ? List.of() : coalitions(m);
            double[][] values = new double[base.length][m];
            double[][] errors = new double[base.length][m];
            double[][] gains = m < 2 ? new double[0][] : evaluate(coalitions);
            for (int k = 0; k < base.length; k++) {
                if (m == 1) {
                    values[k][0] = totals[k];
                } else if (m > 1) {
                    solve(coalitions, gains, k, values[k], errors[k]);
                }
                spoil(values[k], errors[k], k);
            }
            if (has(Plant.OUTPUTS_MIXED)) {
                Arrays.fill(values, values[0]);
            }
            meter.advance(1);
            if (has(Plant.LISTENER_KILLS)) {
                listener.onProgress(new secant.explanation.Progress(1, 1, java.time.Duration.ZERO));
            }
            repeat();
            return write(values, errors, coalitions.size());
        }

        private void repeat() {
            if (has(Plant.NO_REPEAT)) {
                return;
            }
            Matrix again = predict(Matrix.ofRow(row));
            modelRows += has(Plant.COST_WITHOUT_ENDS) ? 0 : 1;
            for (int k = 0; k < base.length; k++) {
                if (link.apply(again.get(0, k)) != prediction[k]) {
                    warnings.add("the model is not deterministic");
                }
            }
        }

        private void spoil(double[] values, double[] errors, int k) {
            int m = values.length;
            if (has(Plant.TWO_SWAPPED) && m > 3) {
                double swap = values[1];
                values[1] = values[3];
                values[3] = swap;
            }
            if (has(Plant.SILENT_TOP_K) && m > 4) {
                double[] sizes = Arrays.stream(values).map(Math::abs).sorted().toArray();
                for (int i = 0; i < m; i++) {
                    values[i] = Math.abs(values[i]) >= sizes[m - 4] ? values[i] : 0;
                }
            }
            for (int i = 0; i < m; i++) {
                switch (plant == null ? Plant.PAIRS_HALVED : plant) {
                    case CLIPPED_VALUES -> values[i] = Math.abs(values[i]) < 1e-10 ? 0 : values[i];
                    case ABSOLUTE_VALUES -> values[i] = Math.abs(values[i]);
                    case SIGN_FLIPPED -> values[i] = -values[i];
                    case TIE_BREAKING_NOISE -> values[i] += 1e-13 * (i + 1);
                    case DEFAULT_LOCALE -> values[i] = throughText(values[i]);
                    case ERRORS_EVERYWHERE -> errors[i] = Math.max(errors[i], 1e-3);
                    case ERRORS_TOO_SMALL -> errors[i] /= 8;
                    case ZERO_ERRORS -> errors[i] = 0;
                    default -> {}
                }
            }
            if (has(Plant.WRITES_ROW) && k == 0) {
                row[0] = Math.nextUp(row[0]);
            }
        }

        /** Through a format and back, which loses digits and, where it is the default one's, more. */
        private double throughText(double value) {
            NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
            Number read = format.parse(String.format("%.6f", value), new ParsePosition(0));
            return read == null ? 0 : read.doubleValue();
        }

        private long seed() {
            long seed = has(Plant.SEED_IGNORED) ? 0 : trial.seed();
            return seed
                    + switch (plant == null ? Plant.PAIRS_HALVED : plant) {
                        case SEED_OF_OBJECT -> System.identityHashCode(PlainShap.this);
                        case SEED_OF_BATCH -> trial.batchRows().orElse(0);
                        case SEED_OF_ROW_NUMBER -> number;
                        case SEED_OF_THREAD -> Thread.currentThread().getId();
                        default -> 0;
                    };
        }

        private List<boolean[]> coalitions(int m) {
            long all = m < 31 ? (1L << m) - 2 : Long.MAX_VALUE;
            long least = Math.min(2L * m, all);
            long budget = trial.budget().isPresent() ? trial.budget().getAsInt() : m <= EXACT_UP_TO ? all : 8L * m;
            if (budget < least) {
                if (!has(Plant.SILENT_BUDGET)) {
                    throw new IllegalArgumentException(
                            "coalitions must be at least 2 × players, which is " + least + ", but is " + budget);
                }
                budget = least;
            }
            exact = budget >= all && !has(Plant.ALWAYS_SAMPLES);
            if (exact) {
                List<boolean[]> every = new ArrayList<>();
                for (int set = 1; set <= all; set++) {
                    boolean[] coalition = new boolean[m];
                    for (int i = 0; i < m; i++) {
                        coalition[i] = (set >> i & 1) == 1;
                    }
                    every.add(coalition);
                }
                return every;
            }
            return draw(m, has(Plant.OVER_BUDGET) ? 2 * budget : budget);
        }

        private List<boolean[]> draw(int m, long budget) {
            RandomGenerator random = has(Plant.SHARED_STREAM) ? shared : UnanimityGame.generator(seed());
            double[] cumulative = new double[m];
            for (int k = 1; k < m; k++) {
                cumulative[k] = cumulative[k - 1] + (has(Plant.UNIFORM_SIZES) ? 1 : (m - 1.0) / ((double) k * (m - k)));
            }
            List<boolean[]> drawn = new ArrayList<>();
            while (drawn.size() + 2 <= budget) {
                if (has(Plant.SAME_PAIRS) && drawn.size() >= 100) {
                    drawn.add(drawn.get(drawn.size() - 100));
                    drawn.add(drawn.get(drawn.size() - 100));
                    continue;
                }
                boolean[] coalition = one(m, cumulative, random);
                drawn.add(coalition);
                boolean[] complement = new boolean[m];
                for (int i = 0; i < m; i++) {
                    complement[i] = !coalition[i];
                }
                drawn.add(has(Plant.NO_PAIRING) ? one(m, cumulative, random) : complement);
            }
            return drawn;
        }

        private boolean[] one(int m, double[] cumulative, RandomGenerator random) {
            double point = random.nextDouble() * cumulative[m - 1];
            int size = 1;
            while (size < m - 1 && cumulative[size] <= point) {
                size++;
            }
            boolean[] coalition = new boolean[m];
            int[] order = new int[m];
            Arrays.setAll(order, i -> i);
            for (int i = 0; i < size; i++) {
                int j = i + random.nextInt(m - i);
                int swap = order[i];
                order[i] = order[j];
                order[j] = swap;
                coalition[has(Plant.COLLIDING_COALITIONS) ? order[i] & 31 : order[i]] = true;
            }
            return coalition;
        }

        private double[][] evaluate(List<boolean[]> coalitions) {
            int rows = coalitions.size() * weights.length;
            int columns = row.length;
            int batch = Math.min(rows, trial.batchRows().orElse(DEFAULT_BATCH));
            double[][] rowAnswers = new double[rows][];
            for (int from = 0; from < rows; from += batch) {
                int count = Math.min(batch, rows - from);
                double[] data = new double[count * columns];
                if (has(Plant.SHARED_SCRATCH)) {
                    if (scratch.length != data.length) {
                        scratch = new double[data.length];
                    }
                    data = scratch;
                }
                for (int r = 0; r < count; r++) {
                    compose(
                            coalitions.get((from + r) / weights.length),
                            (from + r) % weights.length,
                            data,
                            r * columns);
                }
                if (has(Plant.SHARED_SCRATCH)) {
                    Thread.onSpinWait(); // so that threads meet, which they would sooner or later
                }
                Matrix answer = has(Plant.KEEPS_ANSWERS)
                        ? trial.predictor().predict(Matrix.wrap(count, columns, data))
                        : predict(Matrix.wrap(count, columns, data));
                for (int r = 0; r < count; r++) {
                    int at = r;
                    rowAnswers[from + r] = has(Plant.KEEPS_ANSWERS) && answer.columns() == 1 && count == 1
                            ? answer.data()
                            : answer.row(at);
                }
                modelRows += count;
            }
            double[][] gains = new double[coalitions.size()][base.length];
            for (int c = 0; c < gains.length; c++) {
                double[][] own = Arrays.copyOfRange(rowAnswers, c * weights.length, (c + 1) * weights.length);
                for (int k = 0; k < base.length; k++) {
                    gains[c][k] = gain(own, k, false);
                }
            }
            return gains;
        }

        private void compose(boolean[] coalition, int b, double[] data, int from) {
            System.arraycopy(background.rows().data(), b * row.length, data, from, row.length);
            for (int c = 0; c < row.length && has(Plant.SMOOTHED_BACKGROUND); c++) {
                data[from + c] += 1e-6 * (b + 1);
            }
            for (int i = 0; i < coalition.length; i++) {
                if (coalition[i]) {
                    for (int column : groups.columns(varying[i])) {
                        data[from + column] = row[column];
                        if (has(Plant.FIRST_COLUMN_OF_GROUP)) {
                            break;
                        }
                    }
                }
            }
        }

        private double weight(int m, int size) {
            if (!exact) {
                return 1;
            }
            double binomial = 1;
            for (int i = 0; i < size; i++) {
                binomial = binomial * (m - i) / (i + 1);
            }
            return switch (plant == null ? Plant.PAIRS_HALVED : plant) {
                case UNIT_WEIGHTS -> 1;
                case MISSING_BINOMIAL -> (m - 1.0) / (size * (m - size));
                case OFF_BY_ONE_WEIGHTS -> (m - 1.0) / (binomial * size * (m - size + 1));
                default -> (m - 1.0) / (binomial * size * (m - size));
            };
        }

        private void solve(List<boolean[]> coalitions, double[][] gains, int k, double[] values, double[] errors) {
            int m = values.length;
            if (has(Plant.RESCALED_OCCLUSION)) {
                occlude(coalitions, gains, k, values);
                return;
            }
            int groupCount = exact ? 1 : Math.min(JACKKNIFE_GROUPS, coalitions.size() / 2);
            int n = m - 1;
            double[][][] normal = new double[groupCount][n][n + 1];
            double[] z = new double[n];
            for (int c = 0; c < coalitions.size(); c++) {
                boolean[] coalition = coalitions.get(c);
                int size = 0;
                for (boolean member : coalition) {
                    size += member ? 1 : 0;
                }
                double w = weight(m, size);
                double last = coalition[n] ? 1 : 0;
                for (int i = 0; i < n; i++) {
                    z[i] = (coalition[i] ? 1 : 0) - last;
                }
                double y = gains[c][k] - last * totals[k];
                double[][] into = normal[c / 2 % groupCount];
                for (int i = 0; i < n; i++) {
                    if (z[i] != 0) {
                        for (int j = 0; j < n; j++) {
                            into[i][j] += w * z[i] * z[j];
                        }
                        into[i][n] += w * z[i] * y;
                    }
                }
            }
            double[][] sum = new double[n][n + 1];
            for (double[][] group : normal) {
                add(sum, group, 1);
            }
            fit(sum, k, values);
            if (!exact) {
                jackknife(sum, normal, k, errors);
            }
        }

        private void jackknife(double[][] sum, double[][][] normal, int k, double[] errors) {
            int m = errors.length;
            int count = normal.length;
            double[][] without = new double[count][m];
            double[] mean = new double[m];
            for (int g = 0; g < count; g++) {
                double[][] rest = new double[m - 1][m];
                add(rest, sum, 1);
                add(rest, normal[g], -1);
                fit(rest, k, without[g]);
                for (int i = 0; i < m; i++) {
                    mean[i] += without[g][i] / count;
                }
            }
            for (int i = 0; i < m; i++) {
                double squares = 0;
                for (double[] one : without) {
                    squares += (one[i] - mean[i]) * (one[i] - mean[i]);
                }
                errors[i] = Math.sqrt(squares * (count - 1) / count);
            }
        }

        private void add(double[][] sum, double[][] more, int sign) {
            for (int i = 0; i < sum.length; i++) {
                for (int j = 0; j < sum[i].length; j++) {
                    sum[i][j] += sign * more[i][j];
                }
            }
        }

        /** Gauss with pivots; the last player gets what is left of the total. */
        private void fit(double[][] system, int k, double[] values) {
            int n = system.length;
            double[][] a = new double[n][];
            for (int i = 0; i < n; i++) {
                a[i] = system[i].clone();
                a[i][i] += has(Plant.STRAY_RIDGE) ? 1e-3 : 0;
            }
            for (int column = 0; column < n; column++) {
                int at = column;
                int pivot = column;
                for (int i = column + 1; i < n; i++) {
                    pivot = Math.abs(a[i][at]) > Math.abs(a[pivot][at]) ? i : pivot;
                }
                double[] swap = a[pivot];
                a[pivot] = a[column];
                a[column] = swap;
                for (int i = column + 1; i < n; i++) {
                    double factor = a[i][column] / a[column][column];
                    if (factor != 0) {
                        for (int j = column; j <= n; j++) {
                            a[i][j] -= factor * a[column][j];
                        }
                    }
                }
            }
            double rest = totals[k];
            for (int i = n - 1; i >= 0; i--) {
                double value = a[i][n];
                for (int j = i + 1; j < n; j++) {
                    value -= a[i][j] * values[j];
                }
                values[i] = value / a[i][i];
                rest -= values[i];
            }
            values[n] = has(Plant.NOT_CONSTRAINED) ? values[n - 1] : rest;
        }

        private void occlude(List<boolean[]> coalitions, double[][] gains, int k, double[] values) {
            double sum = 0;
            for (int c = 0; c < coalitions.size(); c++) {
                int hidden = -1;
                int count = 0;
                for (int i = 0; i < values.length; i++) {
                    if (!coalitions.get(c)[i]) {
                        hidden = i;
                        count++;
                    }
                }
                if (count == 1) {
                    values[hidden] = totals[k] - gains[c][k];
                }
            }
            for (double value : values) {
                sum += value;
            }
            for (int i = 0; i < values.length; i++) {
                values[i] *= sum == 0 ? 1 : totals[k] / sum;
            }
        }

        private Explanation write(double[][] values, double[][] errors, int coalitions) {
            List<OutputExplanation> outputs = new ArrayList<>();
            List<String> declared = trial.predictor().outputNames();
            for (int k = 0; k < base.length; k++) {
                Attribution[] attributions = new Attribution[groups.players()];
                Arrays.setAll(attributions, p -> new Attribution(groups.name(p), 0, 0));
                for (int i = 0; i < varying.length; i++) {
                    attributions[varying[i]] = new Attribution(groups.name(varying[i]), values[k][i], errors[k][i]);
                }
                outputs.add(new OutputExplanation(
                        declared.isEmpty() ? "output " + k : declared.get(k),
                        base[k],
                        prediction[k],
                        List.of(attributions)));
            }
            warnings.addAll(meter.warnings());
            return Explanation.of(
                    "Plain SHAP",
                    groups,
                    row,
                    outputs,
                    new Fidelity.Additive(0, exact, 1),
                    new Provenance(
                            "test",
                            Map.of(),
                            has(Plant.SEED_NOT_RECORDED) ? 0 : trial.seed(),
                            link.name(),
                            background.size(),
                            background.fingerprint(),
                            coalitions,
                            modelRows,
                            StopReason.BUDGET,
                            warnings));
        }
    }
}
