package secant.kernelshap;

import java.util.List;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;

/** Two games of the same players as the outputs of one. */
record Both(Game first, Game second, int coalitionsPerCall) implements MaskedModel {

    @Override
    public int players() {
        return first.players();
    }

    @Override
    public int outputs() {
        return 2;
    }

    @Override
    public double[] totalGains() {
        return new double[] {first.totalGains()[0], second.totalGains()[0]};
    }

    @Override
    public double[] baseValues() {
        return new double[] {first.baseValues()[0], second.baseValues()[0]};
    }

    @Override
    public double[] predictions() {
        return new double[] {first.predictions()[0], second.predictions()[0]};
    }

    @Override
    public int rowsPerCoalition() {
        return 1;
    }

    @Override
    public long modelRows() {
        return 0;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void gains(Coalitions coalitions, int from, int to, double[] gains) {
        double[] one = new double[to - from];
        double[] two = new double[to - from];
        first.gains(coalitions, from, to, one);
        second.gains(coalitions, from, to, two);
        for (int c = 0; c < to - from; c++) {
            gains[2 * c] = one[c];
            gains[2 * c + 1] = two[c];
        }
    }
}
