package secant.kernelshap;

import java.util.ArrayList;
import java.util.BitSet;
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

    private PlayerNesting(int player, List<PlayerNesting> children) {
        this.player = player;
        this.children = children;
        this.members = new BitSet();
        if (children.isEmpty()) {
            members.set(player);
        }
        for (PlayerNesting child : children) {
            members.or(child.members);
        }
    }

    /**
     * Prunes.
     *
     * @param indices of the players that play, by name
     * @return nothing if none of the tree's do
     */
    static @Nullable PlayerNesting of(PlayerTree tree, Map<String, Integer> indices) {
        if (tree.isPlayer()) {
            Integer index = indices.get(tree.name());
            return index == null ? null : new PlayerNesting(index, List.of());
        }
        List<PlayerNesting> children = new ArrayList<>();
        for (PlayerTree child : tree.children()) {
            PlayerNesting kept = of(child, indices);
            if (kept != null) {
                children.add(kept);
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
        double others = StrictMath.scalb(1.0, children.size() - 1);
        double count = isPlayer() ? 0 : 2 * others - 2;
        for (PlayerNesting child : children) {
            count += others * child.coalitions();
        }
        return count;
    }

    /** How many pairs of a player and a coalition that it joins there are. */
    double joinings() {
        if (isPlayer()) {
            return 1;
        }
        double count = 0;
        for (PlayerNesting child : children) {
            count += StrictMath.scalb(1.0, children.size() - 1) * child.joinings();
        }
        return count;
    }

    /** Draws an order in which each group's players follow each other, all such orders being equally likely. */
    int[] draw(RandomGenerator random) {
        int[] order = new int[members.cardinality()];
        draw(random, order, 0);
        return order;
    }

    private int draw(RandomGenerator random, int[] order, int at) {
        if (isPlayer()) {
            order[at] = player;
            return at + 1;
        }
        int[] turns = JoiningOrders.identity(children.size());
        JoiningOrders.shuffle(turns, turns.length, random);
        int next = at;
        for (int turn : turns) {
            next = children.get(turn).draw(random, order, next);
        }
        return next;
    }
}
