package secant.peers;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import secant.data.Background;
import secant.data.Matrix;
import secant.kernelshap.ExactShap;
import secant.model.Predictor;

/** A model of one output, rows to explain, and the background that they are explained against. */
public final class Problem {

    private static final int BATCH_CELLS = 32 * 1024; // 256 KB, as Secant's own batches are by default

    private final String name;
    private final Predictor model;
    private final Predictor itself;
    private final Matrix background;
    private final Matrix rows;
    private final BiFunction<double[], Matrix, double[]> exact;

    Problem(
            String name,
            Predictor model,
            Matrix background,
            Matrix rows,
            BiFunction<double[], Matrix, double[]> exact) {
        this(name, model, model, background, rows, exact);
    }

    private Problem(
            String name,
            Predictor model,
            Predictor itself,
            Matrix background,
            Matrix rows,
            BiFunction<double[], Matrix, double[]> exact) {
        this.name = name;
        this.model = model;
        this.itself = itself;
        this.background = background;
        this.rows = rows;
        this.exact = exact;
    }

    static Problem linear(int columns, int background, int rows) {
        DotProduct model = new DotProduct(columns);
        return new Problem("linear", model, normal(columns, background, 2), normal(columns, rows, 3), model::shapley);
    }

    static Problem trees(int columns, int depth, int background, int rows) {
        Forest model = Forest.random(columns, 100, depth, 1);
        return new Problem(
                "100 trees", model, normal(columns, background, 2), normal(columns, rows, 3), model::shapley);
    }

    static Problem network(int columns, int background, int rows) {
        Network model = Network.random(columns, 1);
        return new Problem(
                "network",
                model,
                normal(columns, background, 2),
                normal(columns, rows, 3),
                (row, others) -> values(
                        ExactShap.builder(model, Background.of(others)).build().explain(row)));
    }

    private static Matrix normal(int columns, int rows, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] cells = new double[columns * rows];
        Arrays.setAll(cells, i -> random.nextGaussian());
        return Matrix.wrap(rows, columns, cells);
    }

    static double[] values(secant.explanation.Explanation explanation) {
        return explanation.outputs().get(0).attributions().stream()
                .mapToDouble(attribution -> attribution.value())
                .toArray();
    }

    /** {@return what the model is} */
    public String name() {
        return name;
    }

    /** {@return the model; thread-safe} */
    public Predictor model() {
        return model;
    }

    /** The model as it was made, for those who read it instead of asking it, where its rows are counted as well. */
    Predictor itself() {
        return itself;
    }

    /** {@return the background rows; shared, not to be written to} */
    public Matrix background() {
        return background;
    }

    /** {@return the rows to explain; shared, not to be written to} */
    public Matrix rows() {
        return rows;
    }

    int columns() {
        return rows.columns();
    }

    double[][] exact() {
        double[][] values = new double[rows.rows()][];
        Arrays.setAll(values, r -> exact.apply(rows.row(r), background));
        return values;
    }

    /** The same problem for a model that counts its rows. */
    Problem counting(LongAdder counted) {
        Predictor counter = asked -> {
            counted.add(asked.rows());
            return model.predict(asked);
        };
        return new Problem(name, counter.threadSafe(), itself, background, rows, exact);
    }

    /** The same problem for a model that adds up the time that it takes, asked by one thread. */
    Problem timed(LongAdder taken, LongSupplier clock) {
        Predictor timed = asked -> {
            long start = clock.getAsLong();
            Matrix answers = model.predict(asked);
            taken.add(clock.getAsLong() - start);
            return answers;
        };
        return new Problem(name, timed, itself, background, rows, exact);
    }

    /**
     * The model alone, answering a number of masked rows, in batches as large as Secant's at first; none for 0.
     *
     * @return something of the answers
     */
    Runnable bare(long modelRows) {
        if (modelRows == 0) {
            return () -> {};
        }
        int whole = BATCH_CELLS / columns();
        int others = background.rows();
        int size = (int) Math.min(Math.max(1, whole < others ? whole : whole / others * others), modelRows);
        Matrix batch = masked(size);
        int left = (int) (modelRows % size);
        Matrix rest = masked(left);
        double[] sink = new double[1];
        return () -> {
            for (long done = size; done <= modelRows; done += size) {
                sink[0] += model.predict(batch).data()[0];
            }
            if (left > 0) {
                sink[0] += model.predict(rest).data()[0];
            }
        };
    }

    /** Background rows with a random half of the columns from the first explained row. */
    private Matrix masked(int size) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
        Matrix masked = Matrix.zeros(size, columns());
        boolean[] swapped = new boolean[columns()];
        for (int r = 0; r < size; r++) {
            if (r % background.rows() == 0) {
                for (int c = 0; c < swapped.length; c++) {
                    swapped[c] = random.nextBoolean();
                }
            }
            for (int c = 0; c < swapped.length; c++) {
                masked.data()[r * swapped.length + c] =
                        swapped[c] ? rows.get(0, c) : background.get(r % background.rows(), c);
            }
        }
        return masked;
    }
}
