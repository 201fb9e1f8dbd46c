package secant.kernelshap;

/** Gauss–Legendre quadrature on [0, 1]: n nodes integrate polynomials of degree 2n − 1 exactly. */
final class GaussLegendre {

    private static final int NEWTON_STEPS = 8; // from Tricomi's guess, which three bring to full precision

    private final double[] nodes;
    private final double[] weights;

    GaussLegendre(int size) {
        this.nodes = new double[size];
        this.weights = new double[size];
        for (int k = 0; k < size; k++) {
            double x = StrictMath.cos(Math.PI * (k + 0.75) / (size + 0.5));
            double slope = 1;
            for (int step = 0; step < NEWTON_STEPS; step++) {
                double value = 1;
                double before = 0;
                for (int d = 1; d <= size; d++) {
                    double next = ((2 * d - 1) * x * value - (d - 1) * before) / d;
                    before = value;
                    value = next;
                }
                slope = size * (before - x * value) / (1 - x * x);
                x -= value / slope;
            }
            nodes[k] = (1 - x) / 2;
            weights[k] = 1 / ((1 - x * x) * slope * slope);
        }
    }

    int size() {
        return nodes.length;
    }

    double node(int k) {
        return nodes[k];
    }

    double weight(int k) {
        return weights[k];
    }
}
