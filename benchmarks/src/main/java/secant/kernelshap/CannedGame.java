package secant.kernelshap;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;

/** A game that answers with numbers drawn beforehand: what is left of an estimate's cost without any model. */
final class CannedGame implements MaskedModel {

    private final int players;
    private final double[] answers;

    CannedGame(int players, int coalitions) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        this.players = players;
        this.answers = random.doubles(coalitions).toArray();
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
        return new double[] {1};
    }

    @Override
    public double[] totalGains() {
        return new double[] {1};
    }

    @Override
    public void gains(Coalitions coalitions, int from, int to, double[] gains) {
        System.arraycopy(answers, from, gains, 0, to - from);
    }

    @Override
    public int coalitionsPerCall() {
        return 10;
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
