package secant.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import secant.data.Matrix;

/** Reads the {@code model} of a case file. */
final class ModelReader {

    private static final EnumSet<Activation> HIDDEN = EnumSet.of(Activation.RELU, Activation.TANH, Activation.LOGISTIC);
    private static final EnumSet<Activation> OUTPUT =
            EnumSet.of(Activation.IDENTITY, Activation.LOGISTIC, Activation.SOFTMAX);

    private ModelReader() {}

    /**
     * Reads any model.
     *
     * @param model the key {@code model}
     * @param columns the case's number of columns
     * @throws MalformedCaseException if its type, or anything in it, is not of the schema
     */
    static ReferenceModel read(CaseValue model, int columns) {
        ReferenceModel bare = readBare(model, columns);
        return model.find("input_scaling")
                .<ReferenceModel>map(scaling -> new ScaledModel(
                        scaling.get("mean").vector(columns),
                        scaling.get("scale").vector(columns),
                        bare))
                .orElse(bare);
    }

    private static ReferenceModel readBare(CaseValue model, int columns) {
        CaseValue type = model.get("type");
        return switch (type.text()) {
            case "linear" -> linear(model, columns);
            case "mlp" -> perceptron(model, columns);
            case "tree_ensemble" -> trees(model, columns);
            case "rbf_svm" -> machine(model, columns);
            case "knn" -> neighbours(model, columns);
            case "gaussian_nb" -> naiveBayes(model, columns);
            case "expression" -> expression(model.get("text"), columns);
            default -> throw type.mustBe("one of linear, mlp, tree_ensemble, rbf_svm, knn, gaussian_nb, expression");
        };
    }

    private static ReferenceModel linear(CaseValue model, int columns) {
        Matrix weights = model.get("weights").matrix(columns);
        return new LinearModel(
                weights, model.get("bias").vector(weights.rows()), outputActivation(model.find("activation")));
    }

    private static Activation outputActivation(Optional<CaseValue> name) {
        return name.map(given -> given.oneOf(OUTPUT)).orElse(Activation.IDENTITY);
    }

    private static ReferenceModel perceptron(CaseValue model, int columns) {
        List<CaseValue> given = model.get("layers").items();
        if (given.isEmpty()) {
            throw model.get("layers").mustBe("an array of at least 1 layer");
        }
        Activation hidden = model.get("hidden_activation").oneOf(HIDDEN);
        Activation last = outputActivation(model.find("output_activation"));
        List<LinearModel> layers = new ArrayList<>();
        int width = columns;
        for (CaseValue layer : given) {
            Matrix weights = layer.get("W").matrix(width);
            width = weights.rows();
            boolean isLast = layers.size() == given.size() - 1;
            layers.add(new LinearModel(weights, layer.get("b").vector(width), isLast ? last : hidden));
        }
        return new MultilayerPerceptron(layers);
    }

    private static ReferenceModel trees(CaseValue model, int columns) {
        double[] init = model.get("init").vector();
        if (init.length == 0) {
            throw model.get("init").mustBe("an array of at least 1");
        }
        List<Tree> trees = new ArrayList<>();
        for (CaseValue tree : model.get("trees").items()) {
            trees.add(tree(tree, columns, init.length));
        }
        if (trees.isEmpty()) {
            throw model.get("trees").mustBe("an array of at least 1 tree");
        }
        return new TreeEnsemble(
                columns,
                trees,
                model.get("aggregate").oneOf(EnumSet.allOf(TreeEnsemble.Aggregate.class)),
                init,
                outputActivation(model.find("output_activation")));
    }

    private static Tree tree(CaseValue tree, int columns, int outputs) {
        Optional<CaseValue> output = tree.find("output");
        int width = output.isPresent() ? 1 : outputs;
        Tree.Nodes nodes = nodes(tree, columns, width);
        try {
            return new Tree(
                    nodes,
                    width,
                    output.map(index -> index.integer(0, outputs - 1)).orElse(0));
        } catch (IllegalArgumentException e) {
            throw new MalformedCaseException("case " + tree.caseName() + ": " + tree.path() + ": " + e.getMessage(), e);
        }
    }

    private static Tree.Nodes nodes(CaseValue tree, int columns, int width) {
        int[] left = tree.get("left").integers();
        int size = left.length;
        if (size == 0) {
            throw tree.get("left").mustBe("an array of at least 1 node");
        }
        List<CaseValue> features = tree.get("feature").items(size);
        List<CaseValue> thresholds = tree.get("threshold").items(size);
        int[] right = tree.get("right").integers(size);
        int[] feature = new int[size];
        double[] threshold = new double[size];
        for (int n = 0; n < size; n++) {
            if (left[n] != Tree.LEAF) { // a leaf has neither
                feature[n] = features.get(n).integer(0, columns - 1);
                threshold[n] = thresholds.get(n).number();
            }
        }
        return new Tree.Nodes(feature, threshold, left, right, leafValues(tree.get("value"), size, width));
    }

    /** A number a node; or an array a node, as wide as a leaf adds to outputs. */
    private static double[] leafValues(CaseValue value, int size, int width) {
        boolean plain = value.items(size).stream().noneMatch(CaseValue::isArray);
        if (plain && width > 1) {
            throw value.mustBe("one number an output where the tree has no output");
        }
        return plain ? value.vector() : value.matrix(width).data();
    }

    private static ReferenceModel machine(CaseValue model, int columns) {
        List<RbfMachine.Machine> machines = new ArrayList<>();
        for (CaseValue output : model.get("outputs").items()) {
            Matrix vectors = output.get("support_vectors").matrix(columns);
            machines.add(new RbfMachine.Machine(
                    vectors.data(),
                    output.get("coef").vector(vectors.rows()),
                    output.get("intercept").number()));
        }
        if (machines.isEmpty()) {
            throw model.get("outputs").mustBe("an array of at least 1 output");
        }
        return new RbfMachine(columns, model.get("gamma").number(), machines);
    }

    private static ReferenceModel neighbours(CaseValue model, int columns) {
        if (!model.get("weights").text().equals("distance")) {
            throw model.get("weights").mustBe("\"distance\"");
        }
        Matrix trainX = model.get("train_x").matrix(columns);
        return new NearestNeighbours(
                model.get("k").integer(1, trainX.rows()),
                trainX,
                model.get("train_y").vector(trainX.rows()));
    }

    private static ReferenceModel naiveBayes(CaseValue model, int columns) {
        Matrix theta = model.get("theta").matrix(columns);
        Matrix variance = model.get("var").matrix(columns);
        if (variance.rows() != theta.rows() || !Arrays.stream(variance.data()).allMatch(value -> value > 0)) {
            throw model.get("var").mustBe("an array of " + theta.rows() + " rows of numbers above 0");
        }
        double[] prior = model.get("prior").vector(theta.rows());
        if (!Arrays.stream(prior).allMatch(value -> value >= 0)) {
            throw model.get("prior").mustBe("an array of numbers of 0 or more");
        }
        return new GaussianNaiveBayes(theta, variance, prior);
    }

    private static ReferenceModel expression(CaseValue text, int columns) {
        try {
            return Expression.parse(text.text(), columns);
        } catch (IllegalArgumentException e) {
            throw new MalformedCaseException("case " + text.caseName() + ": " + text.path() + ": " + e.getMessage(), e);
        }
    }
}
