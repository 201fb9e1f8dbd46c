package secant.audit;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Explanations;
import secant.model.Predictor;

/**
 * Finds models that answer masked rows by another rule than real ones, so that explanations by perturbation show the
 * harmless rule (Slack et al. 2020, 'Fooling LIME and SHAP'), at no further call of the model.
 *
 * <p>Explain with {@link #predictor()} in place of the model: it passes every call on and keeps a bounded sample of what was
 * asked and answered. Then {@link #find} fits the answers for masked rows and looks whether the fit holds for real rows. A
 * model that is what it seems is alike on both; one that detects masked rows is not.
 *
 * <p>What the fit is held against depends on how near masked rows are to real ones. Where they keep most cells of a real
 * row, as with SHAP, an honest model's answers for real rows are foretold at least as well as those for masked rows that
 * were left out, and as by the few real rows themselves. Where they do not, as with LIME, the fit may fail on real rows only because there were no rows like them; it
 * is then held against a fit to the real rows alone, and must be far worse than that.
 *
 * <p>The rows that are kept are those with the smallest hashes: 1,000 real ones and 1,000 masked ones, whatever the number of
 * calls, and the same ones at any number of threads and any size of batches. Thread-safe if the model is. Cost: a hash a
 * row while explaining; {@link #find} takes about a second an output.
 *
 * <pre>{@code
 * TransferCheck check = TransferCheck.of(model, schema, testRows);
 * Explanations why = KernelShap.builder(check.predictor(), background).build().explain(rows);
 * List<Transfer> findings = check.find();
 * }</pre>
 */
public final class TransferCheck {

    /** Fewer real rows have no R² to speak of. */
    private static final int FEWEST_REAL = 30;

    private static final int FEWEST_MASKED = 100;
    private static final int MOST_ROWS = 1000;
    private static final int MASKED_PARTS = 3;
    private static final int REAL_PARTS = 10;

    /** Masked rows that differ from a real row in at most half as many cells as the next real row does are near. */
    private static final double NEAR = 0.5;

    /** How much larger than its yardstick the unexplained share must be, measured on honest models and scaffolds: see the guide. */
    private static final double NEAR_MASKED_FACTOR = 1.05;

    private static final double NEAR_MASKED_MARGIN = 0.05;
    private static final double NEAR_OWN_FACTOR = 1.2;
    private static final double NEAR_OWN_MARGIN = 0.1;
    private static final double FAR_OWN_FACTOR = 2.4;
    private static final double FAR_OWN_MARGIN = 0.05;
    private static final double FAR_MASKED_MARGIN = 0.3;

    /** The answers of one kind of rows may vary little, but an error is not measured by less than this share of the other's. */
    private static final double LEAST_VARIANCE_SHARE = 0.1;

    private final Predictor model;
    private final Schema schema;
    private final long[] realHashes;
    private final RowSample real = new RowSample(MOST_ROWS);
    private final RowSample masked = new RowSample(MOST_ROWS);
    private final Recording recording = new Recording();

    private TransferCheck(Predictor model, Schema schema, long[] realHashes) {
        this.model = model;
        this.schema = schema;
        this.realHashes = realHashes;
    }

    /**
     * Prepares a check.
     *
     * @param model the model that is to be explained
     * @param schema what the columns are
     * @param realRows rows as they occur: those to be explained, those of the background, and any others; only their hashes
     *     are kept, and what the model answers is learnt when an explainer asks for one of them, to the bit
     * @return the check
     * @throws IllegalArgumentException if the rows have another width than the schema
     */
    public static TransferCheck of(Predictor model, Schema schema, Matrix realRows) {
        requireNonNull(model, "model");
        requireNonNull(schema, "schema");
        schema.checkWidth(requireNonNull(realRows, "realRows").columns(), "the table of real rows");
        long[] hashes = new long[realRows.rows()];
        for (int r = 0; r < hashes.length; r++) {
            hashes[r] = RowSample.hash(realRows.data(), r * schema.columns(), schema.columns());
        }
        Arrays.sort(hashes);
        return new TransferCheck(model, schema, hashes);
    }

    /** {@return the model, with a memory of what it is asked: to be given to an explainer} */
    public Predictor predictor() {
        return recording;
    }

    /**
     * Looks at all that the predictor has been asked so far. Does not call the model.
     *
     * @return a finding for each output of the model
     * @throws IllegalStateException if it was asked about fewer than 30 real rows or 100 others
     */
    public List<Transfer> find() {
        RowSample.Answered[] realRows = real.rows();
        RowSample.Answered[] maskedRows = masked.rows();
        if (realRows.length < FEWEST_REAL || maskedRows.length < FEWEST_MASKED) {
            throw new IllegalStateException(
                    "a transfer check needs answers for at least " + FEWEST_REAL + " real rows and "
                            + FEWEST_MASKED + " masked ones but has " + realRows.length + " and " + maskedRows.length
                            + "; explain more rows of the table of real rows");
        }
        double nearness = nearness(rows(realRows), rows(maskedRows));
        List<String> names = model.outputNames();
        int outputs = realRows[0].answers.length;
        List<Transfer> findings = new ArrayList<>();
        for (int k = 0; k < outputs; k++) {
            String name = names.size() == outputs ? names.get(k) : outputs == 1 ? "output" : "output " + k;
            findings.add(find(name, realRows, maskedRows, k, nearness));
        }
        return List.copyOf(findings);
    }

    /**
     * Adds what is suspicious to the warnings of a batch of explanations, where reports show it.
     *
     * @param explanations made with {@link #predictor()}
     * @return the same explanations with {@link Transfer#sentence} of each suspicious output as a warning more
     * @throws IllegalStateException as with {@link #find}
     */
    public Explanations warn(Explanations explanations) {
        List<String> warnings = new ArrayList<>(explanations.warnings());
        find().stream().filter(Transfer::isSuspicious).map(Transfer::sentence).forEach(warnings::add);
        return Explanations.of(
                explanations.all(),
                IntStream.range(0, explanations.size())
                        .mapToObj(explanations::rowOf)
                        .toList(),
                explanations.failures(),
                warnings);
    }

    /** The masked rows that are remembered. */
    double[][] maskedRows() {
        return rows(masked.rows());
    }

    private Transfer find(
            String name, RowSample.Answered[] realRows, RowSample.Answered[] maskedRows, int output, double nearness) {
        double[][] realX = rows(realRows);
        double[][] maskedX = rows(maskedRows);
        double[] realY = answers(realRows, output);
        double[] maskedY = answers(maskedRows, output);
        double realVariance = variance(realY);
        double maskedVariance = variance(maskedY);
        double left = Double.POSITIVE_INFINITY;
        double transferred = Double.POSITIVE_INFINITY;
        double own = Double.POSITIVE_INFINITY;
        for (RowFit.Kind kind :
                RowFit.Kind.values()) { // whichever does better: no kind of honest model is to be at a disadvantage
            left = Math.min(left, RowFit.errorLeftOut(kind, schema, maskedX, maskedY, MASKED_PARTS));
            transferred = Math.min(transferred, new RowFit(kind, schema, maskedX, maskedY).error(realX, realY));
            own = Math.min(own, RowFit.errorLeftOut(kind, schema, realX, realY, REAL_PARTS));
        }
        double realScale = Math.max(realVariance, LEAST_VARIANCE_SHARE * maskedVariance);
        double maskedScale = Math.max(maskedVariance, LEAST_VARIANCE_SHARE * realVariance);
        double unexplainedMasked = share(left, maskedScale);
        double unexplained = share(transferred, realScale);
        double unexplainedOwn = share(own, realScale);
        boolean suspicious = nearness < NEAR
                ? isSuspiciousNear(unexplained, unexplainedMasked, unexplainedOwn)
                : isSuspiciousFar(unexplained, unexplainedMasked, unexplainedOwn);
        return new Transfer(
                name,
                realX.length,
                maskedX.length,
                1 - unexplainedMasked,
                1 - unexplained,
                1 - unexplainedOwn,
                nearness,
                suspicious);
    }

    private static boolean isSuspiciousNear(double unexplained, double masked, double own) {
        return unexplained > NEAR_MASKED_FACTOR * masked + NEAR_MASKED_MARGIN
                || unexplained > NEAR_OWN_FACTOR * own + NEAR_OWN_MARGIN;
    }

    private static boolean isSuspiciousFar(double unexplained, double masked, double own) {
        return unexplained > FAR_OWN_FACTOR * own + FAR_OWN_MARGIN && unexplained > masked + FAR_MASKED_MARGIN;
    }

    /** The unexplained share of a variance; none of a constant. */
    private static double share(double error, double variance) {
        return variance > 0 ? error / variance : 0;
    }

    private static double variance(double[] values) {
        double first = values[0]; // shifted, so that a constant has none
        double mean = Arrays.stream(values).map(value -> value - first).sum() / values.length;
        return Arrays.stream(values)
                        .map(value -> (value - first - mean) * (value - first - mean))
                        .sum()
                / values.length;
    }

    private static double nearness(double[][] realRows, double[][] maskedRows) {
        double sum = 0;
        for (int r = 0; r < realRows.length; r++) {
            int nearestMasked = nearest(realRows[r], maskedRows);
            int nearestReal = nearest(realRows[r], realRows);
            sum += nearestMasked / (double) nearestReal;
        }
        return sum / realRows.length;
    }

    /** In how many cells the nearest other row differs; rows that differ in none are not others. */
    private static int nearest(double[] row, double[][] rows) {
        int nearest = row.length;
        for (double[] other : rows) {
            int differing = 0;
            for (int c = 0; c < row.length && differing < nearest; c++) {
                differing += Double.compare(row[c], other[c]) == 0 ? 0 : 1;
            }
            if (differing > 0) {
                nearest = Math.min(nearest, differing);
            }
        }
        return nearest;
    }

    private static double[][] rows(RowSample.Answered[] sample) {
        return Arrays.stream(sample).map(answered -> answered.row).toArray(double[][]::new);
    }

    private static double[] answers(RowSample.Answered[] sample, int output) {
        return Arrays.stream(sample)
                .mapToDouble(answered -> answered.answers[output])
                .toArray();
    }

    /** The model with a memory. What it answers is not checked here: explainers do that. */
    private final class Recording implements Predictor {

        @Override
        public Matrix predict(Matrix rows) {
            schema.checkWidth(rows.columns(), "the table of rows to predict");
            List<Asked> asked = asked(rows); // before the call: a model may write to its rows
            Matrix answers = model.predict(rows);
            if (answers != null && answers.rows() == rows.rows()) {
                for (Asked one : asked) {
                    double[] answer = answers.row(one.index);
                    if (Arrays.stream(answer).allMatch(Double::isFinite)) {
                        one.sample.offer(one.hash, new RowSample.Answered(one.row, answer));
                    }
                }
            }
            return answers;
        }

        private List<Asked> asked(Matrix rows) {
            List<Asked> asked = new ArrayList<>();
            for (int r = 0; r < rows.rows(); r++) {
                long hash = RowSample.hash(rows.data(), r * rows.columns(), rows.columns());
                RowSample sample = Arrays.binarySearch(realHashes, hash) >= 0 ? real : masked;
                if (sample.wants(hash)) {
                    asked.add(new Asked(r, hash, sample, rows.row(r)));
                }
            }
            return asked;
        }

        @Override
        public boolean isThreadSafe() {
            return model.isThreadSafe();
        }

        @Override
        public List<String> outputNames() {
            return model.outputNames();
        }
    }

    /** A row that will be kept if it is answered. */
    private static final class Asked {

        final int index;
        final long hash;
        final RowSample sample;
        final double[] row;

        Asked(int index, long hash, RowSample sample, double[] row) {
            this.index = index;
            this.hash = hash;
            this.sample = sample;
            this.row = row;
        }
    }
}
