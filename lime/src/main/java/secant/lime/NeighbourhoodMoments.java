package secant.lime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Weighs the samples of a neighbourhood by their distance from the row, and adds them up, a group of samples each. Used by
 * one thread.
 */
final class NeighbourhoodMoments {

    private static final double[] NONE = new double[0];

    private final NeighbourhoodSamples samples;
    private final Distance distance;
    private final boolean tilted;
    private final boolean alike;
    private final boolean allBits;
    private final double[] instance;
    private final double[] origin;
    private final double[] weights = new double[SampleDesign.TILE];
    private final int[] matches = new int[SampleDesign.TILE];
    private final double[] features;
    private final double[] sample;

    /**
     * Looks at samples.
     *
     * @param tilted whether the kernel is in the law that they are drawn from, so that it does not weigh them
     * @param laws one a player; not copied
     * @param instance the row's features; not copied
     */
    NeighbourhoodMoments(
            NeighbourhoodSamples samples, Distance distance, boolean tilted, ColumnLaw[] laws, double[] instance) {
        this.samples = samples;
        this.distance = distance;
        this.tilted = tilted;
        this.alike = tilted && !samples.isWeighted();
        this.allBits = Arrays.stream(laws).allMatch(ColumnLaw::isBit);
        this.instance = instance;
        this.origin = new double[instance.length];
        Arrays.setAll(origin, c -> laws[c].isBit() ? 0 : instance[c]);
        boolean dense = !allBits || (!tilted && distance != Distance.euclidean());
        this.features = new double[dense ? SampleDesign.TILE * instance.length : 0];
        this.sample = new double[instance.length];
    }

    /**
     * Adds up, group by group.
     *
     * @param kernel weighs the samples unless the law does
     * @param targets samples × targets
     * @param originTarget what targets are counted from, one each
     */
    List<WeightedMoments> groups(ProximityKernel kernel, double[] targets, double[] originTarget) {
        SampleDesign design = samples.design();
        double[] byMismatches = byMismatches(kernel);
        List<WeightedMoments> groups = new ArrayList<>(design.groups());
        int tile = 0;
        for (int g = 0; g < design.groups(); g++) {
            WeightedMoments moments = new WeightedMoments(origin, instance, originTarget);
            for (int left = design.size(g); left > 0; left -= design.tileSize(tile), tile++) {
                samples.show(tile);
                weigh(kernel, byMismatches, design.tileSize(tile));
                if (allBits) {
                    moments.addBits(
                            samples.words(),
                            design.tileSize(tile),
                            targets,
                            design.tileFirst(tile),
                            alike ? NONE : weights);
                } else {
                    moments.add(design.tileSize(tile), features, targets, design.tileFirst(tile), weights);
                }
            }
            groups.add(moments);
        }
        return groups;
    }

    /** Takes note of a tile's weights, and of a word for each player of bits. */
    interface TileVisitor {

        void visit(int count, double[] weights, long[] words);
    }

    /** Weighs all samples. */
    void weigh(ProximityKernel kernel, TileVisitor visitor) {
        double[] byMismatches = byMismatches(kernel);
        for (int tile = 0; tile < samples.design().tiles(); tile++) {
            int count = samples.design().tileSize(tile);
            samples.show(tile);
            weigh(kernel, byMismatches, count);
            visitor.visit(count, weights, samples.words());
        }
    }

    /** Of bits at the Euclidean distance: the weight for each number of bits that differ. */
    private double[] byMismatches(ProximityKernel kernel) {
        double[] weights = new double[instance.length + 1];
        for (int d = 0; d < weights.length && !tilted; d++) {
            weights[d] = kernel.weightOfSquare(d);
        }
        return weights;
    }

    /** Writes the weights of the tile that is shown, and its features where these are needed. */
    private void weigh(ProximityKernel kernel, double[] byMismatches, int count) {
        if (features.length > 0) {
            samples.features(features);
        }
        if (tilted) {
            samples.weights(weights);
        } else if (distance != Distance.euclidean()) {
            weighByDistance(kernel, count);
        } else if (allBits) {
            weighByMatches(byMismatches, count);
        } else {
            weighBySquares(kernel, count);
        }
    }

    private void weighByDistance(ProximityKernel kernel, int count) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(features, i * sample.length, sample, 0, sample.length);
            double far = distance.between(instance, sample);
            if (!(far >= 0)) {
                throw new IllegalArgumentException(
                        "distance '" + distance.named() + "' must be 0 or more but is " + far);
            }
            weights[i] = kernel.weight(far);
        }
    }

    private void weighByMatches(double[] byMismatches, int count) {
        Arrays.fill(matches, 0);
        for (long word : samples.words()) {
            for (long left = word; left != 0; left &= left - 1) {
                matches[Long.numberOfTrailingZeros(left)]++;
            }
        }
        for (int i = 0; i < count; i++) {
            weights[i] = byMismatches[instance.length - matches[i]];
        }
    }

    private void weighBySquares(ProximityKernel kernel, int count) {
        for (int i = 0; i < count; i++) {
            double squares = 0;
            for (int c = 0; c < instance.length; c++) {
                double difference = features[i * instance.length + c] - instance[c];
                squares += difference * difference;
            }
            weights[i] = kernel.weightOfSquare(squares);
        }
    }
}
