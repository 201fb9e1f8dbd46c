package secant.kernelshap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PlayerTree} over the players of one game, by index: without those that do not play, and without groups that
 * this leaves with one child. Players that change nothing take nothing from the others by leaving, since an order of the
 * rest is as likely as before. Immutable.
 */
final class PlayerNesting {

    private final int player;
    private final List<PlayerNesting> children;
    private final BitSet members;

    private final double coalitions;
    private final double joinings;

    private PlayerNesting(int player, List<PlayerNesting> children) {
        this.player = player;
        this.children = children;
        this.members = new BitSet();
        if (children.isEmpty()) {
            members.set(player);
        }
        double others = StrictMath.scalb(1.0, children.size() - 1);
        double parts = children.isEmpty() ? 0 : 2 * others - 2;
        double joins = children.isEmpty() ? 1 : 0;
        for (PlayerNesting child : children) {
            members.or(child.members);
            parts += others * child.coalitions;
            joins += others * child.joinings;
        }
        this.coalitions = parts;
        this.joinings = joins;
    }

    /**
     * Prunes.
     *
     * @param indices of the players that play, by name
     * @return nothing if none of the tree's do
     */
    static @Nullable PlayerNesting of(PlayerTree tree, Map<String, Integer> indices) {
        IdentityHashMap<PlayerTree, PlayerNesting> kept = new IdentityHashMap<>();
        List<PlayerTree> subtrees = tree.subtrees();
        for (int t = subtrees.size() - 1; t >= 0; t--) { // children before their group
            PlayerNesting nesting = prune(subtrees.get(t), kept, indices);
            if (nesting != null) {
                kept.put(subtrees.get(t), nesting);
            }
        }
        return kept.get(tree);
    }

    private static @Nullable PlayerNesting prune(
            PlayerTree tree, IdentityHashMap<PlayerTree, PlayerNesting> kept, Map<String, Integer> indices) {
        if (tree.isPlayer()) {
            Integer index = indices.get(tree.name());
            return index == null ? null : new PlayerNesting(index, List.of());
        }
        List<PlayerNesting> children = new ArrayList<>();
        for (PlayerTree child : tree.children()) {
            PlayerNesting nesting = kept.get(child);
            if (nesting != null) {
                children.add(nesting);
            }
        }
        if (children.isEmpty()) {
            return null;
        }
        return children.size() == 1 ? children.get(0) : new PlayerNesting(-1, List.copyOf(children));
    }

    boolean isPlayer() {
        return children.isEmpty();
    }

    int player() {
        return player;
    }

    List<PlayerNesting> children() {
        return children;
    }

    /** The players in it; shared, not to be written to. */
    BitSet members() {
        return members;
    }

    /**
     * How many coalitions there are in which at most one child of every group is there in part, and in this group some
     * but not all players are: any of its 2^k − 2 sets of whole children, or a part of one and any of the others.
     */
    double coalitions() {
        return coalitions;
    }

    /** How many pairs of a player and a coalition that it joins there are. */
    double joinings() {
        return joinings;
    }

    /** Draws an order in which each group's players follow each other, all such orders being equally likely. */
    int[] draw(RandomGenerator random) {
        int[] order = new int[members.cardinality()];
        int at = 0;
        Deque<PlayerNesting> ahead = new ArrayDeque<>();
        ahead.push(this);
        while (!ahead.isEmpty()) {
            PlayerNesting next = ahead.pop();
            if (next.isPlayer()) {
                order[at++] = next.player;
                continue;
            }
            int[] turns = JoiningOrders.identity(next.children.size());
            JoiningOrders.shuffle(turns, turns.length, random);
            for (int t = turns.length - 1; t >= 0; t--) {
                ahead.push(next.children.get(turns[t]));
            }
        }
        return order;
    }
}
