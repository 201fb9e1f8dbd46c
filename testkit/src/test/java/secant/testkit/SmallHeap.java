package secant.testkit;

import java.util.random.RandomGenerator;
import secant.data.Background;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Explanation;
import secant.kernelshap.KernelShap;
import secant.model.Predictor;

/** Explains a row of 50 columns against many background rows, to be run in a heap that hardly holds these. */
final class SmallHeap {

    private static final int COLUMNS = 50;

    private SmallHeap() {}

    /**
     * Prints how far the values of a linear model are from its closed form, relative to their size, cut to 12 digits.
     *
     * @param arguments how many background rows and how many coalitions
     */
    public static void main(String[] arguments) {
        int rows = Integer.parseInt(arguments[0]);
        RandomGenerator random = UnanimityGame.generator(1);
        Matrix data = Matrix.zeros(rows, COLUMNS);
        double[] means = new double[COLUMNS];
        for (int i = 0; i < data.data().length; i++) {
            data.data()[i] = random.nextInt(-64, 64) / 16.0; // sums of 100,000 of these are exact
            means[i % COLUMNS] += data.data()[i];
        }
        Background background = Background.wrap(Schema.unnamed(COLUMNS), data);
        Predictor linear = batch -> {
            double[] scores = new double[batch.rows()];
            for (int r = 0; r < scores.length; r++) {
                for (int c = 0; c < COLUMNS; c++) {
                    scores[r] += (c + 1) * batch.data()[r * COLUMNS + c];
                }
            }
            return Matrix.wrap(scores.length, 1, scores);
        };
        double[] row = random.doubles(COLUMNS, -4, 4).map(Math::rint).toArray();
        Explanation explanation = KernelShap.builder(linear, background)
                .coalitions(Integer.parseInt(arguments[1]))
                .build()
                .explain(row);
        double off = 0;
        double size = 0;
        double[] values = explanation.outputs().get(0).values();
        for (int c = 0; c < COLUMNS; c++) {
            double exact = (c + 1) * (row[c] - means[c] / rows);
            off = Math.max(off, Math.abs(values[c] - exact));
            size += Math.abs(exact);
        }
        System.out.println("explained " + values.length + " players of " + rows + " rows, values off by "
                + Math.rint(off / size * 1e12) / 1e12);
    }
}
