package secant.masking;

import secant.data.CompensatedSums;
import secant.data.Matrix;
import secant.model.Link;
import secant.model.PredictorException;

/** What the model answers for the background rows, and their averages: asked once, shared by all explained rows. */
final class BackgroundAnswers {

    private final int outputs;
    private final double[] shifts;
    private final double[] baseValues;
    private final double[] replicateBaseValues;
    private final long clipped;

    private BackgroundAnswers(
            int outputs, double[] shifts, double[] baseValues, double[] replicateBaseValues, long clipped) {
        this.outputs = outputs;
        this.shifts = shifts;
        this.baseValues = baseValues;
        this.replicateBaseValues = replicateBaseValues;
        this.clipped = clipped;
    }

    static BackgroundAnswers ask(BackgroundMasker masker) {
        Matrix rows = masker.background().rows();
        int columns = rows.columns();
        int size = rows.rows();
        int outputs = 0;
        double[] answers = new double[0];
        long clipped = 0;
        double[] block = new double[0]; // rows are copied, since a predictor may write to them
        for (int from = 0; from < size; from += masker.batchRows()) {
            int count = Math.min(masker.batchRows(), size - from);
            block = block.length == count * columns ? block : new double[count * columns];
            System.arraycopy(rows.data(), from * columns, block, 0, block.length);
            Matrix answer = predict(masker, Matrix.wrap(count, columns, block), from);
            if (from == 0) {
                outputs = answer.columns();
                answers = new double[Math.multiplyExact(size, outputs)];
            }
            System.arraycopy(answer.data(), 0, answers, from * outputs, count * outputs);
        }
        if (masker.order() == LinkOrder.MEAN_OF_LINK) {
            clipped = applyLink(masker.link(), answers);
        }
        return average(masker, answers, outputs, clipped);
    }

    private static Matrix predict(BackgroundMasker masker, Matrix block, int from) {
        try {
            Matrix answer = masker.predictor().predict(block);
            BackgroundMaskedModel.checkDomain(masker, answer);
            return answer;
        } catch (PredictorException e) {
            throw e.at(
                    e.row().isPresent()
                            ? "it is row " + (from + e.row().getAsInt()) + " of the background"
                            : "the call was for the background from row " + from);
        }
    }

    private static long applyLink(Link link, double[] answers) {
        long clipped = 0;
        for (int i = 0; i < answers.length; i++) {
            clipped += link.clips(answers[i]) ? 1 : 0;
            answers[i] = link.apply(answers[i]);
        }
        return clipped;
    }

    private static BackgroundAnswers average(BackgroundMasker masker, double[] answers, int outputs, long clipped) {
        CompensatedSums means = new CompensatedSums(outputs);
        double[] weights = masker.weights();
        for (int b = 0; b < weights.length; b++) {
            for (int k = 0; k < outputs; k++) {
                means.add(k, weights[b] * answers[b * outputs + k]);
            }
        }
        double[] base = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            base[k] = means.take(k);
        }
        double[] replicates = averageWithoutGroups(masker, answers, outputs);
        if (masker.link() != Link.IDENTITY && masker.order() == LinkOrder.LINK_OF_MEAN) {
            // The link bends what is averaged, so that differences to the background's answers have no use: the values
            // themselves are averaged, with shifts of 0.
            answers = new double[answers.length];
            clipped = applyLink(masker.link(), base);
            applyLink(masker.link(), replicates);
        }
        for (int k = 0; k < outputs; k++) {
            if (!Double.isFinite(base[k])) {
                throw masker.predictor()
                        .fault("the mean of output " + k + " over the background, after the link, is " + base[k])
                        .at("scale the model's output");
            }
        }
        return new BackgroundAnswers(outputs, answers, base, replicates, clipped);
    }

    private static double[] averageWithoutGroups(BackgroundMasker masker, double[] answers, int outputs) {
        if (masker.replicates() == 0) {
            return new double[0];
        }
        JackknifeGroups groups = masker.groupsOfRows();
        ReplicateMeans means = new ReplicateMeans(groups, outputs);
        double[] weights = masker.weights();
        for (int b = 0; b < weights.length; b++) {
            for (int k = 0; k < outputs; k++) {
                means.add(k, b, weights[b], answers[b * outputs + k]);
            }
        }
        double[] without = new double[groups.count() * outputs];
        for (int k = 0; k < outputs; k++) {
            means.take(k, without, k, outputs);
        }
        return without;
    }

    int outputs() {
        return outputs;
    }

    /** What is subtracted from the answer for background row b and output k, at b × outputs + k. */
    double[] shifts() {
        return shifts;
    }

    /** v(∅), after the link; shared, not to be written to. */
    double[] baseValues() {
        return baseValues;
    }

    /** v(∅) without each group of rows, after the link, at group × outputs + k; empty if there are none; shared. */
    double[] replicateBaseValues() {
        return replicateBaseValues;
    }

    /** How many values the link clipped. */
    long clipped() {
        return clipped;
    }
}
