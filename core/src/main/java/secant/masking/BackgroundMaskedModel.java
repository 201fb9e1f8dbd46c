package secant.masking;

import static java.util.Objects.checkFromToIndex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.model.Link;
import secant.model.PredictorException;

/**
 * The game of one row against a background: v(S) is the link of the weighted mean, over the background rows b, of the
 * model's answer for the row that has the columns of S from the explained row and the others from b (with
 * {@link LinkOrder#MEAN_OF_LINK}, the mean of the linked answers).
 *
 * <p>For an identity link the mean is taken of the differences to the model's answers for the background rows, each
 * addition compensated, so that an offset in the model's output costs no digits. Cost of a coalition: one model row a
 * background row, and composing it, which is copying its cells. Used by one thread at a time.
 */
public final class BackgroundMaskedModel implements MaskedSubject {

    private static final int MAX_NAMES_IN_MESSAGE = 10;

    private final BackgroundMasker masker;
    private final double[] row;
    private final int[] varying;
    private final double[] answer;
    private final double[] predictions;
    private final double[] totalGains;
    private final List<String> warnings = new ArrayList<>();
    /** Holds the last, shorter batch of a block of coalitions; blocks are mostly alike. */
    private double[] tail = new double[0];

    private long modelRows;
    private long clipped;

    BackgroundMaskedModel(BackgroundMasker masker, double[] row) {
        this.masker = masker;
        this.row = row;
        this.varying = varyingPlayers(masker, row);
        this.answer = predictRow();
        this.predictions = new double[answer.length];
        this.totalGains = new double[answer.length];
        this.clipped = masker.answers().clipped();
        for (int k = 0; k < answer.length; k++) {
            clipped += masker.link().clips(answer[k]) ? 1 : 0;
            predictions[k] = masker.link().apply(answer[k]);
            totalGains[k] = totalGain(k);
        }
    }

    private static int[] varyingPlayers(BackgroundMasker masker, double[] row) {
        double[] background = masker.background().rows().data();
        boolean[] differs = new boolean[row.length];
        for (int from = 0; from < background.length; from += row.length) {
            for (int c = 0; c < row.length; c++) {
                // By bits, not by a tolerance, and NaN equals NaN.
                differs[c] |= Double.doubleToLongBits(background[from + c]) != Double.doubleToLongBits(row[c]);
            }
        }
        int[] players = new int[masker.columns().length];
        int count = 0;
        for (int p = 0; p < players.length; p++) {
            boolean varies = false;
            for (int column : masker.columns()[p]) {
                varies |= differs[column];
            }
            if (varies) {
                players[count++] = p;
            }
        }
        return Arrays.copyOf(players, count);
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
        if (masker.link() != Link.IDENTITY && masker.order() == LinkOrder.LINK_OF_MEAN) {
            return predictions[output] - masker.answers().baseValues()[output];
        }
        double[] weights = masker.weights();
        double[] shifts = masker.answers().shifts();
        WeightedMeans mean = new WeightedMeans(1);
        for (int b = 0; b < weights.length; b++) {
            mean.add(0, weights[b], predictions[output] - shifts[b * answer.length + output]);
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
        return Map.of("link order", masker.order().name());
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
    public void gains(Coalitions coalitions, int from, int to, double[] gains) {
        if (coalitions.players() != players()) {
            throw new IllegalArgumentException(
                    "coalitions must be of the " + players() + " varying players but are of " + coalitions.players());
        }
        checkFromToIndex(from, to, coalitions.count());
        if (gains.length < (long) (to - from) * outputs()) {
            throw new IllegalArgumentException("gains must have room for " + (to - from) + " coalitions × " + outputs()
                    + " outputs but has " + gains.length);
        }
        double[] buffer = masker.borrowBuffer((long) (to - from) * masker.weights().length);
        try {
            new Evaluation(coalitions, from, gains, buffer).run(to);
        } finally {
            masker.returnBuffer(buffer);
        }
    }

    /** One walk over coalitions × background rows, in batches that may end anywhere in it. */
    private final class Evaluation {

        private final Coalitions coalitions;
        private final int first;
        private final double[] gains;
        private final double[] buffer;
        private final int columns = row.length;
        private final int size = masker.weights().length;
        private final int batchRows;
        private final int[] members = new int[players()];
        private final int[] swapped = new int[columns];
        private final WeightedMeans means = new WeightedMeans(outputs());
        /** Where the next answers belong: a coalition and a background row. */
        private int coalition;

        private int backgroundRow;

        Evaluation(Coalitions coalitions, int first, double[] gains, double[] buffer) {
            this.coalitions = coalitions;
            this.first = first;
            this.gains = gains;
            this.buffer = buffer;
            this.batchRows = buffer.length / columns;
            this.coalition = first;
        }

        void run(int to) {
            int filled = 0;
            for (int c = first; c < to; c++) {
                int swaps = swappedColumns(c);
                for (int b = 0; b < size; ) {
                    int count = Math.min(size - b, batchRows - filled);
                    compose(b, count, swaps, filled);
                    b += count;
                    filled += count;
                    if (filled == batchRows) {
                        take(predict(filled));
                        filled = 0;
                    }
                }
            }
            if (filled > 0) {
                take(predict(filled));
            }
        }

        private int swappedColumns(int c) {
            int count = coalitions.members(c, members);
            int swaps = 0;
            for (int m = 0; m < count; m++) {
                for (int column : masker.columns()[varying[members[m]]]) {
                    swapped[swaps++] = column;
                }
            }
            return swaps;
        }

        private void compose(int from, int count, int swaps, int filled) {
            int offset = filled * columns;
            System.arraycopy(masker.background().rows().data(), from * columns, buffer, offset, count * columns);
            for (int r = 0; r < count; r++, offset += columns) {
                for (int s = 0; s < swaps; s++) {
                    int column = swapped[s];
                    buffer[offset + column] = row[column];
                }
            }
        }

        private Matrix predict(int rows) {
            try {
                Matrix answers = masker.predictor().predict(firstRows(rows));
                checkDomain(masker, answers);
                checkOutputs(answers);
                modelRows += rows;
                return answers;
            } catch (PredictorException e) {
                throw e.at(where(e));
            }
        }

        /** The buffer's first rows: the buffer itself if they fill it, else a copy of their size, which is kept, too. */
        private Matrix firstRows(int rows) {
            int cells = rows * columns;
            if (cells == buffer.length) {
                return Matrix.wrap(rows, columns, buffer);
            }
            if (tail.length != cells) {
                tail = new double[cells];
            }
            System.arraycopy(buffer, 0, tail, 0, cells);
            return Matrix.wrap(rows, columns, tail);
        }

        private void checkOutputs(Matrix answers) {
            if (answers.columns() != outputs()) {
                throw masker.predictor()
                        .fault("predictor returned " + answers.columns() + " outputs after " + outputs());
            }
        }

        private String where(PredictorException e) {
            if (e.row().isEmpty()) {
                return "the call was for coalitions from number " + (coalition - first) + " of this evaluation";
            }
            long ahead = (long) backgroundRow + e.row().getAsInt();
            int c = coalition + (int) (ahead / size);
            return "the row has columns " + names(swappedColumns(c))
                    + " from the explained row and the others from row " + ahead % size + " of the background";
        }

        private String names(int swaps) {
            StringJoiner names = new StringJoiner(", ", "[", "]");
            for (int s = 0; s < Math.min(swaps, MAX_NAMES_IN_MESSAGE); s++) {
                names.add(masker.background().schema().feature(swapped[s]).name());
            }
            if (swaps > MAX_NAMES_IN_MESSAGE) {
                names.add("and " + (swaps - MAX_NAMES_IN_MESSAGE) + " more");
            }
            return names.toString();
        }

        private void take(Matrix answers) {
            double[] data = answers.data();
            double[] weights = masker.weights();
            double[] shifts = masker.answers().shifts();
            boolean linkEach = masker.order() == LinkOrder.MEAN_OF_LINK;
            int outputs = outputs();
            for (int r = 0; r < answers.rows(); r++) {
                int shift = backgroundRow * outputs;
                for (int k = 0; k < outputs; k++) {
                    double value = data[r * outputs + k];
                    means.add(k, weights[backgroundRow], (linkEach ? linked(value) : value) - shifts[shift + k]);
                }
                if (++backgroundRow == size) {
                    finish();
                }
            }
        }

        private void finish() {
            int at = (coalition - first) * outputs();
            for (int k = 0; k < outputs(); k++) {
                gains[at + k] = gain(means.take(k), k);
            }
            coalition++;
            backgroundRow = 0;
        }
    }

    private double gain(double mean, int output) {
        boolean linkMean = masker.link() != Link.IDENTITY && masker.order() == LinkOrder.LINK_OF_MEAN;
        return checkFinite(linkMean ? linked(mean) - masker.answers().baseValues()[output] : mean, output);
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
        double[] again = predictRow();
        for (int k = 0; k < answer.length; k++) {
            if (Double.doubleToLongBits(again[k]) != Double.doubleToLongBits(answer[k])) {
                warnings.add("the model is not deterministic: asked twice for the explained row, output "
                        + masker.outputNames().get(k) + " moved by " + Math.abs(again[k] - answer[k]));
            }
        }
    }

    @Override
    public int coalitionsPerCall() {
        return Math.max(1, masker.batchRows() / masker.weights().length);
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
        all.addAll(warnings);
        return all;
    }
}
