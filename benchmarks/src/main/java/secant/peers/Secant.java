package secant.peers;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import secant.data.Background;
import secant.data.Matrix;
import secant.data.Schema;
import secant.explanation.Explainer;
import secant.kernelshap.KernelShap;
import secant.lime.Lime;
import secant.lime.LimeMode;

/** Secant itself, on one thread unless said otherwise. */
enum Secant implements Peer {
    /** Kernel SHAP as it comes. */
    SHAP("Secant"),
    /** Kernel SHAP whose process was tuned before, on five other rows. */
    TUNED("Secant, tuned once"),
    /** LIME as it comes. */
    LIME("Secant LIME"),
    /** LIME as the lime package does it. */
    LIME_COMPATIBLE("Secant LIME, compatible");

    private static final int TYPICAL_ROWS = 5;

    private final String title;

    Secant(String title) {
        this.title = title;
    }

    static List<Peer> shap() {
        return List.of(SHAP, TUNED);
    }

    static List<Peer> lime() {
        return List.of(LIME, LIME_COMPATIBLE);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean isSurrogate() {
        return this == LIME || this == LIME_COMPATIBLE;
    }

    @Override
    public Optional<Explaining> prepare(Problem problem) {
        return Optional.of(explaining(isSurrogate() ? surrogate(problem) : shap(problem, 1)));
    }

    private static Explaining explaining(Explainer explainer) {
        return rows ->
                explainer.explain(rows).all().stream().map(Problem::values).toArray(double[][]::new);
    }

    Explaining onThreads(Problem problem, int threads) {
        return explaining(shap(problem, threads));
    }

    private KernelShap shap(Problem problem, int threads) {
        KernelShap.Builder builder = KernelShap.builder(problem.model(), Background.of(problem.background()))
                .parallelism(threads);
        return (this == TUNED ? builder.tunedOn(typical(problem.columns())) : builder).build();
    }

    private static Matrix typical(int columns) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        Matrix rows = Matrix.zeros(TYPICAL_ROWS, columns);
        for (int i = 0; i < rows.data().length; i++) {
            rows.data()[i] = random.nextGaussian();
        }
        return rows;
    }

    private Lime surrogate(Problem problem) {
        return Lime.builder(problem.model(), Schema.unnamed(problem.columns()), problem.background())
                .mode(this == LIME ? LimeMode.STABLE : LimeMode.COMPATIBLE)
                .parallelism(1)
                .build();
    }
}
