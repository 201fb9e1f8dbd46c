package secant.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How rows are counted, ordered and listed. */
final class RowNoun {

    private RowNoun() {}

    static String count(int rows) {
        return rows + (rows == 1 ? " row" : " rows");
    }

    static String order(ReportSection.RowOrder order) {
        return switch (order) {
            case SIMILARITY -> "like ones beside each other";
            case PREDICTION -> "by their answers";
            case GIVEN -> "in their order";
        };
    }

    /** Indices with a space between them, for scripts to read. */
    static String list(int[] rows) {
        return Arrays.stream(rows).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
}
