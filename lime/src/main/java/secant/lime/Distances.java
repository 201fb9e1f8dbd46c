package secant.lime;

/** The distances that everybody uses. */
enum Distances implements Distance {
    EUCLIDEAN("Euclidean") {
        @Override
        public double between(double[] instance, double[] sample) {
            double squares = 0;
            for (int i = 0; i < instance.length; i++) {
                double difference = instance[i] - sample[i];
                squares += difference * difference;
            }
            return Math.sqrt(squares);
        }
    },

    COSINE("cosine") {
        @Override
        public double between(double[] instance, double[] sample) {
            double product = 0;
            double instanceSquares = 0;
            double sampleSquares = 0;
            for (int i = 0; i < instance.length; i++) {
                product += instance[i] * sample[i];
                instanceSquares += instance[i] * instance[i];
                sampleSquares += sample[i] * sample[i];
            }
            double lengths = Math.sqrt(instanceSquares) * Math.sqrt(sampleSquares);
            return lengths > 0 ? Math.max(0, 1 - product / lengths) : 1;
        }
    };

    private final String label;

    Distances(String label) {
        this.label = label;
    }

    @Override
    public String named() {
        return label;
    }
}
