package secant.kernelshap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlayerTreeTest {

    private static PlayerTree of(String name) {
        return PlayerTree.group(PlayerTree.player("first"), PlayerTree.players(name, "last"));
    }

    /** "Aa" and "BB" have the same hash. */
    @Test
    void equals_otherPlayersOfTheSameHash_areOthers() {
        assertThat("Aa").hasSameHashCodeAs("BB");
        assertThat(of("Aa")).hasSameHashCodeAs(of("BB")).isNotEqualTo(of("BB")).isEqualTo(of("Aa"));
        assertThat(PlayerTree.player("Aa")).isNotEqualTo(PlayerTree.player("BB"));
    }

    @Test
    void equals_otherNestingOfTheSamePlayers_isAnother() {
        PlayerTree left = PlayerTree.group(PlayerTree.players("a", "b"), PlayerTree.player("c"));
        PlayerTree right = PlayerTree.group(PlayerTree.player("a"), PlayerTree.players("b", "c"));
        assertThat(left)
                .isNotEqualTo(right)
                .isNotEqualTo(PlayerTree.players("a", "b", "c"))
                .isNotEqualTo("a");
        assertThat(left.subtrees()).hasSize(5);
        assertThat(left.hashCode()).isNotEqualTo(right.hashCode());
    }
}
