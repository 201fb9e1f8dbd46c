package secant.explanation;

import static java.util.Objects.checkIndex;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import secant.data.Matrix;

/**
 * What pairs of players add to one output beyond what each adds by itself.
 *
 * <p>There is a number for each pair, the index itself and not half of it, and a main effect for each player. What they
 * mean is the {@linkplain InteractionIndex index's} to say; where it {@linkplain InteractionIndex#isAdditive adds up},
 * Σ mains + Σ pairs (each pair once) = prediction − base value. {@link #matrix} writes the same as a symmetric table in
 * which each pair stands twice, by half, so that its rows add up to the attributions.
 *
 * <p>Immutable. In memory and in time to compare, O(M²).
 */
public final class Interactions {

    private final InteractionIndex index;
    private final String output;
    private final List<String> players;
    private final double[] values;
    private final double[] standardErrors;

    private Interactions(
            InteractionIndex index, String output, List<String> players, double[] values, double[] standardErrors) {
        this.index = requireNonNull(index, "index");
        this.output = requireNonNull(output, "output");
        this.players = List.copyOf(players);
        this.values = values;
        this.standardErrors = standardErrors;
    }

    /**
     * Puts interactions of one output together.
     *
     * @param index what the numbers mean
     * @param output the output's name
     * @param players the players' names, as in the explanation
     * @param values M × M: main effects on the diagonal, the index of a pair, not halved, in both of its cells; copied
     * @param standardErrors M × M in the same order, sampling errors in the same units; 0 where exact; copied
     * @return the interactions
     * @throws IllegalArgumentException if the sizes do not fit, a value is not finite, a standard error is not 0 or more,
     *     or a table is not symmetric to the bit
     */
    public static Interactions of(
            InteractionIndex index, String output, List<String> players, Matrix values, Matrix standardErrors) {
        check("interactions", output, players, values);
        check("standard errors of interactions", output, players, standardErrors);
        for (double value : values.data()) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "interactions of '" + output + "' must be finite but one is " + value);
            }
        }
        for (double error : standardErrors.data()) {
            if (!(error >= 0)) {
                throw new IllegalArgumentException(
                        "standard errors of interactions of '" + output + "' must be 0 or more but one is " + error);
            }
        }
        return new Interactions(
                index,
                output,
                players,
                values.data().clone(),
                standardErrors.data().clone());
    }

    private static void check(String what, String output, List<String> players, Matrix table) {
        int size = players.size();
        if (table.rows() != size || table.columns() != size) {
            throw new IllegalArgumentException(what + " of '" + output + "' must be " + size + " × " + size + " for "
                    + size + " players but are " + table.rows() + " × " + table.columns());
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                if (Double.doubleToLongBits(table.get(i, j)) != Double.doubleToLongBits(table.get(j, i))) {
                    throw new IllegalArgumentException(what + " of '" + output + "' must be symmetric but those of '"
                            + players.get(j) + "' and '" + players.get(i) + "' are " + table.get(j, i) + " and "
                            + table.get(i, j));
                }
            }
        }
    }

    /** {@return what the numbers mean} */
    public InteractionIndex index() {
        return index;
    }

    /** {@return the output's name} */
    public String output() {
        return output;
    }

    /** {@return the players' names, in the explanation's order} */
    public List<String> players() {
        return players;
    }

    /**
     * Reads a player's main effect.
     *
     * @param player a player's index
     * @return what it adds by itself, as the index has it
     */
    public double main(int player) {
        return values[cell(player, player)];
    }

    /**
     * Reads the sampling error of a main effect.
     *
     * @param player a player's index
     * @return its standard error, 0 where it is exact
     */
    public double mainStandardError(int player) {
        return standardErrors[cell(player, player)];
    }

    /**
     * Reads the interaction of a pair.
     *
     * @param first a player's index
     * @param second another player's index; their order does not matter
     * @return the index of the pair, not halved
     * @throws IllegalArgumentException if the two are the same
     */
    public double pair(int first, int second) {
        return values[pairCell(first, second)];
    }

    /**
     * Reads the sampling error of a pair's interaction.
     *
     * @param first a player's index
     * @param second another player's index
     * @return its standard error, 0 where it is exact
     * @throws IllegalArgumentException if the two are the same
     */
    public double pairStandardError(int first, int second) {
        return standardErrors[pairCell(first, second)];
    }

    /**
     * Reads the interaction of a pair by name.
     *
     * @param first a player's name
     * @param second another player's name
     * @return the index of the pair, not halved
     * @throws IllegalArgumentException if there is no such player, or the two are the same
     */
    public double pair(String first, String second) {
        return pair(indexOf(first), indexOf(second));
    }

    /**
     * Writes everything as one symmetric table: main effects on the diagonal, half of a pair's interaction in each of its
     * two cells. The table adds up to prediction − base value where the index {@linkplain InteractionIndex#isAdditive
     * adds up}, and row i to player i's attribution where it
     * {@linkplain InteractionIndex#splitsAttributions splits attributions}.
     *
     * @return a new M × M matrix
     */
    public Matrix matrix() {
        double[] halved = values.clone();
        for (int i = 0; i < players.size(); i++) {
            for (int j = 0; j < players.size(); j++) {
                halved[i * players.size() + j] *= i == j ? 1 : 0.5;
            }
        }
        return Matrix.wrap(players.size(), players.size(), halved);
    }

    /** {@return Σ mains + Σ pairs, each pair once} */
    public double sum() {
        double sum = 0;
        for (int i = 0; i < players.size(); i++) {
            for (int j = 0; j <= i; j++) {
                sum += values[i * players.size() + j];
            }
        }
        return sum;
    }

    private int indexOf(String player) {
        int at = players.indexOf(player);
        if (at < 0) {
            throw new IllegalArgumentException("no player is named '" + player + "'; the players are " + players);
        }
        return at;
    }

    private int pairCell(int first, int second) {
        if (first == second) {
            throw new IllegalArgumentException("a pair must be of two players but both are " + first
                    + "; what a player adds by itself is its main effect");
        }
        return cell(first, second);
    }

    private int cell(int first, int second) {
        return checkIndex(first, players.size()) * players.size() + checkIndex(second, players.size());
    }

    /** Compares everything, numbers by their bits. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Interactions that
                && index == that.index
                && output.equals(that.output)
                && players.equals(that.players)
                && Arrays.equals(values, that.values)
                && Arrays.equals(standardErrors, that.standardErrors);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * index.name().hashCode() + output.hashCode()) + Arrays.hashCode(values);
    }

    /** {@return index, output and size} */
    @Override
    public String toString() {
        return index.title() + " of '" + output + "' for " + players.size() + " players";
    }
}
