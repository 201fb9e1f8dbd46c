package secant.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The order of a picture's players. It shows those of the largest magnitude in any case. */
public enum PlayerOrder {
    /** From the largest magnitude to the smallest. */
    MAGNITUDE,

    /**
     * From what raises the answer the most to what lowers it the most, over many rows on average. Where a picture shows
     * magnitudes alone, the same as {@link #MAGNITUDE}.
     */
    VALUE,

    /** As the schema has them, so that pictures of several models or rows can be laid beside each other. */
    SCHEMA;

    /**
     * Brings players into this order.
     *
     * @param ranked those to show, the largest magnitude first
     * @param value a player's attribution, or the mean over rows
     */
    int[] arrange(int[] ranked, IntToDoubleFunction value) {
        return switch (this) {
            case MAGNITUDE -> ranked.clone();
            case VALUE ->
                IntStream.of(ranked)
                        .boxed()
                        .sorted(Comparator.comparingDouble(p -> -value.applyAsDouble(p)))
                        .mapToInt(p -> p)
                        .toArray();
            case SCHEMA -> {
                int[] players = ranked.clone();
                Arrays.sort(players);
                yield players;
            }
        };
    }

    /** As {@link #arrange(int[], IntToDoubleFunction)}, of magnitudes alone. */
    int[] arrange(int[] ranked) {
        return this == SCHEMA ? arrange(ranked, p -> 0) : ranked.clone();
    }
}
