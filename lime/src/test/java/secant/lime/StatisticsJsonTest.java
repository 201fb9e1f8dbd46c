package secant.lime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsJsonTest {

    private static final String BINS =
            "{\"format\":\"secant-lime-statistics/1\",\"rows\":4,\"discretizer\":\"own\",\"columns\":[{\"name\":\"x\","
                    + "\"mean\":2.5,\"scale\":1.5,\"constant\":false,\"edges\":[2,3],\"frequencies\":[0.5,0.25,0.25],"
                    + "\"means\":[1.5,3,4],\"deviations\":[0.5,0,0],\"mins\":[1,2,3],\"maxs\":[2,3,4]}]}";

    private static final String GROUPS =
            "{\"format\":\"secant-lime-statistics/2\",\"rows\":4,\"discretizer\":\"own\",\"columns\":["
                    + "{\"name\":\"p\",\"categories\":[\"0\",\"1\"],\"frequencies\":[0.5,0.5]},"
                    + "{\"name\":\"q\",\"categories\":[\"0\",\"1\"],\"frequencies\":[0.5,0.5]}],"
                    + "\"groups\":[{\"name\":\"both\",\"columns\":[\"p\",\"q\"],\"combinations\":[[0,0],[1,1]],"
                    + "\"frequencies\":[0.5,0.5]}]}";

    private static String with(String json, String part, String other) {
        assertThat(json).containsOnlyOnce(part);
        return json.replace(part, other);
    }

    @Test
    void read_statisticsByHand_areThose() {
        TrainingStatistics bins = TrainingStatistics.fromJson(BINS);
        assertThat(bins.rows()).isEqualTo(4);
        assertThat(bins.column(0).edges).containsExactly(2, 3);
        assertThat(bins.column(0).scale).isEqualTo(1.5);
        assertThat(TrainingStatistics.fromJson(GROUPS).player(0).combinations)
                .isDeepEqualTo(new int[][] {{0, 0}, {1, 1}});
    }

    @ParameterizedTest
    @CsvSource({"1", "2147483647"})
    void read_rowsUpToTheMost_areThose(int rows) {
        assertThat(TrainingStatistics.fromJson(with(BINS, "\"rows\":4", "\"rows\":" + rows))
                        .rows())
                .isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"rows\":4|\"rows\":0|/rows must be a whole number of 1 or more but is 0.0",
                "\"rows\":4|\"rows\":1.5|/rows must be a whole number of 1 or more but is 1.5",
                "\"rows\":4|\"rows\":2147483648|/rows must be a whole number of 1 or more but is 2.147483648E9",
                "1.5,\"constant|0,\"constant|/columns/0/scale must be above 0 but is 0.0",
                "[2,3],\"freq|[3,2],\"freq|/columns/0/edges must be an ascending array but is an array of 2",
                "[2,3],\"freq|[2,2],\"freq|/columns/0/edges must be an ascending array but is an array of 2",
                "[2,3],\"freq|[],\"freq|/columns/0/edges must be an array of at least 1 number but is an array of 0",
                "[2,3,4]}|[2,1,4]}|/columns/0/maxs must be nowhere below mins but is an array of 3",
                "[2,3,4]}|[2,3,2.9]}|/columns/0/maxs must be nowhere below mins but is an array of 3",
                "[0.5,0,0]|[0.5,0,-1]|/columns/0/deviations must be 0 or more everywhere but is an array of 3",
                "[0.5,0.25,0.25]|[0.5,0.75,-0.25]|/columns/0/frequencies must be 0 or more everywhere",
            })
    void read_binsThatCannotBe_areRefusedWithTheirPlace(String part, String other, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.fromJson(with(BINS, part, other)))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[\"p\",\"q\"]|[\"p\",\"p\"]|/groups/0/columns must be names of columns, in their order but is an array of 2",
                "[[0,0],[1,1]]|[[0,0],[0,0]]|/groups/0/combinations/1 must be after the combination before it, in ascending",
                "[[0,0],[1,1]]|[[0,0],[1,2]]|/groups/0/combinations/1 must be the numbers of a bin or category of each",
                "[[0,0],[1,1]]|[[0,-1],[1,1]]|/groups/0/combinations/0 must be the numbers of a bin or category of each",
            })
    void read_groupsThatCannotBe_areRefusedWithTheirPlace(String part, String other, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.fromJson(with(GROUPS, part, other)))
                .withMessageStartingWith(message);
    }

    /** As many as can be told apart by 16 bits; of more not the first one is looked at. */
    @Test
    void read_combinations_areLookedAtUpToTheMost() {
        String empty = "[" + "[],".repeat(65_534) + "[]]";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.fromJson(with(GROUPS, "[[0,0],[1,1]]", empty)))
                .withMessage("/groups/0/combinations/0 must be an array of 2 numbers but is an array of 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingStatistics.fromJson(
                        with(GROUPS, "[[0,0],[1,1]]", empty.replaceFirst("\\[\\],", "[],[],"))))
                .withMessage("/groups/0/combinations must be an array of at most 65535 but is an array of 65536");
    }
}
