package secant.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import secant.data.Matrix;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * XGBoost4J's own contributions, of the same trees with single-precision thresholds and values. Reads the trees instead of
 * asking the model for rows. A node's cover is the number of background rows that come by, so that they are what the
 * background makes of tree-path-dependent values; those are not the Shapley values against it, and the error says by how much.
 */
public final class XgBoost implements Peer {

    private static final int NO_PARENT = Integer.MAX_VALUE;

    /** A node that no background row comes by still needs some cover. */
    private static final double LEAST_COVER = 1e-3;

    /** Of a sum in single precision. */
    private static final double ROUNDING = 1e-4;

    /** Makes the peer; for the service loader. */
    public XgBoost() {}

    @Override
    public String title() {
        return "XGBoost4J 3.4.0 paths";
    }

    @Override
    public boolean isSurrogate() {
        return false;
    }

    @Override
    public Optional<Explaining> prepare(Problem problem) {
        if (!(problem.itself() instanceof Forest forest)) {
            return Optional.empty();
        }
        Booster booster = load(model(forest, problem.background()));
        check(booster, problem);
        return Optional.of(rows -> contributions(booster, rows));
    }

    private static Booster load(String model) {
        try {
            return XGBoost.loadModel(model.getBytes(StandardCharsets.UTF_8));
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost must read the model that was written for it", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It must answer as our own trees do, or it would be another model. */
    private static void check(Booster booster, Problem problem) {
        double[] expected = problem.itself().predict(problem.rows()).data();
        try {
            DMatrix matrix = matrix(problem.rows());
            try {
                float[][] answers = booster.predict(matrix);
                for (int r = 0; r < expected.length; r++) {
                    if (!(Math.abs(answers[r][0] - expected[r]) <= ROUNDING * (1 + Math.abs(expected[r])))) {
                        throw new IllegalStateException("XGBoost must answer as the model does, which is " + expected[r]
                                + " for row " + r + ", but answers " + answers[r][0]);
                    }
                }
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost must predict the rows", e);
        }
    }

    private static DMatrix matrix(Matrix rows) throws XGBoostError {
        float[] cells = new float[rows.data().length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (float) rows.data()[i];
        }
        return new DMatrix(cells, rows.rows(), rows.columns(), Float.NaN);
    }

    private static double[][] contributions(Booster booster, Matrix rows) {
        try {
            DMatrix matrix = matrix(rows);
            try {
                float[][] found = booster.predictContrib(matrix, 0);
                double[][] values = new double[found.length][rows.columns()]; // the base value comes last, and is left out
                for (int r = 0; r < values.length; r++) {
                    for (int c = 0; c < values[r].length; c++) {
                        values[r][c] = found[r][c];
                    }
                }
                return values;
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost must explain the rows", e);
        }
    }

    private static String model(Forest forest, Matrix background) {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode root = mapper.createObjectNode();
        ObjectNode learner = root.putObject("learner");
        learner.putObject("attributes");
        learner.putArray("feature_names");
        learner.putArray("feature_types");
        ObjectNode booster = learner.putObject("gradient_booster");
        booster.put("name", "gbtree");
        ObjectNode model = booster.putObject("model");
        ObjectNode size = model.putObject("gbtree_model_param");
        size.put("num_parallel_tree", "1");
        size.put("num_trees", Integer.toString(forest.trees().size()));
        ArrayNode iterations = model.putArray("iteration_indptr");
        ArrayNode classes = model.putArray("tree_info");
        ArrayNode trees = model.putArray("trees");
        iterations.add(0);
        for (Forest.Nodes nodes : forest.trees()) {
            write(nodes, trees.size(), background, trees.addObject());
            classes.add(0);
            iterations.add(trees.size());
        }
        ObjectNode parameters = learner.putObject("learner_model_param");
        parameters.put("base_score", Double.toString(forest.start()));
        parameters.put("boost_from_average", "0");
        parameters.put("num_class", "0");
        parameters.put("num_feature", Integer.toString(background.columns()));
        parameters.put("num_target", "1");
        ObjectNode objective = learner.putObject("objective");
        objective.put("name", "reg:squarederror");
        objective.putObject("reg_loss_param").put("scale_pos_weight", "1");
        root.putArray("version").add(2).add(1).add(0);
        return mapper.writeValueAsString(root);
    }

    private static void write(Forest.Nodes nodes, int id, Matrix background, ObjectNode tree) {
        int count = nodes.left.length;
        int[] order = siblingsTogether(nodes);
        double[] ownCovers = covers(nodes, background);
        int[] parents = new int[count];
        int[] left = new int[count];
        int[] right = new int[count];
        int[] features = new int[count];
        float[] conditions = new float[count];
        float[] weights = new float[count];
        double[] covers = new double[count];
        parents[0] = NO_PARENT;
        int next = 1;
        for (int n = 0; n < count; n++) {
            int own = order[n];
            features[n] = nodes.feature[own];
            covers[n] = ownCovers[own];
            if (nodes.left[own] < 0) {
                left[n] = -1;
                right[n] = -1;
                conditions[n] = (float) nodes.value[own];
                weights[n] = conditions[n];
            } else {
                left[n] = next++;
                right[n] = next++;
                parents[left[n]] = n;
                parents[right[n]] = n;
                conditions[n] = justAbove(nodes.threshold[own]);
            }
        }
        tree.put("id", id);
        tree.set("left_children", JsonMapper.shared().valueToTree(left));
        tree.set("right_children", JsonMapper.shared().valueToTree(right));
        tree.set("parents", JsonMapper.shared().valueToTree(parents));
        tree.set("split_indices", JsonMapper.shared().valueToTree(features));
        tree.set("split_conditions", JsonMapper.shared().valueToTree(conditions));
        tree.set("base_weights", JsonMapper.shared().valueToTree(weights));
        tree.set("sum_hessian", JsonMapper.shared().valueToTree(covers));
        tree.set("loss_changes", JsonMapper.shared().valueToTree(new float[count]));
        tree.set("default_left", JsonMapper.shared().valueToTree(new int[count]));
        tree.set("split_type", JsonMapper.shared().valueToTree(new int[count]));
        for (String none : new String[] {"categories", "categories_nodes", "categories_segments", "categories_sizes"}) {
            tree.putArray(none);
        }
        ObjectNode parameters = tree.putObject("tree_param");
        parameters.put("num_deleted", "0");
        parameters.put("num_feature", Integer.toString(background.columns()));
        parameters.put("num_nodes", Integer.toString(count));
        parameters.put("size_leaf_vector", "1");
    }

    /** Nodes in the order that XGBoost counts on, in which a right child comes next after its left one. */
    private static int[] siblingsTogether(Forest.Nodes nodes) {
        int[] order = new int[nodes.left.length];
        int placed = 1;
        for (int n = 0; n < placed; n++) {
            if (nodes.left[order[n]] >= 0) {
                order[placed++] = nodes.left[order[n]];
                order[placed++] = nodes.right[order[n]];
            }
        }
        return order;
    }

    /** XGBoost goes left below a threshold, where ours are passed at it, too. */
    private static float justAbove(double threshold) {
        float rounded = (float) threshold;
        return rounded <= threshold ? Math.nextUp(rounded) : rounded;
    }

    private static double[] covers(Forest.Nodes nodes, Matrix background) {
        double[] covers = new double[nodes.left.length];
        Arrays.fill(covers, LEAST_COVER);
        for (int b = 0; b < background.rows(); b++) {
            int node = 0;
            covers[node]++;
            while (nodes.left[node] >= 0) {
                boolean goesLeft = background.get(b, nodes.feature[node]) <= nodes.threshold[node];
                node = goesLeft ? nodes.left[node] : nodes.right[node];
                covers[node]++;
            }
        }
        return covers;
    }
}
