package secant.lime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import secant.surrogate.SingularSystemException;

/**
 * Stand-ins for the outputs of a model of which everything is known, so that samples need only tell by how much the model
 * differs from them: control variates (Lavenberg and Welch 1981), for samples whose columns are independent of each other and
 * that are not weighted, or by each column's law alone.
 *
 * <p>A stand-in is a single-index model h(Σ s<sub>j</sub>): the law of column j is cut into parts, s<sub>j</sub> is what the
 * answers in a sample's part are above the mean, rounded to a whole number of steps, and h is the mean answer of the samples
 * with about that sum. As sums are whole numbers, their law is added up column after column, forth for the columns before j
 * and back for those behind it, which gives E[h | part of j] for every part without any sampling, and from these the line
 * that the stand-in's coefficients tend to, β<sub>j</sub> = Cov(h, z<sub>j</sub>) / Var(z<sub>j</sub>). What it has beyond
 * that line has the mean 0 and no correlation with any feature. So it may be regressed out of the answers: no coefficient's
 * limit changes, and the share of the variance that the stand-in explains is gone. Of answers that are a line, nothing is
 * taken.
 *
 * <p>The samples are in two halves that are independent of each other, each of which gets its s<sub>j</sub> from the other,
 * so that no answer has a say in its own stand-in: what many parts overfit does not become bias. Cost: two passes over
 * samples × columns, and parts × columns × steps of the sum. Immutable.
 */
final class ControlVariates {

    /** The standard deviation of a sum has so many steps. */
    private static final int STEPS = 8;

    /** No sum has more steps than this, whatever rare parts do to its range. */
    private static final int MOST_STEPS = 1024;

    /** Answers count for each other up to this share of a standard deviation of the sums, in a triangle. */
    private static final double BANDWIDTH = 0.3;

    /** A mean of fewer answers than this is taken over a wider stretch. */
    private static final double FEWEST_ANSWERS = 8;

    /** A part's mean is drawn to that of all by as many answers. */
    private static final double SHRINKAGE = 4;

    private final NeighbourhoodSamples samples;
    private final SampleDesign design;
    private final ColumnLaw[] laws;
    private final double[] answers;
    private final double[] origin;
    private final int outputs;
    private final int[] partFrom;

    /** Samples × 2 outputs: the answers as they are, and then the stand-ins, which are counted from the origin. */
    private final double[] both;

    /** For each half and output the mean of the stand-in, and the slopes of its line. */
    private final double[][] means;

    private final double[][][] slopes;

    private final int[][][] steps;
    private final double[][][] curves;

    /**
     * Finds a stand-in for each output.
     *
     * @param laws one a player; not copied
     * @param answers samples × outputs; not copied
     * @param origin what answers are counted from, one an output; not copied
     */
    ControlVariates(NeighbourhoodSamples samples, ColumnLaw[] laws, double[] answers, double[] origin) {
        this.samples = samples;
        this.design = samples.design();
        this.laws = laws;
        this.answers = answers;
        this.origin = origin;
        this.outputs = origin.length;
        this.partFrom = new int[laws.length + 1];
        for (int c = 0; c < laws.length; c++) {
            partFrom[c + 1] = partFrom[c] + laws[c].parts();
        }
        this.both = new double[2 * answers.length];
        this.means = new double[SampleDesign.HALVES][outputs];
        this.slopes = new double[SampleDesign.HALVES][outputs][];
        double[][][] sums = new double[SampleDesign.HALVES][outputs][partFrom[laws.length]];
        addUp(sums);
        int[] counts = new int[SampleDesign.HALVES];
        for (int tile = 0; tile < design.tiles(); tile++) {
            counts[half(tile)] += design.tileSize(tile);
        }
        this.steps = new int[SampleDesign.HALVES][outputs][];
        this.curves = new double[SampleDesign.HALVES][outputs][];
        for (int half = 0; half < SampleDesign.HALVES; half++) {
            for (int k = 0; k < outputs; k++) {
                steps[half][k] = steps(counts[1 - half], sums[1 - half][k]);
            }
        }
        int[] index = index();
        for (int half = 0; half < SampleDesign.HALVES; half++) {
            for (int k = 0; k < outputs; k++) {
                curves[half][k] = curve(half, k, index, steps[half][k]);
                write(half, k, index, curves[half][k]);
                slopes[half][k] = line(half, k, steps[half][k], curves[half][k]);
            }
        }
    }

    private int half(int tile) {
        return design.half(design.group(tile));
    }

    // ---- the index

    /** Adds up the answers in each part of each column. */
    private void addUp(double[][][] sums) {
        double[] shifted = new double[SampleDesign.TILE];
        double[] weights = new double[SampleDesign.TILE];
        for (int tile = 0; tile < design.tiles(); tile++) {
            samples.show(tile);
            int first = design.tileFirst(tile);
            int count = design.tileSize(tile);
            int offset = samples.offset();
            samples.weights(weights);
            for (int k = 0; k < outputs; k++) {
                for (int i = 0; i < count; i++) {
                    shifted[i] = weights[i] * (answers[(first + i) * outputs + k] - origin[k]);
                }
                double[] sum = sums[half(tile)][k];
                int c = 0;
                for (; c + 3 < laws.length; c += 4) {
                    addUpFour(c, offset, count, shifted, sum);
                }
                for (; c < laws.length; c++) {
                    addUp(c, offset, count, shifted, sum);
                }
            }
        }
    }

    private void addUp(int column, int offset, int count, double[] values, double[] sums) {
        char[] parts = samples.column(column).parts;
        int from = partFrom[column];
        for (int i = 0; i < count; i++) {
            sums[from + parts[offset + i]] += values[i];
        }
    }

    /** Four columns in turn, as the next value of a part waits for the last one. */
    private void addUpFour(int column, int offset, int count, double[] values, double[] sums) {
        char[] first = samples.column(column).parts;
        char[] second = samples.column(column + 1).parts;
        char[] third = samples.column(column + 2).parts;
        char[] fourth = samples.column(column + 3).parts;
        int firstFrom = partFrom[column];
        int secondFrom = partFrom[column + 1];
        int thirdFrom = partFrom[column + 2];
        int fourthFrom = partFrom[column + 3];
        for (int i = 0; i < count; i++) {
            double value = values[i];
            sums[firstFrom + first[offset + i]] += value;
            sums[secondFrom + second[offset + i]] += value;
            sums[thirdFrom + third[offset + i]] += value;
            sums[fourthFrom + fourth[offset + i]] += value;
        }
    }

    /** Of each part, by how many steps its answers are above those of the column's lowest part. */
    private int[] steps(double count, double[] sums) {
        double[] effects = new double[sums.length];
        double variance = 0;
        double range = 0;
        for (int c = 0; c < laws.length; c++) {
            double sum = 0;
            for (int p = partFrom[c]; p < partFrom[c + 1]; p++) {
                sum += sums[p];
            }
            double lowest = 0;
            double highest = 0;
            for (int p = partFrom[c]; p < partFrom[c + 1]; p++) {
                double share = laws[c].partShare(p - partFrom[c]);
                effects[p] =
                        (sums[p] - share * sum) / (share * count + SHRINKAGE); // evenly spread, parts are as expected
                variance += share * effects[p] * effects[p];
                // Beside a sum, Math.min and Math.max make C2 of JDK 17 give up, and the JVM with it.
                lowest = effects[p] < lowest ? effects[p] : lowest;
                highest = effects[p] > highest ? effects[p] : highest;
            }
            range += highest - lowest;
        }
        double step = Math.max(Math.sqrt(variance) / STEPS, range / MOST_STEPS);
        int[] steps = new int[sums.length];
        for (int c = 0; c < laws.length; c++) {
            int lowest = Integer.MAX_VALUE;
            for (int p = partFrom[c]; p < partFrom[c + 1]; p++) {
                steps[p] = step > 0 ? (int) Math.rint(effects[p] / step) : 0;
                lowest = Math.min(lowest, steps[p]);
            }
            for (int p = partFrom[c]; p < partFrom[c + 1]; p++) {
                steps[p] -= lowest;
            }
        }
        return steps;
    }

    /** The sums of the samples, one an output. */
    private int[] index() {
        int[] index = new int[answers.length];
        int[] sums = new int[SampleDesign.TILE];
        for (int tile = 0; tile < design.tiles(); tile++) {
            samples.show(tile);
            int first = design.tileFirst(tile);
            int count = design.tileSize(tile);
            int offset = samples.offset();
            for (int k = 0; k < outputs; k++) {
                Arrays.fill(sums, 0);
                int[] step = steps[half(tile)][k];
                int c = 0;
                for (; c + 3 < laws.length; c += 4) {
                    addStepsOfFour(c, offset, count, step, sums);
                }
                for (; c < laws.length; c++) {
                    addSteps(c, offset, count, step, sums);
                }
                for (int i = 0; i < count; i++) {
                    index[(first + i) * outputs + k] = sums[i];
                }
            }
        }
        return index;
    }

    private void addSteps(int column, int offset, int count, int[] step, int[] sums) {
        char[] parts = samples.column(column).parts;
        int from = partFrom[column];
        for (int i = 0; i < count; i++) {
            sums[i] += step[from + parts[offset + i]];
        }
    }

    private void addStepsOfFour(int column, int offset, int count, int[] step, int[] sums) {
        char[] first = samples.column(column).parts;
        char[] second = samples.column(column + 1).parts;
        char[] third = samples.column(column + 2).parts;
        char[] fourth = samples.column(column + 3).parts;
        int firstFrom = partFrom[column];
        int secondFrom = partFrom[column + 1];
        int thirdFrom = partFrom[column + 2];
        int fourthFrom = partFrom[column + 3];
        for (int i = 0; i < count; i++) {
            sums[i] += step[firstFrom + first[offset + i]]
                    + step[secondFrom + second[offset + i]]
                    + step[thirdFrom + third[offset + i]]
                    + step[fourthFrom + fourth[offset + i]];
        }
    }

    // ---- the curve

    /** The mean answer for each sum, of the samples of a half with about that sum. */
    private double[] curve(int half, int k, int[] index, int[] steps) {
        int length = 1 + reach(steps)[laws.length];
        double[] counts = new double[length];
        double[] sums = new double[length];
        for (int tile = 0; tile < design.tiles(); tile++) {
            if (half(tile) == half) {
                for (int i = design.tileFirst(tile); i < design.tileFirst(tile + 1); i++) {
                    int at = index[i * outputs + k];
                    counts[at]++;
                    sums[at] += answers[i * outputs + k] - origin[k];
                }
            }
        }
        double[] curve = new double[length];
        for (int t = 0; t < length; t++) {
            double count = 0;
            double sum = 0;
            for (int width = (int) (BANDWIDTH * STEPS); count < FEWEST_ANSWERS; width *= 2) {
                count = 0;
                sum = 0;
                for (int s = Math.max(0, t - width); s <= Math.min(length - 1, t + width); s++) {
                    double weight = 1 - Math.abs(s - t) / (width + 1.0);
                    count += weight * counts[s];
                    sum += weight * sums[s];
                }
                if (width > length) {
                    break; // there are no more
                }
            }
            curve[t] = count > 0 ? sum / count : 0;
        }
        return curve;
    }

    /** The largest sum of the first columns, for each number of columns. */
    private int[] reach(int[] steps) {
        int[] reach = new int[laws.length + 1];
        for (int c = 0; c < laws.length; c++) {
            int most = 0;
            for (int p = partFrom[c]; p < partFrom[c + 1]; p++) {
                most = Math.max(most, steps[p]);
            }
            reach[c + 1] = reach[c] + most;
        }
        return reach;
    }

    private void write(int half, int k, int[] index, double[] curve) {
        for (int tile = 0; tile < design.tiles(); tile++) {
            if (half(tile) == half) {
                for (int i = design.tileFirst(tile); i < design.tileFirst(tile + 1); i++) {
                    both[2 * i * outputs + k] = answers[i * outputs + k];
                    both[(2 * i + 1) * outputs + k] = curve[index[i * outputs + k]];
                }
            }
        }
    }

    // ---- what is known of it

    /** Notes the mean of a stand-in, and returns its slopes in the limit. */
    private double[] line(int half, int k, int[] steps, double[] curve) {
        int columns = laws.length;
        int[] reach = reach(steps);
        double[][] behind = new double[columns + 1][]; // E[h(t + what columns from c on add)]
        behind[columns] = curve;
        for (int c = columns - 1; c >= 0; c--) {
            double[] expected = new double[1 + reach[c]];
            for (int p = partFrom[c]; p < partFrom[c + 1]; p++) {
                addScaled(laws[c].partShare(p - partFrom[c]), behind[c + 1], steps[p], expected, 0, expected.length);
            }
            behind[c] = expected;
        }
        means[half][k] = behind[0][0];
        double[] slope = new double[columns];
        double[] before = new double[curve.length]; // the law of what columns before c add
        double[] law = new double[curve.length];
        double[] centred = new double[curve.length]; // E[h (z − mean) | what columns before c add]
        before[0] = 1;
        for (int c = 0; c < columns; c++) {
            int length = 1 + reach[c];
            Arrays.fill(law, 0, 1 + reach[c + 1], 0);
            Arrays.fill(centred, 0, length, 0);
            for (int p = partFrom[c]; p < partFrom[c + 1]; p++) {
                double share = laws[c].partShare(p - partFrom[c]);
                double pull = share * (laws[c].partFeature(p - partFrom[c]) - laws[c].mean());
                addScaled(share, before, 0, law, steps[p], length);
                addScaled(pull, behind[c + 1], steps[p], centred, 0, length);
            }
            double covariance = 0;
            for (int t = 0; t < length; t++) {
                covariance += before[t] * centred[t];
            }
            slope[c] = laws[c].variance() > 0 ? covariance / laws[c].variance() : 0;
            double[] spare = before;
            before = law;
            law = spare;
        }
        return slope;
    }

    private static void addScaled(double scale, double[] from, int first, double[] to, int at, int count) {
        for (int t = 0; t < count; t++) {
            to[at + t] += scale * from[first + t];
        }
    }

    /** {@return a half's stand-in for an output, counted from its origin, at a part of each column} */
    double standIn(int half, int k, int[] parts) {
        int sum = 0;
        for (int c = 0; c < laws.length; c++) {
            sum += steps[half][k][partFrom[c] + parts[c]];
        }
        return curves[half][k][sum];
    }

    /** {@return the mean of a half's stand-in for an output, counted from its origin} */
    double mean(int half, int k) {
        return means[half][k];
    }

    /** {@return what the coefficient of a feature tends to if a half's stand-in is explained} */
    double slope(int half, int k, int column) {
        return slopes[half][k][column];
    }

    // ---- taking it away

    /** {@return the moments of the answers, group by group, without what the stand-ins explain beyond their lines} */
    List<WeightedMoments> groups(NeighbourhoodMoments moments, ProximityKernel kernel) {
        double[] origins = Arrays.copyOf(origin, 2 * outputs);
        double[][] products = new double[design.groups()][outputs];
        double[] weights = new double[SampleDesign.TILE];
        for (int tile = 0; tile < design.tiles(); tile++) {
            double[] product = products[design.group(tile)];
            samples.show(tile);
            samples.weights(weights);
            int first = design.tileFirst(tile);
            for (int k = 0; k < outputs; k++) {
                double sum = product[k];
                for (int i = first; i < design.tileFirst(tile + 1); i++) {
                    double answer = answers[i * outputs + k] - origin[k];
                    sum += weights[i - first] * answer * both[(2 * i + 1) * outputs + k];
                }
                product[k] = sum;
            }
        }
        List<WeightedMoments> groups = moments.groups(kernel, both, origins);
        double[] allProducts = new double[outputs];
        WeightedMoments all = groups.get(0).fresh();
        for (int g = 0; g < groups.size(); g++) {
            for (int k = 0; k < outputs; k++) {
                double[] slope = slopes[design.half(g)][k];
                double height = means[design.half(g)][k];
                for (int c = 0; c < laws.length; c++) {
                    height -= slope[c] * laws[c].mean();
                }
                allProducts[k] += products[g][k] - groups.get(g).lineProduct(k, height, slope);
                groups.get(g).takeLine(outputs + k, height, slope);
            }
            all.merge(groups.get(g), 1);
        }
        double[] shares = shares(all, allProducts);
        List<WeightedMoments> reduced = new ArrayList<>(groups.size());
        groups.forEach(group -> reduced.add(group.regressed(shares)));
        return reduced;
    }

    /** By how much of its stand-in each output is to be reduced: the coefficient of a regression on it and all features. */
    private double[] shares(WeightedMoments all, double[] products) {
        double[] shares = new double[outputs];
        StandardisedRidge line;
        try {
            line = StandardisedRidge.of(all, SelectedFeatures.all(all), 0);
        } catch (SingularSystemException e) {
            return shares; // the fit will say what is wrong, or do with fewer features
        }
        for (int k = 0; k < outputs; k++) {
            double[] coefficients = line.coefficients(outputs + k);
            double covariance = products[k] - all.targetProduct(k, outputs + k);
            double variance = all.targetSpread(outputs + k);
            double unexplained = variance;
            for (int f : line.features()) {
                covariance -= coefficients[f] * all.targetScatter(f, k);
                unexplained -= coefficients[f] * all.targetScatter(f, outputs + k);
            }
            shares[k] = unexplained > 1e-9 * variance ? covariance / unexplained : 0;
        }
        return shares;
    }
}
