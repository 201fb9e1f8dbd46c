package secant.tribuo;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.VariableInfo;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.EnsembleCombiner;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.WeightedEnsembleModelProto;
import secant.data.Matrix;

/**
 * Predicts as a Tribuo forest does, bit by bit, but looks the names of a row's features up once rather than once a tree.
 *
 * <p>Leaves vote through the forest's own combiner. A forest keeps it and its weights to itself; they are read from its
 * protocol buffer. Immutable, and thread-safe as far as the combiner is.
 */
final class TreeEnsemble<T extends Output<T>> {

    private static final int BLOCK = 64; // rows

    private final WeightedEnsembleModel<T> ensemble;
    private final List<FlatTree<T>> trees;
    private final EnsembleCombiner<T> combiner;
    private final float[] weights;
    private final EncodedFeature[] features;
    private final int[] ids;

    private TreeEnsemble(
            WeightedEnsembleModel<T> ensemble,
            List<FlatTree<T>> trees,
            EnsembleCombiner<T> combiner,
            float[] weights,
            EncodedFeature[] features) {
        this.ensemble = ensemble;
        this.trees = List.copyOf(trees);
        this.combiner = combiner;
        this.weights = weights;
        this.features = features;
        this.ids = Arrays.stream(features)
                .mapToInt(feature -> ensemble.getFeatureIDMap().getID(feature.name()))
                .toArray();
    }

    /**
     * Takes a model apart.
     *
     * @param model any model
     * @param unknown an output that says that there is none
     * @param features all features that the model knows; shared
     * @return its trees, or empty if it is anything but an ensemble of plain trees over the same features
     */
    static <T extends Output<T>> Optional<TreeEnsemble<T>> of(Model<T> model, T unknown, EncodedFeature[] features) {
        if (!(model instanceof WeightedEnsembleModel<T> ensemble)) {
            return Optional.empty();
        }
        Example<T> none = new ArrayExample<>(unknown);
        List<FlatTree<T>> trees = new ArrayList<>(ensemble.getNumModels());
        for (Model<T> member : ensemble.getModels()) {
            // Not instanceof: a subclass has one tree a dimension.
            if (member.getClass() != TreeModel.class
                    || !sameIds(member.getFeatureIDMap(), ensemble.getFeatureIDMap())) {
                return Optional.empty();
            }
            trees.add(FlatTree.of(((TreeModel<T>) member).getRoot(), none));
        }
        return Optional.of(assemble(ensemble, trees, features));
    }

    /** Always false for a hashed domain, which does not know the names that it lists. */
    private static boolean sameIds(ImmutableFeatureMap tree, ImmutableFeatureMap ensemble) {
        boolean same = tree.size() == ensemble.size();
        for (VariableInfo feature : ensemble) {
            int id = ensemble.getID(feature.getName());
            same &= id >= 0 && id == tree.getID(feature.getName());
        }
        return same;
    }

    @SuppressWarnings("unchecked") // an ensemble of T has a combiner of T
    private static <T extends Output<T>> TreeEnsemble<T> assemble(
            WeightedEnsembleModel<T> ensemble, List<FlatTree<T>> trees, EncodedFeature[] features) {
        try {
            WeightedEnsembleModelProto parts =
                    ensemble.serialize().getSerializedData().unpack(WeightedEnsembleModelProto.class);
            float[] weights = new float[parts.getWeightsCount()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = parts.getWeights(i);
            }
            EnsembleCombiner<T> combiner = (EnsembleCombiner<T>) EnsembleCombiner.deserialize(parts.getCombiner());
            return new TreeEnsemble<>(ensemble, trees, combiner, weights, features);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an ensemble must be able to read what it wrote", e);
        }
    }

    /** Predicts every row; the predictions have scores, but no examples. */
    List<Prediction<T>> predict(Matrix rows) {
        List<Prediction<T>> predictions = new ArrayList<>(rows.rows());
        int width = ensemble.getFeatureIDMap().size();
        double[] values = new double[BLOCK * width];
        for (int first = 0; first < rows.rows(); first += BLOCK) {
            int count = Math.min(BLOCK, rows.rows() - first);
            for (int r = 0; r < count; r++) {
                encode(rows.data(), (first + r) * rows.columns(), values, r * width);
            }
            for (List<Prediction<T>> votes : votes(values, count, width)) {
                predictions.add(combiner.combine(ensemble.getOutputIDInfo(), votes, weights));
            }
        }
        return predictions;
    }

    private void encode(double[] cells, int offset, double[] values, int start) {
        for (int f = 0; f < features.length; f++) {
            values[start + ids[f]] = features[f].value(cells[offset + features[f].column()]);
        }
    }

    /** Every tree's vote for each row, tree after tree, so that a tree is in the nearest cache for a whole block. */
    private List<List<Prediction<T>>> votes(double[] values, int count, int width) {
        List<List<Prediction<T>>> votes = new ArrayList<>(count);
        for (int r = 0; r < count; r++) {
            votes.add(new ArrayList<>(trees.size()));
        }
        for (FlatTree<T> tree : trees) {
            for (int r = 0; r < count; r++) {
                votes.get(r).add(tree.predict(values, r * width));
            }
        }
        return votes;
    }
}
