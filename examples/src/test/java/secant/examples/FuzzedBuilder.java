package secant.examples;

import static secant.testkit.ExplanationAssert.assertThatExplanation;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import secant.data.Background;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Explainer;
import secant.explanation.Explanation;
import secant.explanation.OutputExplanation;
import secant.kernelshap.BanzhafValues;
import secant.kernelshap.Estimator;
import secant.kernelshap.ExactShap;
import secant.kernelshap.KernelShap;
import secant.kernelshap.OwenShap;
import secant.kernelshap.PermutationOrders;
import secant.kernelshap.PermutationShap;
import secant.kernelshap.PlayerSelection;
import secant.kernelshap.PlayerTree;
import secant.kernelshap.PrecisionUnit;
import secant.kernelshap.ShapInteractions;
import secant.lime.Discretizer;
import secant.lime.FeatureSelection;
import secant.lime.KernelWidth;
import secant.lime.Lime;
import secant.lime.LimeMode;
import secant.lime.Points;
import secant.lime.Sampling;
import secant.lime.TrainingStatistics;
import secant.model.Link;
import secant.model.Predictor;
import secant.surrogate.SingularSystemException;

/** Bytes as the options of an explainer: it must refuse them, or keep what explanations promise. */
final class FuzzedBuilder {

    /** Larger budgets are honest work that only takes long. */
    private static final int LARGEST_BUDGET = 600;

    private static final Schema SCHEMA = Schema.of(
            Feature.numeric("age"),
            Feature.categorical("home", "rent", "owner", "other"),
            Feature.numeric("debt"),
            Feature.numeric("rate"),
            Feature.numeric("years"));

    private static final Matrix ROWS = rows();

    private static final Predictor MODEL = Predictor.ofRow(x -> {
                double risk = 1 / (1 + StrictMath.exp(x[0] * x[2] - x[3] + (x[1] == 1 ? 1 : 0)));
                return new double[] {risk, 1 - risk};
            })
            .withOutputNames("bad", "good")
            .threadSafe();

    private final ByteBuffer bytes;

    private FuzzedBuilder(byte[] input) {
        this.bytes = ByteBuffer.wrap(input);
    }

    static void run(byte[] input) {
        FuzzedBuilder options = new FuzzedBuilder(input);
        int row = options.below(ROWS.rows());
        int kind = options.below(7);
        Supplier<Explainer> explainers = () -> new FuzzedBuilder(input).skip(2).explainer(kind);
        Explanation once;
        try {
            once = explainers.get().explain(ROWS.row(row));
        } catch (SingularSystemException refused) { // no penalty, and too few samples
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
        Explanation again = explainers.get().explain(ROWS.row(row));
        check(once, again, kind);
    }

    private static void check(Explanation once, Explanation again, int kind) {
        if (!once.outputs().equals(again.outputs())) {
            throw new IllegalStateException(
                    "the same options must give the same bits but give " + once.outputs() + " and " + again.outputs());
        }
        boolean isLocal = kind == LIME;
        for (OutputExplanation output : once.outputs()) {
            if (kind != BANZHAF && !isLocal) {
                assertThatExplanation(once).forOutput(output.output()).addsUp();
            }
            output.attributions().forEach(attribution -> {
                if (!Double.isFinite(attribution.value()) || !(attribution.standardError() >= 0)) {
                    throw new IllegalStateException("attributions must be finite but one is " + attribution);
                }
            });
        }
    }

    private static final int LIME = 5;
    private static final int BANZHAF = 4;

    private Explainer explainer(int kind) {
        return switch (kind) {
            case 0 -> kernel();
            case 1 -> exact();
            case 2 -> permutations();
            case 3 -> owen();
            case BANZHAF -> banzhaf();
            case LIME -> lime();
            default -> interactions();
        };
    }

    private Explainer kernel() {
        KernelShap.Builder builder = KernelShap.builder(MODEL, background()).seed(number());
        if (flag()) {
            builder.estimator(estimator());
        }
        switch (below(4)) {
            case 0 -> builder.coalitions(budget());
            case 1 -> builder.modelRows(flag() ? number() : budget());
            case 2 ->
                builder.precision(
                        Math.max(real(), 1e-3), List.of(PrecisionUnit.values()).get(below(2)));
            default -> {}
        }
        if (flag()) {
            builder.link(Link.LOGIT);
        }
        if (flag()) {
            builder.groups(groups());
        }
        if (flag()) {
            builder.batchRows(integer());
        }
        if (flag()) {
            builder.backgroundErrors();
        }
        return builder.build();
    }

    private Estimator estimator() {
        return switch (below(7)) {
            case 0 -> Estimator.exact();
            case 1 -> Estimator.leastSquares();
            case 2 -> Estimator.oddProcess();
            case 3 -> Estimator.permutations(List.of(PermutationOrders.values()).get(below(2)));
            case 4 -> Estimator.shapCompatible(new PlayerSelection.All());
            case 5 -> Estimator.hybrid(integer());
            default -> Estimator.automatic();
        };
    }

    private Explainer exact() {
        ExactShap.Builder builder = ExactShap.builder(MODEL, background());
        if (flag()) {
            builder.groups(groups());
        }
        if (flag()) {
            builder.maxPlayers(integer());
        }
        return builder.batchRows(flag() ? integer() : 64).build();
    }

    private Explainer permutations() {
        return PermutationShap.builder(MODEL, background())
                .coalitions(budget())
                .seed(number())
                .batchRows(flag() ? integer() : 64)
                .build();
    }

    private Explainer owen() {
        PlayerTree tree = flag()
                ? PlayerTree.players("age", "home", "debt", "rate", "years")
                : PlayerTree.group(List.of(
                        PlayerTree.players("age", "home"),
                        PlayerTree.player("debt"),
                        PlayerTree.players("rate", flag() ? "years" : "debt")));
        return OwenShap.builder(MODEL, background(), tree)
                .coalitions(budget())
                .seed(number())
                .build();
    }

    private Explainer banzhaf() {
        return BanzhafValues.builder(MODEL, background())
                .coalitions(budget())
                .seed(number())
                .build();
    }

    private Explainer interactions() {
        return ShapInteractions.builder(MODEL, background())
                .coalitions(budget())
                .seed(number())
                .build();
    }

    private Explainer lime() {
        Discretizer discretizer = List.of(Discretizer.quartile(), Discretizer.decile(), Discretizer.none())
                .get(below(3));
        Lime.Builder builder = Lime.builder(MODEL, TrainingStatistics.of(SCHEMA, ROWS, discretizer))
                .mode(List.of(LimeMode.values()).get(below(LimeMode.values().length)))
                .samples(budget())
                .seed(number());
        if (flag()) {
            builder.kernelWidth(width());
        }
        if (flag()) {
            builder.ridge(real());
        }
        if (flag()) {
            builder.featureSelection(selection());
        }
        if (flag()) {
            builder.points(List.of(Points.values()).get(below(Points.values().length)));
        }
        if (flag()) {
            builder.sampling(List.of(Sampling.values()).get(below(Sampling.values().length)));
        }
        if (flag()) {
            builder.topOutputs(integer());
        }
        return builder.batchRows(flag() ? integer() : 64).build();
    }

    private KernelWidth width() {
        return switch (below(4)) {
            case 0 -> KernelWidth.perSqrtFeature(real());
            case 1 -> KernelWidth.matchedShare(real());
            case 2 -> KernelWidth.bestFit(real());
            default -> KernelWidth.of(real());
        };
    }

    private FeatureSelection selection() {
        return switch (below(4)) {
            case 0 -> FeatureSelection.auto(integer());
            case 1 -> FeatureSelection.forward(integer());
            case 2 -> FeatureSelection.highestWeights(integer());
            default -> FeatureSelection.lassoPath(integer());
        };
    }

    private Background background() {
        Background.Builder builder = Background.builder(SCHEMA, ROWS);
        if (flag()) {
            double[] weights = new double[ROWS.rows()];
            java.util.Arrays.fill(weights, 1);
            for (int i = 0; i < 3; i++) {
                weights[i] = real();
            }
            builder.weights(weights);
        }
        return builder.build();
    }

    private FeatureGroups groups() {
        return FeatureGroups.builder(SCHEMA)
                .group("who", "age", flag() ? "home" : "years")
                .group(flag() ? "rate" : "what", "rate", flag() ? "debt" : "age")
                .build();
    }

    private FuzzedBuilder skip(int count) {
        for (int i = 0; i < count; i++) {
            octet();
        }
        return this;
    }

    private int octet() {
        return bytes.hasRemaining() ? bytes.get() & 0xFF : 0;
    }

    private boolean flag() {
        return octet() % 2 == 1;
    }

    private int below(int limit) {
        return octet() % limit;
    }

    private long number() {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << 8 | octet();
        }
        return number;
    }

    private int integer() {
        return flag() ? octet() - 8 : (int) number();
    }

    private int budget() {
        int budget = integer();
        return budget > LARGEST_BUDGET ? budget % LARGEST_BUDGET : budget;
    }

    private double real() {
        return switch (below(4)) {
            case 0 -> octet() / 16.0;
            case 1 ->
                List.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0, 1e300, Double.MIN_VALUE, -1.0)
                        .get(below(6));
            default -> Double.longBitsToDouble(number());
        };
    }

    private static Matrix rows() {
        java.util.random.RandomGenerator random =
                java.util.random.RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        double[] data = new double[12 * SCHEMA.columns()];
        for (int i = 0; i < data.length; i++) {
            data[i] = i % SCHEMA.columns() == 1 ? random.nextInt(3) : random.nextInt(-8, 8) / 4.0;
        }
        return Matrix.wrap(12, SCHEMA.columns(), data);
    }
}
