package secant.surrogate;

import secant.data.Matrix;

/** Weighted sums over the rows of a design. */
final class Rows {

    private Rows() {}

    static void checkWeights(Matrix design, double[] weights) {
        if (weights.length != design.rows()) {
            throw new IllegalArgumentException(
                    "weights must be one for each of " + design.rows() + " rows but are " + weights.length);
        }
        for (int r = 0; r < weights.length; r++) {
            if (!(weights[r] >= 0) || Double.isInfinite(weights[r])) { // negated so that NaN is refused too
                throw new IllegalArgumentException(
                        "weights must be finite and 0 or more but weight " + r + " is " + weights[r]);
            }
        }
    }

    /** Multiplies every row by its weight. */
    static double[] scale(Matrix design, double[] weights) {
        double[] scaled = design.data().clone();
        int columns = design.columns();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= weights[i / columns];
        }
        return scaled;
    }

    /** XᵀWX from X and WX. */
    static double[] gram(Matrix design, double[] weighted) {
        int p = design.columns();
        double[] x = design.data();
        double[] gram = new double[p * p];
        for (int from = 0; from < x.length; from += p) {
            for (int i = 0; i < p; i++) {
                double w = weighted[from + i];
                for (int j = 0; j <= i; j++) {
                    gram[i * p + j] += w * x[from + j];
                }
            }
        }
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < i; j++) {
                gram[j * p + i] = gram[i * p + j];
            }
        }
        return gram;
    }

    /** Adds XᵀWY to the moments, from WX and Y. */
    static void addMoments(double[] weighted, int columns, Matrix targets, Matrix moments) {
        int problems = targets.columns();
        double[] y = targets.data();
        double[] sums = moments.data();
        for (int r = 0; r < targets.rows(); r++) {
            for (int i = 0; i < columns; i++) {
                double w = weighted[r * columns + i];
                for (int k = 0; k < problems; k++) {
                    sums[i * problems + k] += w * y[r * problems + k];
                }
            }
        }
    }
}
