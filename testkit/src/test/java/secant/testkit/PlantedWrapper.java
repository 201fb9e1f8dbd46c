package secant.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import secant.data.Matrix;
import secant.explanation.Attribution;
import secant.explanation.Explainer;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.Fidelity;
import secant.explanation.InteractionIndex;
import secant.explanation.Interactions;
import secant.explanation.OutputExplanation;
import secant.explanation.ProgressListener;
import secant.lime.Discretizer;
import secant.lime.Lime;
import secant.lime.LimeMode;
import secant.lime.TrainingStatistics;
import secant.model.Predictor;

/** LIME, or SHAP interactions, with a bug planted into what goes in or comes out. */
final class PlantedWrapper implements Explainer {

    private final Trial trial;
    private final Plant plant;
    private final Explainer delegate;

    PlantedWrapper(Trial trial, Plant plant) {
        this.trial = trial;
        this.plant = plant;
        this.delegate = plant == Plant.PAIRS_HALVED || plant == Plant.MAINS_NOT_REDUCED ? interactions() : lime();
    }

    private Explainer interactions() {
        return Explainers.interactions(trial, InteractionIndex.K_SII);
    }

    private Explainer lime() {
        Predictor model = trial.predictor();
        Predictor narrow =
                plant == Plant.SURROGATE_FLOAT32 ? AxiomChecks.mapped(model, y -> (double) (float) (double) y) : model;
        Lime.Builder builder = Lime.builder(
                        narrow,
                        TrainingStatistics.of(
                                trial.background().schema(), trial.background().rows(), Discretizer.none()))
                .mode(LimeMode.COMPATIBLE)
                .seed(trial.seed());
        if (plant == Plant.LARGE_PENALTY) {
            builder.ridge(3000);
        }
        trial.budget()
                .ifPresent(budget -> builder.samples(plant == Plant.SILENT_SAMPLES ? Math.max(12, budget) : budget));
        trial.batchRows().ifPresent(builder::batchRows);
        trial.parallelism().ifPresent(builder::parallelism);
        trial.executor().ifPresent(builder::executor);
        return builder.build();
    }

    @Override
    public Explanations explain(Matrix rows, ProgressListener listener) {
        Explanations found = delegate.explain(rows, listener);
        List<Explanation> spoiled = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            spoiled.add(spoil(found.get(i)));
            numbers.add(found.rowOf(i));
        }
        return Explanations.of(spoiled, numbers, found.failures(), found.warnings());
    }

    @Override
    public Explanation explain(double[] row, ProgressListener listener) {
        try {
            return spoil(delegate.explain(row, listener));
        } catch (IllegalArgumentException e) {
            if (plant != Plant.FAR_ROWS_ZERO || !e.getMessage().contains("width")) {
                throw e;
            }
            double[] near = new double[row.length];
            return replace(delegate.explain(near, listener), (values, errors) -> {
                Arrays.fill(values, 0);
                Arrays.fill(errors, 0);
            });
        }
    }

    /** Changes values and standard errors in place. */
    private interface Change {

        void apply(double[] values, double[] errors);
    }

    private static Explanation replace(Explanation explanation, Change change) {
        return replace(explanation, change, explanation.fidelity());
    }

    private static Explanation replace(Explanation explanation, Change change, Fidelity fidelity) {
        List<OutputExplanation> outputs = new ArrayList<>();
        for (OutputExplanation output : explanation.outputs()) {
            double[] values = output.values();
            double[] errors = output.attributions().stream()
                    .mapToDouble(Attribution::standardError)
                    .toArray();
            change.apply(values, errors);
            List<Attribution> attributions = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                attributions.add(new Attribution(output.attributions().get(i).player(), values[i], errors[i]));
            }
            outputs.add(new OutputExplanation(output.output(), output.baseValue(), output.prediction(), attributions));
        }
        return Explanation.of(
                explanation.method(),
                explanation.players(),
                explanation.row(),
                outputs,
                fidelity,
                explanation.provenance());
    }

    private double deviation(int column) {
        Matrix rows = trial.background().rows();
        double mean = 0;
        double squares = 0;
        for (int r = 0; r < rows.rows(); r++) {
            mean += rows.get(r, column) / rows.rows();
        }
        for (int r = 0; r < rows.rows(); r++) {
            squares += Math.pow(rows.get(r, column) - mean, 2) / rows.rows();
        }
        return Math.sqrt(squares);
    }

    private double range(int column) {
        Matrix rows = trial.background().rows();
        double least = rows.get(0, column);
        double most = least;
        for (int r = 0; r < rows.rows(); r++) {
            least = Math.min(least, rows.get(r, column));
            most = Math.max(most, rows.get(r, column));
        }
        return most - least;
    }

    private Explanation spoil(Explanation explanation) {
        if (!explanation.interactions().isEmpty()) {
            return explanation.withInteractions(
                    explanation.interactions().stream().map(this::spoil).toList());
        }
        Change change = switch (plant) {
            case COEFFICIENTS_PER_UNIT ->
                (values, errors) -> Arrays.setAll(values, c -> values[c] / Math.max(1e-300, deviation(c)));
            case COLUMN_DEVIATION_ZERO ->
                (values, errors) -> Arrays.setAll(values, c -> values[c] * range(c) / range(c));
            case SIGNS_LOST -> (values, errors) -> Arrays.setAll(values, c -> Math.abs(values[c]));
            case COEFFICIENTS_CAPPED ->
                (values, errors) -> Arrays.setAll(values, c -> Math.max(-1000, Math.min(1000, values[c])));
            case SURROGATE_ERRORS_TOO_SMALL -> (values, errors) -> Arrays.setAll(errors, c -> errors[c] / 10);
            case EQUAL_COEFFICIENTS ->
                (values, errors) -> {
                    double mean = Arrays.stream(values).map(Math::abs).average().orElse(0);
                    Arrays.setAll(values, c -> Math.signum(values[c]) * mean);
                };
            default -> (values, errors) -> {};
        };
        return replace(explanation, change, spoil((Fidelity.LocalSurrogate) explanation.fidelity()));
    }

    private Fidelity spoil(Fidelity.LocalSurrogate fidelity) {
        List<Fidelity.LocalSurrogate.Fit> fits = new ArrayList<>();
        for (Fidelity.LocalSurrogate.Fit fit : fidelity.fits()) {
            fits.add(new Fidelity.LocalSurrogate.Fit(
                    plant == Plant.PERFECT_FIT ? OptionalDouble.of(1) : fit.weightedR2(),
                    fit.localPrediction(),
                    plant == Plant.GAP_WITHOUT_SIGN ? Math.abs(fit.predictionGap()) : fit.predictionGap(),
                    fit.condition(),
                    fit.shrinkage()));
        }
        return new Fidelity.LocalSurrogate(
                fits, plant == Plant.CONSTANT_SHARE ? 0.5 : fidelity.effectiveShare(), fidelity.matchedShare());
    }

    private Interactions spoil(Interactions found) {
        int players = found.players().size();
        Matrix values = Matrix.zeros(players, players);
        Matrix errors = Matrix.zeros(players, players);
        for (int i = 0; i < players; i++) {
            for (int j = 0; j < players; j++) {
                double value = i == j ? found.main(i) : found.pair(i, j);
                double pairs = 0;
                for (int p = 0; p < players && i == j && plant == Plant.MAINS_NOT_REDUCED; p++) {
                    pairs += p == i ? 0 : found.pair(i, p) / 2;
                }
                values.data()[i * players + j] =
                        i == j ? value + pairs : plant == Plant.PAIRS_HALVED ? value / 2 : value;
            }
        }
        return Interactions.of(found.index(), found.output(), found.players(), values, errors);
    }
}
