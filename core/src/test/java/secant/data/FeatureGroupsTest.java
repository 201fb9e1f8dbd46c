package secant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureGroupsTest {

    private static final Schema SCHEMA = Schema.of(
            Feature.numeric("a"), Feature.categorical("b", "no", "yes"), Feature.numeric("c"), Feature.numeric("d"));

    @Test
    void singles_schema_makesEveryColumnAPlayer() {
        FeatureGroups groups = FeatureGroups.singles(SCHEMA);
        assertThat(groups.names()).containsExactly("a", "b", "c", "d");
        assertThat(groups.columns(2)).containsExactly(2);
    }

    @Test
    void build_blocks_comeBeforeTheOtherColumns() {
        FeatureGroups groups =
                FeatureGroups.builder(SCHEMA).group("late", "d", "b").build();
        assertThat(groups.names()).containsExactly("late", "a", "c");
        assertThat(groups.columns(0)).containsExactly(1, 3);
        assertThat(groups.columns(2)).containsExactly(2);
    }

    @Test
    void columns_changedByTheCaller_stayAsTheyWere() {
        int[] given = {0, 1};
        FeatureGroups groups = FeatureGroups.builder(SCHEMA).group("g", given).build();
        given[0] = 3;
        groups.columns(0)[0] = 3;
        assertThat(groups.columns(0)).containsExactly(0, 1);
    }

    @Test
    void group_overlap_namesColumnAndBothGroups() {
        FeatureGroups.Builder builder = FeatureGroups.builder(SCHEMA).group("first", "a", "b");
        assertThatThrownBy(() -> builder.group("second", "b", "c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column 'b' must belong to one group but is in 'first' and in 'second'");
    }

    @Test
    void group_columnTwice_saysSo() {
        assertThatThrownBy(() -> FeatureGroups.builder(SCHEMA).group("g", "a", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column 'a' must appear once in group 'g'");
    }

    @Test
    void group_unknownName_listsTheNames() {
        assertThatThrownBy(() -> FeatureGroups.builder(SCHEMA).group("g", "a", "z"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no feature is named 'z'; the schema has [a, b, c, d]");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4})
    void group_columnOutOfRange_saysTheRange(int column) {
        assertThatThrownBy(() -> FeatureGroups.builder(SCHEMA).group("g", column))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("columns of group 'g' must be from 0 to 3 but one is " + column);
    }

    @Test
    void group_noColumn_isRefused() {
        assertThatThrownBy(() -> FeatureGroups.builder(SCHEMA).group("g", new int[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("group 'g' must have at least 1 column but has 0");
    }

    @Test
    void build_groupNamedLikeAnotherColumn_isRefused() {
        FeatureGroups.Builder builder = FeatureGroups.builder(SCHEMA).group("d", "a", "b");
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("players must have distinct names but two are named 'd'");
    }

    @Test
    void build_groupNamedLikeAMember_isFine() {
        assertThat(FeatureGroups.builder(SCHEMA).group("a", "a", "b").build().names())
                .containsExactly("a", "c", "d");
    }

    @Test
    void format_singleColumn_writesItsValue() {
        assertThat(FeatureGroups.singles(SCHEMA).format(1, new double[] {0, 1, 2, 3}))
                .isEqualTo("yes");
    }

    @Test
    void format_group_writesEveryColumn() {
        FeatureGroups groups = FeatureGroups.builder(SCHEMA)
                .group("g", "d", "b")
                .group("other name", "a")
                .build();
        double[] row = {0.5, 1, 2, Double.NaN};
        assertThat(groups.format(0, row)).isEqualTo("b = yes, d = missing");
        assertThat(groups.format(1, row)).isEqualTo("a = 0.5");
    }

    @Test
    void equals_otherColumns_differs() {
        FeatureGroups one = FeatureGroups.builder(SCHEMA).group("g", 0, 1).build();
        assertThat(FeatureGroups.builder(SCHEMA).group("g", 1, 0).build())
                .isEqualTo(one)
                .hasSameHashCodeAs(one);
        assertThat(FeatureGroups.builder(Schema.numeric("a", "b", "c", "d"))
                        .group("g", 0, 1)
                        .build())
                .isNotEqualTo(one);
        assertThat(FeatureGroups.singles(SCHEMA)).isNotEqualTo(one);
    }

    @Test
    void equals_sameGroups_areEqualWithOneHash() {
        FeatureGroups groups =
                FeatureGroups.builder(SCHEMA).group("late", "d", "b").build();
        FeatureGroups same =
                FeatureGroups.builder(SCHEMA).group("late", "b", "d").build();

        assertThat(groups).isEqualTo(same).hasSameHashCodeAs(same).hasToString("FeatureGroups[late, a, c]");
        for (FeatureGroups other : List.of(
                FeatureGroups.singles(SCHEMA),
                FeatureGroups.builder(SCHEMA).group("later", "d", "b").build(),
                FeatureGroups.builder(SCHEMA).group("late", "d", "c").build())) {
            assertThat(other).isNotEqualTo(groups).doesNotHaveSameHashCodeAs(groups);
        }
    }
}
