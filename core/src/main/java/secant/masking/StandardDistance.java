package secant.masking;

import secant.data.Background;
import secant.data.Feature;

/**
 * How far apart two rows are, column by column, in units of the background: the distance of {@link Completion.Nearest}.
 * Immutable.
 */
final class StandardDistance {

    private final double[] scales;
    private final boolean[] categorical;

    StandardDistance(Background background) {
        ColumnMoments moments = ColumnMoments.of(background);
        this.scales = new double[background.schema().columns()];
        this.categorical = new boolean[scales.length];
        for (int c = 0; c < scales.length; c++) {
            categorical[c] = background.schema().feature(c) instanceof Feature.Categorical;
            scales[c] = moments.deviation(c) == 0 ? 0 : 1 / moments.deviation(c);
        }
    }

    /** What a column adds to the squared distance. */
    double squared(int column, double a, double b) {
        boolean known = !Double.isNaN(a);
        if (known == Double.isNaN(b)) {
            return 1;
        }
        if (!known || a == b) {
            return 0;
        }
        if (categorical[column]) {
            return 1;
        }
        double difference = (a - b) * scales[column];
        return difference * difference;
    }
}
