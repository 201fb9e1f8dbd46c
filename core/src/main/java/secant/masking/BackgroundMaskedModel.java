package secant.masking;

import static java.util.Objects.checkFromToIndex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import secant.data.CompensatedSums;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.model.Link;
import secant.model.PredictorException;

/**
 * The game of one row against a background: v(S) is the link of the weighted mean, over the rows b that stand in, of the
 * model's answer for the row that has the columns of S from the explained row and the others from b (with
 * {@link LinkOrder#MEAN_OF_LINK}, the mean of the linked answers). All background rows stand in, unless the masker has
 * another {@link Completion} or constraints.
 *
 * <p>For an identity link the mean is taken of the differences to the model's answers for the background rows, each
 * addition compensated, so that an offset in the model's output costs no digits; where other rows stand in, of the
 * differences to the base value. Cost of a coalition: one model row for
 * each row that stands in, and composing it, which is copying its cells. Used by one thread at a time.
 */
public final class BackgroundMaskedModel implements MaskedSubject, JackknifedModel {

    private final BackgroundMasker masker;
    private final double[] row;
    private final int[] varying;
    private final double[] answer;
    private final double[] predictions;
    private final double[] totalGains;
    private final StandIns standIns;
    private final List<String> warnings = new ArrayList<>();
    /** What each row of a batch weighs where other rows than the background's stand in. */
    private double[] weights = new double[0];
    /** What consecutive rows of a coalition add to one output. */
    private double[] terms = new double[0];

    private long modelRows;
    private long clipped;

    BackgroundMaskedModel(BackgroundMasker masker, double[] row) {
        this.masker = masker;
        this.row = row;
        this.varying = masker.varyingPlayers(row);
        this.answer = predictRow();
        this.predictions = new double[answer.length];
        this.totalGains = new double[answer.length];
        this.clipped = masker.answers().clipped();
        this.standIns = new StandIns(masker, row, varying);
        for (int k = 0; k < answer.length; k++) {
            clipped += masker.link().clips(answer[k]) ? 1 : 0;
            predictions[k] = masker.link().apply(answer[k]);
            totalGains[k] = totalGain(k);
        }
    }

    private double[] predictRow() {
        try {
            Matrix answers = masker.predictor().predict(Matrix.ofRow(row));
            checkDomain(masker, answers);
            modelRows++;
            return answers.row(0);
        } catch (PredictorException e) {
            throw e.at("it is the explained row");
        }
    }

    private double totalGain(int output) {
        if (averagesOutputs()) {
            return predictions[output] - masker.answers().baseValues()[output];
        }
        double[] weights = masker.weights();
        double[] shifts = masker.answers().shifts();
        CompensatedSums mean = new CompensatedSums(1);
        for (int b = 0; b < weights.length; b++) {
            mean.add(0, weights[b] * (predictions[output] - shifts[b * answer.length + output]));
        }
        return checkFinite(mean.take(0), output);
    }

    @Override
    public FeatureGroups groups() {
        return masker.groups();
    }

    @Override
    public double[] row() {
        return row.clone();
    }

    @Override
    public List<String> outputNames() {
        return masker.outputNames();
    }

    @Override
    public String link() {
        return masker.link().name();
    }

    @Override
    public int backgroundSize() {
        return masker.background().size();
    }

    @Override
    public String backgroundFingerprint() {
        return masker.fingerprint();
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("link order", masker.order().name());
        options.put("hidden columns", masker.hiddenColumns());
        if (!masker.constraints().isEmpty()) {
            options.put(
                    "constraints",
                    String.join(
                            "; ",
                            masker.constraints().stream()
                                    .map(BackgroundMasker.NamedConstraint::name)
                                    .toList()));
            options.put("none admitted", masker.noneAdmitted().name());
        }
        if (masker.reportsRealism()) {
            options.put("masked rows off the data", masker.realism(row).toString());
        }
        return options;
    }

    @Override
    public int[] varyingPlayers() {
        return varying.clone();
    }

    @Override
    public int players() {
        return varying.length;
    }

    @Override
    public int outputs() {
        return answer.length;
    }

    @Override
    public double[] baseValues() {
        return masker.answers().baseValues().clone();
    }

    @Override
    public double[] predictions() {
        return predictions.clone();
    }

    @Override
    public double[] totalGains() {
        return totalGains.clone();
    }

    @Override
    public int replicates() {
        return masker.replicates();
    }

    @Override
    public double leftOut(int replicate) {
        return masker.groupsOfRows().weight(replicate);
    }

    @Override
    public double[] replicateBaseValues() {
        return masker.answers().replicateBaseValues().clone();
    }

    @Override
    public double[] replicateTotalGains() {
        int outputs = outputs();
        double[] totals = new double[replicates() * outputs];
        if (totals.length == 0) {
            return totals;
        }
        double[] weights = masker.weights();
        double[] shifts = masker.answers().shifts();
        double[] bases = masker.answers().replicateBaseValues();
        ReplicateMeans means = new ReplicateMeans(masker.groupsOfRows(), outputs);
        for (int k = 0; k < outputs; k++) {
            for (int b = 0; b < weights.length; b++) {
                means.add(k, b, weights[b], predictions[k] - shifts[b * outputs + k]);
            }
            means.take(k, totals, k, outputs);
            for (int at = k; at < totals.length; at += outputs) {
                double total = averagesOutputs() ? predictions[k] - bases[at] : totals[at];
                totals[at] = checkFinite(total, k);
            }
        }
        return totals;
    }

    @Override
    public void gains(Coalitions coalitions, int from, int to, double[] gains) {
        evaluate(coalitions, from, to, gains, null);
    }

    @Override
    public void gains(Coalitions coalitions, int from, int to, double[] gains, double[] replicateGains) {
        if (replicates() == 0) {
            throw new IllegalStateException("parts of this background cannot be left out: replicates() is 0");
        }
        checkRoom(replicateGains, from, to, (long) replicates() * outputs(), "replicate gains");
        evaluate(coalitions, from, to, gains, replicateGains);
    }

    private void evaluate(Coalitions coalitions, int from, int to, double[] gains, double @Nullable [] replicateGains) {
        if (coalitions.players() != players()) {
            throw new IllegalArgumentException(
                    "coalitions must be of the " + players() + " varying players but are of " + coalitions.players());
        }
        checkFromToIndex(from, to, coalitions.count());
        checkRoom(gains, from, to, outputs(), "gains");
        new Evaluation(coalitions, from, to, gains, replicateGains).run();
    }

    private void checkRoom(double[] gains, int from, int to, long each, String what) {
        if (gains.length < (to - from) * each) {
            throw new IllegalArgumentException(what + " must have room for " + (to - from) + " coalitions × "
                    + (each == outputs() ? "" : replicates() + " replicates × ") + outputs() + " outputs but has "
                    + gains.length);
        }
    }

    /** One walk over coalitions × the rows that stand in, in batches that may end anywhere in it. */
    private final class Evaluation {

        private final Coalitions coalitions;
        private final int first;
        private final int to;
        private final double[] gains;
        private final double @Nullable [] replicateGains;
        private final int columns = row.length;
        private final int[] members = new int[players()];
        private final int[] visible = new int[columns];
        private final CompensatedSums means = new CompensatedSums(outputs());
        private final @Nullable ReplicateMeans replicateMeans;
        /** How many rows stand in for each coalition, and whether they are all of the background. */
        private final int[] counts;

        private final boolean[] whole;

        /** Whether nothing else is to be done with answers than to shift, weigh and add them. */
        private final boolean inOnePass;

        private double[] buffer = new double[0];
        private int batchRows;

        /** Where the next answers belong: a coalition, and how many of its rows went before. */
        private int coalition;

        private int done;

        Evaluation(Coalitions coalitions, int first, int to, double[] gains, double @Nullable [] replicateGains) {
            this.coalitions = coalitions;
            this.first = first;
            this.to = to;
            this.gains = gains;
            this.replicateGains = replicateGains;
            this.replicateMeans = replicateGains == null ? null : new ReplicateMeans(masker.groupsOfRows(), outputs());
            this.inOnePass = replicateGains == null && masker.order() != LinkOrder.MEAN_OF_LINK;
            this.counts = new int[to - first];
            this.whole = new boolean[to - first];
            this.coalition = first;
            int most = masker.mostRowsPerCoalition();
            if (terms.length < most) {
                terms = new double[most];
            }
        }

        void run() {
            try {
                int filled = 0;
                for (int c = first; c < to; c++) {
                    filled = compose(c, filled);
                }
                if (filled > 0) {
                    take(predict(filled));
                }
            } finally {
                masker.buffers().giveBack(buffer);
            }
        }

        /** Puts the rows of a coalition behind those that are there, and has them predicted whenever the batch is full. */
        private int compose(int c, int before) {
            choose(c);
            counts[c - first] = standIns.count();
            whole[c - first] = standIns.isBackground();
            int filled = before;
            for (int i = 0; i < standIns.count(); ) {
                if (filled == 0) {
                    openBatch((long) (to - c) * masker.mostRowsPerCoalition() - i);
                }
                int count = Math.min(standIns.count() - i, batchRows - filled);
                standIns.compose(i, count, buffer, filled * columns);
                if (!standIns.isBackground()) {
                    System.arraycopy(standIns.weights(), i, weights(), filled, count);
                }
                i += count;
                filled += count;
                if (filled == batchRows) {
                    take(predict(filled));
                    filled = 0;
                }
            }
            return filled;
        }

        /** Chooses the rows that stand in for a coalition, and names whichever columns are fewer. */
        private void choose(int c) {
            int size = coalitions.size(c);
            if (standIns.alwaysAll() && 2 * size > members.length) {
                int absent = coalitions.absent(c, members);
                standIns.chooseAll(visible, masker.listColumns(varying, members, absent, visible));
            } else {
                int players = coalitions.members(c, members);
                standIns.choose(members, players, visible, masker.listColumns(varying, members, players, visible));
            }
        }

        private double[] weights() {
            if (weights.length < batchRows) {
                weights = Arrays.copyOf(weights, batchRows);
            }
            return weights;
        }

        /** Gets a buffer for the next batch, if at most so many rows are to come. */
        private void openBatch(long rowsToCome) {
            batchRows = (int) Math.min(masker.callSize().rows(), rowsToCome);
            if (buffer.length != batchRows * columns) {
                masker.buffers().giveBack(buffer);
                buffer = masker.buffers().borrow(batchRows * columns);
            }
        }

        private Matrix predict(int rows) {
            if (rows < batchRows) {
                shorten(rows);
            }
            try {
                Matrix answers = timed(Matrix.wrap(rows, columns, buffer));
                checkDomain(masker, answers);
                modelRows += rows;
                return answers;
            } catch (PredictorException e) {
                throw e.at(where(e));
            }
        }

        private Matrix timed(Matrix rows) {
            if (!masker.callSize().isOpen()) {
                return masker.predictor().predict(rows);
            }
            long start = System.nanoTime();
            Matrix answers = masker.predictor().predict(rows);
            masker.callSize().took(rows.rows(), System.nanoTime() - start);
            return answers;
        }

        /** Goes on with a buffer that the rows fill: fewer stood in than might have. */
        private void shorten(int rows) {
            double[] shorter = masker.buffers().borrow(rows * columns);
            System.arraycopy(buffer, 0, shorter, 0, shorter.length);
            masker.buffers().giveBack(buffer);
            buffer = shorter;
        }

        private String where(PredictorException e) {
            if (e.row().isEmpty()) {
                return "the call was for coalitions from number " + (coalition - first) + " of this evaluation";
            }
            int ahead = done + e.row().getAsInt();
            int c = coalition;
            while (ahead >= counts[c - first]) {
                ahead -= counts[c++ - first];
            }
            int players = coalitions.members(c, members);
            int shown = masker.listColumns(varying, members, players, visible);
            standIns.choose(members, players, visible, shown); // again, for the message alone
            return standIns.origin(ahead, visible, shown);
        }

        private void take(Matrix answers) {
            double[] data = answers.data();
            int rows = answers.rows();
            for (int r = 0; r < rows; ) {
                int count = Math.min(counts[coalition - first] - done, rows - r);
                for (int k = 0; k < outputs(); k++) {
                    add(data, r, count, k);
                }
                r += count;
                done += count;
                if (done == counts[coalition - first]) {
                    finish();
                }
            }
        }

        /** Adds one output of consecutive rows of one coalition. */
        private void add(double[] data, int from, int count, int output) {
            int outputs = outputs();
            if (inOnePass && whole[coalition - first]) {
                means.addDifferences(
                        output,
                        data,
                        from * outputs + output,
                        masker.answers().shifts(),
                        done * outputs + output,
                        outputs,
                        masker.weights(),
                        done,
                        count);
                return;
            }
            for (int i = 0, d = from * outputs + output; i < count; i++, d += outputs) {
                terms[i] = data[d];
            }
            if (masker.order() == LinkOrder.MEAN_OF_LINK) {
                for (int i = 0; i < count; i++) {
                    terms[i] = linked(terms[i]);
                }
            }
            if (whole[coalition - first]) {
                shift(count, output);
            } else {
                double base = baseShift(output);
                for (int i = 0; i < count; i++) {
                    terms[i] = (terms[i] - base) * weights[from + i];
                }
            }
            means.addAll(output, terms, count);
        }

        /** Shifts terms by what the background rows are answered themselves, and weighs them. */
        private void shift(int count, int output) {
            int outputs = outputs();
            double[] shifts = masker.answers().shifts();
            double[] weights = masker.weights();
            for (int i = 0, s = done * outputs + output; i < count; i++, s += outputs) {
                terms[i] -= shifts[s];
            }
            if (replicateMeans != null) {
                for (int i = 0; i < count; i++) {
                    replicateMeans.add(output, done + i, weights[done + i], terms[i]);
                }
            }
            for (int i = 0; i < count; i++) {
                terms[i] *= weights[done + i];
            }
        }

        private void finish() {
            int at = coalition - first;
            for (int k = 0; k < outputs(); k++) {
                gains[at * outputs() + k] = gain(means.take(k), k);
            }
            if (replicateMeans != null && replicateGains != null) {
                finishReplicates(replicateMeans, replicateGains, at * replicates() * outputs());
            }
            coalition++;
            done = 0;
        }

        private void finishReplicates(ReplicateMeans means, double[] into, int from) {
            int outputs = outputs();
            double[] bases = masker.answers().replicateBaseValues();
            for (int k = 0; k < outputs; k++) {
                means.take(k, into, from + k, outputs);
                for (int g = 0; g < replicates(); g++) {
                    int at = from + g * outputs + k;
                    double gain = averagesOutputs() ? masker.link().apply(into[at]) - bases[g * outputs + k] : into[at];
                    into[at] = checkFinite(gain, k);
                }
            }
        }
    }

    /** Whether outputs are averaged as they are, and the link bends the average. */
    private boolean averagesOutputs() {
        return masker.link() != Link.IDENTITY && masker.order() == LinkOrder.LINK_OF_MEAN;
    }

    /** What is subtracted from answers for rows that are not those of the background, in turn. */
    private double baseShift(int output) {
        return averagesOutputs() ? 0 : masker.answers().baseValues()[output];
    }

    private double gain(double mean, int output) {
        return checkFinite(averagesOutputs() ? linked(mean) - masker.answers().baseValues()[output] : mean, output);
    }

    private double linked(double value) {
        clipped += masker.link().clips(value) ? 1 : 0;
        return masker.link().apply(value);
    }

    private double checkFinite(double gain, int output) {
        if (!Double.isFinite(gain)) {
            throw masker.predictor()
                    .fault("differences of output " + output + " to the background overflow")
                    .at("scale the model's output");
        }
        return gain;
    }

    static void checkDomain(BackgroundMasker masker, Matrix answers) {
        if (masker.link() == Link.IDENTITY) {
            return;
        }
        double[] data = answers.data();
        for (int i = 0; i < data.length; i++) {
            if (!masker.link().admits(data[i])) {
                throw masker.predictor()
                        .fault(
                                "link " + masker.link() + " needs "
                                        + masker.link().domain() + " but the predictor returned " + data[i],
                                i / answers.columns())
                        .at("choose another link or another output of the model");
            }
        }
    }

    @Override
    public void repeatPrediction() {
        warnings.addAll(masker.predictor().differences(answer, predictRow()));
    }

    @Override
    public int coalitionsPerCall() {
        return Math.max(1, masker.batchRows() / masker.rowsPerCoalition());
    }

    @Override
    public int rowsPerCoalition() {
        return masker.weights().length;
    }

    @Override
    public long modelRows() {
        return modelRows;
    }

    @Override
    public List<String> warnings() {
        List<String> all = new ArrayList<>(masker.background().notes());
        if (clipped > 0) {
            all.add("link " + masker.link() + " clipped " + clipped + " probabilities that are nearer to 0 or 1 than "
                    + Link.CLIP);
        }
        if (masker.normal() != null) {
            all.addAll(masker.normal().warnings());
        }
        standIns.warn(all);
        all.addAll(warnings);
        return all;
    }
}
