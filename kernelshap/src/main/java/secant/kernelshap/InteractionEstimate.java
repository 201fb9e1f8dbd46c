package secant.kernelshap;

import java.util.ArrayList;
import java.util.List;
import secant.data.Matrix;
import secant.explanation.InteractionIndex;
import secant.explanation.Interactions;
import secant.masking.MaskedSubject;

/**
 * Attributions and interactions of a game's players, for every output. Owns its arrays.
 *
 * @param attributions Shapley or Banzhaf values
 * @param values an M × M table an output: main effects on the diagonal, pairs, not halved, in both of their cells
 * @param standardErrors in the same shape
 */
record InteractionEstimate(Estimate attributions, List<Matrix> values, List<Matrix> standardErrors) {

    /** The interactions of all players of a subject: those that do not vary have none. */
    List<Interactions> expand(MaskedSubject game, InteractionIndex index) {
        List<String> names = game.outputNames();
        List<String> players = game.groups().names();
        List<Interactions> all = new ArrayList<>(names.size());
        for (int k = 0; k < names.size(); k++) {
            all.add(Interactions.of(
                    index,
                    names.get(k),
                    players,
                    expand(values.get(k), game.varyingPlayers(), players.size()),
                    expand(standardErrors.get(k), game.varyingPlayers(), players.size())));
        }
        return all;
    }

    private static Matrix expand(Matrix table, int[] varying, int players) {
        if (varying.length == players) {
            return table;
        }
        double[] cells = new double[players * players];
        for (int i = 0; i < varying.length; i++) {
            for (int j = 0; j < varying.length; j++) {
                cells[varying[i] * players + varying[j]] = table.get(i, j);
            }
        }
        return Matrix.wrap(players, players, cells);
    }
}
