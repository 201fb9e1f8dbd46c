package secant.kernelshap;

import java.util.Arrays;
import java.util.List;
import secant.masking.Coalitions;
import secant.masking.JackknifedModel;
import secant.masking.MaskedModel;

/**
 * A game together with its replicates, as one game of more outputs: output k of the game at k, output k of replicate g at
 * (1 + g) × outputs + k. Used by one thread at a time.
 */
final class JackknifedGame implements MaskedModel {

    private final JackknifedModel game;
    private double[] own = new double[0];
    private double[] replicates = new double[0];

    JackknifedGame(JackknifedModel game) {
        this.game = game;
    }

    @Override
    public int players() {
        return game.players();
    }

    @Override
    public int outputs() {
        return (1 + game.replicates()) * game.outputs();
    }

    @Override
    public double[] baseValues() {
        return joined(game.baseValues(), game.replicateBaseValues());
    }

    @Override
    public double[] predictions() {
        double[] predictions = new double[outputs()];
        double[] each = game.predictions();
        Arrays.setAll(predictions, i -> each[i % each.length]);
        return predictions;
    }

    @Override
    public double[] totalGains() {
        return joined(game.totalGains(), game.replicateTotalGains());
    }

    private static double[] joined(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public void gains(Coalitions coalitions, int from, int to, double[] gains) {
        int outputs = game.outputs();
        int others = game.replicates() * outputs;
        int count = to - from;
        if (own.length < count * outputs) {
            own = new double[count * outputs];
            replicates = new double[count * others];
        }
        game.gains(coalitions, from, to, own, replicates);
        for (int c = 0; c < count; c++) {
            int at = c * (outputs + others);
            System.arraycopy(own, c * outputs, gains, at, outputs);
            System.arraycopy(replicates, c * others, gains, at + outputs, others);
        }
    }

    @Override
    public int coalitionsPerCall() {
        return game.coalitionsPerCall();
    }

    @Override
    public int rowsPerCoalition() {
        return game.rowsPerCoalition();
    }

    @Override
    public long modelRows() {
        return game.modelRows();
    }

    @Override
    public List<String> warnings() {
        return game.warnings();
    }
}
