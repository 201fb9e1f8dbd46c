package secant.kernelshap;

import java.util.List;
import secant.masking.MaskedModel;

/** All of another game but its gains. */
abstract class DelegatingGame implements MaskedModel {

    final MaskedModel game;

    DelegatingGame(MaskedModel game) {
        this.game = game;
    }

    @Override
    public int players() {
        return game.players();
    }

    @Override
    public int outputs() {
        return game.outputs();
    }

    @Override
    public double[] baseValues() {
        return game.baseValues();
    }

    @Override
    public double[] predictions() {
        return game.predictions();
    }

    @Override
    public double[] totalGains() {
        return game.totalGains();
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
