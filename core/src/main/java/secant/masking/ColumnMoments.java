package secant.masking;

import secant.data.Background;

/** Weighted means and standard deviations of a background's columns, missing values left out. Immutable. */
final class ColumnMoments {

    private final double[] means;
    private final double[] deviations;

    private ColumnMoments(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /**
     * Computes the moments.
     *
     * @throws IllegalArgumentException naming a column whose values are too far apart to be squared
     */
    static ColumnMoments of(Background background) {
        int columns = background.schema().columns();
        ColumnMoments moments = new ColumnMoments(new double[columns], new double[columns]);
        double[] rows = background.rows().data();
        double[] weights = background.weights();
        for (int c = 0; c < columns; c++) {
            moments.add(c, rows, columns, weights);
            if (!Double.isFinite(moments.deviations[c])) {
                throw new IllegalArgumentException("the values of column "
                        + background.schema().feature(c).name()
                        + " of the background must have a finite variance; scale"
                        + " the column");
            }
        }
        return moments;
    }

    private void add(int column, double[] rows, int columns, double[] weights) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double total = 0;
        for (int b = 0; b < weights.length; b++) {
            double value = rows[b * columns + column];
            if (!Double.isNaN(value)) {
                // Beside a sum, Math.min and Math.max can make C2 of JDK 17 give up, and the JVM with it.
                lowest = value < lowest ? value : lowest;
                highest = value > highest ? value : highest;
                sum += weights[b] * value;
                total += weights[b];
            }
        }
        if (!(lowest < highest)) { // constant, where rounding would make a deviation; or nothing is known
            means[column] = lowest == highest ? lowest : 0;
            return;
        }
        double mean = sum / total;
        double squares = 0;
        for (int b = 0; b < weights.length; b++) {
            double value = rows[b * columns + column];
            if (!Double.isNaN(value)) {
                squares += weights[b] * ((value - mean) * (value - mean));
            }
        }
        means[column] = mean;
        deviations[column] = Math.sqrt(squares / total);
    }

    double mean(int column) {
        return means[column];
    }

    /** The population's standard deviation, Σ w (x − mean)² below the root; 0 where the column is constant. */
    double deviation(int column) {
        return deviations[column];
    }
}
