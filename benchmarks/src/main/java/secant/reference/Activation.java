package secant.reference;

/** What a layer, or a whole model, does to its values last. {@link StrictMath} throughout: same bits on every JVM. */
enum Activation {
    IDENTITY {
        @Override
        void apply(double[] values, int from, int count) {}
    },

    RELU {
        @Override
        void apply(double[] values, int from, int count) {
            for (int i = from; i < from + count; i++) {
                values[i] = Math.max(values[i], 0);
            }
        }
    },

    TANH {
        @Override
        void apply(double[] values, int from, int count) {
            for (int i = from; i < from + count; i++) {
                values[i] = StrictMath.tanh(values[i]);
            }
        }
    },

    LOGISTIC {
        @Override
        void apply(double[] values, int from, int count) {
            for (int i = from; i < from + count; i++) {
                values[i] = 1 / (1 + StrictMath.exp(-values[i]));
            }
        }
    },

    SOFTMAX {
        @Override
        void apply(double[] values, int from, int count) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = from; i < from + count; i++) {
                largest = Math.max(largest, values[i]);
            }
            double sum = 0;
            for (int i = from; i < from + count; i++) {
                values[i] = StrictMath.exp(values[i] - largest); // never overflows
                sum += values[i];
            }
            for (int i = from; i < from + count; i++) {
                values[i] /= sum;
            }
        }
    };

    /** Replaces {@code count} values from an index on. */
    abstract void apply(double[] values, int from, int count);

    /** Replaces each row of a batch. */
    final void applyToRows(double[] values, int rows, int columns) {
        if (this == IDENTITY) {
            return;
        }
        for (int r = 0; r < rows; r++) {
            apply(values, r * columns, columns);
        }
    }
}
