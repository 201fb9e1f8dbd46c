package secant.kernelshap;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import secant.masking.Coalitions;
import secant.masking.MaskedModel;

/** Another game, of which every evaluated coalition and its gains are kept in their order. */
final class RecordedGame extends DelegatingGame {

    private final List<BitSet> coalitions = new ArrayList<>();
    private final List<double[]> gains = new ArrayList<>();

    RecordedGame(MaskedModel game) {
        super(game);
    }

    /** The members of the evaluated coalitions. */
    List<BitSet> coalitions() {
        return coalitions;
    }

    /** What an evaluated coalition gained. */
    double gain(int coalition, int output) {
        return gains.get(coalition)[output];
    }

    @Override
    public void gains(Coalitions some, int from, int to, double[] found) {
        game.gains(some, from, to, found);
        for (int c = from; c < to; c++) {
            BitSet members = new BitSet();
            double[] own = new double[outputs()];
            for (int i = 0; i < players(); i++) {
                members.set(i, some.contains(c, i));
            }
            System.arraycopy(found, (c - from) * own.length, own, 0, own.length);
            coalitions.add(members);
            gains.add(own);
        }
    }
}
