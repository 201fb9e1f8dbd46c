package secant.kernelshap;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import secant.data.Background;

/**
 * Players in nested groups: a player, or a group of two or more trees. Immutable.
 *
 * <pre>{@code
 * PlayerTree tree = PlayerTree.group(
 *         PlayerTree.player("Age"),
 *         PlayerTree.group(PlayerTree.player("Income"), PlayerTree.player("Debt")));
 * }</pre>
 */
public final class PlayerTree {

    private final String player;
    private final List<PlayerTree> children;

    private PlayerTree(String player, List<PlayerTree> children) {
        this.player = player;
        this.children = children;
    }

    /**
     * Makes a leaf.
     *
     * @param name the player's name
     * @return a tree of that player alone
     */
    public static PlayerTree player(String name) {
        return new PlayerTree(requireNonNull(name, "name"), List.of());
    }

    /**
     * Makes a group.
     *
     * @param children two or more trees, of different players
     * @return a tree over them
     * @throws IllegalArgumentException if there are fewer, or a player is in two of them
     */
    public static PlayerTree group(PlayerTree... children) {
        return group(Arrays.asList(children));
    }

    /**
     * Makes a group.
     *
     * @param children two or more trees, of different players
     * @return a tree over them
     * @throws IllegalArgumentException if there are fewer, or a player is in two of them
     */
    public static PlayerTree group(List<PlayerTree> children) {
        if (children.size() < 2) {
            throw new IllegalArgumentException("a group must have 2 children or more but has " + children.size());
        }
        PlayerTree tree = new PlayerTree("", List.copyOf(children));
        Set<String> seen = new HashSet<>();
        for (String name : tree.players()) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("a player must be in a tree once but '" + name + "' is there twice");
            }
        }
        return tree;
    }

    /**
     * Makes a group of players.
     *
     * @param names two or more names
     * @return a tree with a leaf each
     * @throws IllegalArgumentException if there are fewer, or one is there twice
     */
    public static PlayerTree players(String... names) {
        return group(Arrays.stream(names).map(PlayerTree::player).toList());
    }

    /**
     * Groups the columns of a background by how strongly they go together: the two clusters with the least average
     * 1 − |correlation| between their columns are joined, again and again (average linkage: Sokal and Michener 1958). The
     * correlation is that of the background's weighted rows; a column that is the same in all rows has none with any
     * other, and counts as uncorrelated. Ties are decided by column order. O(columns³ + columns² × rows).
     *
     * @param background two or more numeric columns without missing values
     * @param correlation of values or of ranks
     * @return a binary tree of the columns' names
     * @throws IllegalArgumentException if a column is categorical or has missing values, or there are fewer than two
     */
    public static PlayerTree ofCorrelations(Background background, Correlation correlation) {
        return new CorrelationClusters(background, correlation).tree();
    }

    /** {@return the names of all players, from left to right} */
    public List<String> players() {
        List<String> names = new ArrayList<>();
        collect(names);
        return names;
    }

    private void collect(List<String> names) {
        if (isPlayer()) {
            names.add(player);
        }
        for (PlayerTree child : children) {
            child.collect(names);
        }
    }

    /** {@return whether this is a player, not a group} */
    public boolean isPlayer() {
        return children.isEmpty();
    }

    /** {@return the player's name; empty for a group} */
    public String name() {
        return player;
    }

    /** {@return what a group is made of; nothing for a player} */
    public List<PlayerTree> children() {
        return children;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlayerTree that && player.equals(that.player) && children.equals(that.children);
    }

    @Override
    public int hashCode() {
        return 31 * player.hashCode() + children.hashCode();
    }

    /** {@return the nesting: {@code (Age, (Income, Debt))}} */
    @Override
    public String toString() {
        return isPlayer()
                ? player
                : "("
                        + String.join(
                                ", ",
                                children.stream().map(PlayerTree::toString).toList()) + ")";
    }
}
