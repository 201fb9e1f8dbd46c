package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;

/** A game whose worths are looked up by mask. */
final class TableGame implements MaskedModel {

    private final int players;
    private final double[] worths;

    /** The worth of a mask at its index; that of the empty one must be 0. */
    TableGame(int players, double[] worths) {
        this.players = players;
        this.worths = worths;
    }

    /** Worths that depend on a coalition's size alone, up to 1000, and cancel: all players together are worth nothing. */
    static TableGame cancelling(int players) {
        double[] worths = new double[1 << players];
        for (int mask = 1; mask < worths.length - 1; mask++) {
            worths[mask] = 1000 * Math.sin(Integer.bitCount(mask));
        }
        return new TableGame(players, worths);
    }

    /** What rounding leaves of the values of {@link #cancelling} must not be a gap, which there is nothing to compare with. */
    static void assertAddsUp(Estimate estimate, int players) {
        double sum = 0;
        double sizes = 0;
        for (int i = 0; i < players; i++) {
            sum += estimate.value(0, i);
            sizes += Math.abs(estimate.value(0, i));
        }
        assertThat(sizes).isLessThan(1e-10);
        assertThat(Math.abs(sum)).isLessThanOrEqualTo(1e-12 * sizes);
    }

    @Override
    public int players() {
        return players;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double[] baseValues() {
        return new double[1];
    }

    @Override
    public double[] predictions() {
        return totalGains();
    }

    @Override
    public double[] totalGains() {
        return new double[] {worths[worths.length - 1]};
    }

    @Override
    public void gains(Coalitions coalitions, int from, int to, double[] gains) {
        for (int c = from; c < to; c++) {
            gains[c - from] = worths[(int) coalitions.words()[c]];
        }
    }

    @Override
    public int coalitionsPerCall() {
        return 5;
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
}
