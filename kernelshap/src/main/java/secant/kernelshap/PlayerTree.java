package secant.kernelshap;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import secant.data.Background;

/**
 * Players in nested groups: a player, or a group of two or more trees. However deep they are nested, nothing here takes
 * more stack. Immutable.
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
    private final int hash;

    private PlayerTree(String player, List<PlayerTree> children) {
        this.player = player;
        this.children = children;
        this.hash = 31 * player.hashCode() + children.hashCode(); // the children's own are known
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
     * Makes a group. O(players).
     *
     * @param children two or more trees, of different players
     * @return a tree over them
     * @throws IllegalArgumentException if there are fewer, or a player is in two of them
     */
    public static PlayerTree group(List<PlayerTree> children) {
        if (children.size() < 2) {
            throw new IllegalArgumentException("a group must have 2 children or more but has " + children.size());
        }
        PlayerTree tree = distinct(children);
        Set<String> seen = new HashSet<>();
        for (String name : tree.players()) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("a player must be in a tree once but '" + name + "' is there twice");
            }
        }
        return tree;
    }

    /** A group of two or more trees that are known to have no player in common. */
    static PlayerTree distinct(List<PlayerTree> children) {
        return new PlayerTree("", List.copyOf(children));
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
        return subtrees().stream()
                .filter(PlayerTree::isPlayer)
                .map(PlayerTree::name)
                .toList();
    }

    /** This and everything in it, from left to right, each group before its children. */
    List<PlayerTree> subtrees() {
        List<PlayerTree> all = new ArrayList<>();
        Deque<PlayerTree> ahead = new ArrayDeque<>();
        ahead.push(this);
        while (!ahead.isEmpty()) {
            PlayerTree next = ahead.pop();
            all.add(next);
            for (int c = next.children.size() - 1; c >= 0; c--) {
                ahead.push(next.children.get(c));
            }
        }
        return all;
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
        return other instanceof PlayerTree that && hash == that.hash && looksLike(that.subtrees());
    }

    private boolean looksLike(List<PlayerTree> others) {
        List<PlayerTree> own = subtrees();
        boolean same = own.size() == others.size();
        for (int t = 0; same && t < own.size(); t++) {
            PlayerTree a = own.get(t);
            PlayerTree b = others.get(t);
            same = a.player.equals(b.player) && a.children.size() == b.children.size();
        }
        return same;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@return the nesting: {@code (Age, (Income, Debt))}} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        Deque<Object> ahead = new ArrayDeque<>(); // trees, and what stands between them
        ahead.push(this);
        while (!ahead.isEmpty()) {
            Object next = ahead.pop();
            if (!(next instanceof PlayerTree tree)) {
                text.append(next);
            } else if (tree.isPlayer()) {
                text.append(tree.player);
            } else {
                text.append('(');
                ahead.push(")");
                for (int c = tree.children.size() - 1; c >= 0; c--) {
                    ahead.push(tree.children.get(c));
                    if (c > 0) {
                        ahead.push(", ");
                    }
                }
            }
        }
        return text.toString();
    }
}
