package secant.explanation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The explanations of many rows by one explainer, and the rows for which there is none. Immutable.
 *
 * <p>A row that fails, or that was not reached before an interrupt, takes nothing from the others: it is among the
 * {@link #failures()}. Callers who want all or nothing call {@link #orThrow()}.
 */
public final class Explanations implements Iterable<Explanation> {

    /**
     * A row without an explanation.
     *
     * @param row the row's index in the table that was to be explained
     * @param cause why
     */
    public record Failure(int row, RuntimeException cause) {

        public Failure {
            requireNonNull(cause, "cause");
        }
    }

    private final List<Explanation> all;
    private final List<Integer> rows;
    private final List<Failure> failures;

    private final List<String> warnings;

    private Explanations(List<Explanation> all, List<Integer> rows, List<Failure> failures, List<String> warnings) {
        this.all = List.copyOf(all);
        this.rows = List.copyOf(rows);
        this.failures = List.copyOf(failures);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Collects explanations of the rows 0, 1, … without failures.
     *
     * @param explanations in row order, of the same players and outputs
     * @return the collection
     * @throws IllegalArgumentException if they differ in players or outputs
     */
    public static Explanations of(List<Explanation> explanations) {
        List<Integer> rows = new ArrayList<>(explanations.size());
        for (int r = 0; r < explanations.size(); r++) {
            rows.add(r);
        }
        return of(explanations, rows, List.of(), List.of());
    }

    /**
     * Collects explanations and failures.
     *
     * @param explanations in row order, of the same players and outputs
     * @param rows the index of each explanation's row
     * @param failures the other rows
     * @param warnings what a reader of all of them should know, in sentences
     * @return the collection
     * @throws IllegalArgumentException if the explanations differ in players or outputs, are not one a row index, or the
     *     indices of explanations or of failures do not ascend or meet
     */
    public static Explanations of(
            List<Explanation> explanations, List<Integer> rows, List<Failure> failures, List<String> warnings) {
        if (explanations.size() != rows.size()) {
            throw new IllegalArgumentException(
                    "row indices must be one an explanation but are " + rows.size() + " for " + explanations.size());
        }
        checkAscending("row indices", rows);
        List<Integer> failed = failures.stream().map(Failure::row).toList();
        checkAscending("row indices of failures", failed);
        for (Integer row : failed) {
            if (Collections.binarySearch(rows, row) >= 0) {
                throw new IllegalArgumentException("row " + row + " must be explained or failed but is both");
            }
        }
        for (Explanation explanation : explanations) {
            Explanation first = explanations.get(0);
            if (!explanation.players().equals(first.players())
                    || !names(explanation).equals(names(first))) {
                throw new IllegalArgumentException("explanations must be of the same players and outputs but are of "
                        + first + " and of " + explanation);
            }
        }
        return new Explanations(explanations, rows, failures, warnings);
    }

    private static void checkAscending(String what, List<Integer> rows) {
        int before = -1;
        for (int row : rows) {
            if (row <= before) {
                throw new IllegalArgumentException(what + " must be 0 or more and ascend but are " + rows);
            }
            before = row;
        }
    }

    private static List<String> names(Explanation explanation) {
        return explanation.outputs().stream().map(OutputExplanation::output).toList();
    }

    /** {@return the number of explanations} */
    public int size() {
        return all.size();
    }

    /**
     * Reads one explanation.
     *
     * @param index from 0 to {@link #size()} − 1; with failures this is not the row's index
     * @return the explanation
     */
    public Explanation get(int index) {
        return all.get(index);
    }

    /**
     * Says which row an explanation is of.
     *
     * @param index from 0 to {@link #size()} − 1
     * @return the row's index in the table that was explained
     */
    public int rowOf(int index) {
        return rows.get(index);
    }

    /**
     * Finds the explanation of a row.
     *
     * @param row the row's index in the table that was explained
     * @return its explanation, or nothing if it failed
     */
    public Optional<Explanation> ofRow(int row) {
        int index = Collections.binarySearch(rows, row);
        return index < 0 ? Optional.empty() : Optional.of(all.get(index));
    }

    /** {@return the explanations in row order} */
    public List<Explanation> all() {
        return all;
    }

    @Override
    public Iterator<Explanation> iterator() {
        return all.iterator();
    }

    /** {@return the rows that have no explanation, in row order} */
    public List<Failure> failures() {
        return failures;
    }

    /** {@return how many rows the model predicted for the explanations; what failed rows have cost is not among them} */
    public long modelRows() {
        return all.stream()
                .mapToLong(explanation -> explanation.provenance().modelRows())
                .sum();
    }

    /** {@return how many coalitions were evaluated for the explanations; those of failed rows are not among them} */
    public long coalitions() {
        return all.stream()
                .mapToLong(explanation -> explanation.provenance().coalitions())
                .sum();
    }

    /** {@return what a reader of all explanations should know, in sentences; each also has warnings of its own} */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Insists on every row.
     *
     * @return this
     * @throws RuntimeException the first failure's cause, with the other causes suppressed in it, if a row failed
     */
    public Explanations orThrow() {
        if (failures.isEmpty()) {
            return this;
        }
        RuntimeException first = failures.get(0).cause();
        List<Throwable> known = List.of(first.getSuppressed());
        for (Failure failure : failures) {
            if (failure.cause() != first && !known.contains(failure.cause())) {
                first.addSuppressed(failure.cause());
            }
        }
        throw first;
    }

    /**
     * Averages the magnitudes of the attributions of one output over the rows.
     *
     * @param output an output's name
     * @return the importance of every player
     * @throws IllegalArgumentException if there is no explanation, or no such output
     */
    public GlobalImportance globalImportance(String output) {
        return GlobalImportance.of(this, output);
    }

    /**
     * Averages the magnitudes of the attributions over the rows, for each output.
     *
     * @return one an output, in the model's order
     * @throws IllegalArgumentException if there is no explanation
     */
    public List<GlobalImportance> globalImportance() {
        GlobalImportance.checkNotEmpty(this);
        return names(all.get(0)).stream().map(this::globalImportance).toList();
    }
}
