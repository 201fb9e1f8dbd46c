package secant.reference;

import java.util.List;

/** Support vector machines with one Gaussian kernel, one machine an output: Σ coef · exp(−γ |z − s|²) + intercept. */
final class RbfMachine extends ReferenceModel {

    /** One output: vectors row after row, a coefficient each. */
    static final class Machine {

        private final double[] vectors;
        private final double[] coefficients;
        private final double intercept;

        Machine(double[] vectors, double[] coefficients, double intercept) {
            this.vectors = vectors;
            this.coefficients = coefficients;
            this.intercept = intercept;
        }

        private double decide(double[] cells, int row, int columns, double gamma) {
            double sum = 0;
            for (int s = 0; s < coefficients.length; s++) {
                double distance = 0;
                for (int c = 0; c < columns; c++) {
                    double difference = cells[row + c] - vectors[s * columns + c];
                    distance += difference * difference;
                }
                sum += coefficients[s] * StrictMath.exp(-gamma * distance);
            }
            return sum + intercept;
        }
    }

    private final double gamma;
    private final List<Machine> machines;

    RbfMachine(int columns, double gamma, List<Machine> machines) {
        super(columns, machines.size());
        this.gamma = gamma;
        this.machines = List.copyOf(machines);
    }

    @Override
    void predict(double[] cells, int rows, double[] answers) {
        int columns = columns();
        int outputs = outputs();
        for (int k = 0; k < outputs; k++) {
            Machine machine = machines.get(k);
            for (int r = 0; r < rows; r++) {
                answers[r * outputs + k] = machine.decide(cells, r * columns, columns, gamma);
            }
        }
    }
}
