package secant.lime;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.Fidelity;
import secant.explanation.OutputExplanation;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;
import secant.explanation.Provenance;
import secant.explanation.StopReason;
import secant.masking.Coalitions;
import secant.masking.MaskedSubject;

/** LIME for whatever has players that are there or not: words of a text, segments of a picture. Immutable. */
final class PresenceLime {

    /** The fit holds the products of all pairs of players several times over: 350 MB for so many. */
    static final int MOST_PLAYERS = 1000;

    private static final double COMPATIBLE_ALPHA = 1; // of the lime package
    private static final int COMPATIBLE_FEATURES = 10; // of the lime package
    private static final int SAMPLES_PER_COEFFICIENT = 4;

    /** A listener is told about so often, unless samples are few; batches of ten pictures fit in evenly. */
    private static final int STEPS = 20;

    private static final int LEAST_STEP = 50;

    private static final String VERSION = version();

    private final Options<?> options;

    PresenceLime(Options<?> options) {
        this.options = options;
    }

    private static String version() {
        String version = PresenceLime.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * What the explainers of texts and of pictures are set to.
     *
     * @param <B> the builder
     */
    abstract static class Options<B extends Options<B>> {

        private final String method;
        private final PresenceLaw law;
        private LimeMode mode = LimeMode.STABLE;
        private int samples;
        private double kernelWidth;
        private FeatureSelection selection = FeatureSelection.none();
        private boolean selectionChosen;
        private List<String> outputs = List.of();
        private int topOutputs;
        private long seed;

        Options(String method, PresenceLaw law, int samples, double kernelWidth, int topOutputs) {
            this.method = method;
            this.law = law;
            this.samples = samples;
            this.kernelWidth = kernelWidth;
            this.topOutputs = topOutputs;
        }

        /** This, as what it is. */
        abstract B self();

        final LimeMode mode() {
            return mode;
        }

        /**
         * Chooses whose numbers are given. Default: {@link LimeMode#STABLE}.
         *
         * @param mode the mode
         * @return this
         */
        public B mode(LimeMode mode) {
            this.mode = requireNonNull(mode, "mode");
            return self();
        }

        /**
         * Chooses how many samples the local model is fitted to: about as many model rows are spent. Default: the lime
         * package's, 5000 for a text and 1000 for a picture.
         *
         * @param samples 2 or more
         * @return this
         */
        public B samples(int samples) {
            if (samples < 2 || samples > 1 << 26) {
                throw new IllegalArgumentException("samples must be from 2 to 67108864 but is " + samples);
            }
            this.samples = samples;
            return self();
        }

        /**
         * Chooses how local the neighbourhood is. Default: the lime package's, 25 for a text, whose distances go up to 100,
         * and 0.25 for a picture, whose distances go up to 1.
         *
         * @param width the distance at which a sample counts 0.61, above 0
         * @return this
         */
        public B kernelWidth(double width) {
            this.kernelWidth = new ProximityKernel(width).width();
            return self();
        }

        /**
         * Chooses which players the local model may use. Default: all if {@link LimeMode#STABLE}, else the lime package's
         * choice of 10.
         *
         * @param selection the selection
         * @return this
         */
        public B featureSelection(FeatureSelection selection) {
            this.selection = requireNonNull(selection, "selection");
            this.selectionChosen = true;
            return self();
        }

        /**
         * Explains some outputs of the model alone.
         *
         * @param names the outputs' names, at least one, distinct
         * @return this
         */
        public B outputs(String... names) {
            List<String> chosen = List.of(names);
            if (chosen.isEmpty() || chosen.stream().distinct().count() < chosen.size()) {
                throw new IllegalArgumentException("outputs must be at least 1 and distinct but are " + chosen);
            }
            this.outputs = chosen;
            return self();
        }

        /**
         * Explains the outputs with the largest answers alone, in the model's order.
         *
         * @param count at most so many, 1 or more
         * @return this
         */
        public B topOutputs(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("top outputs must be 1 or more but is " + count);
            }
            this.outputs = List.of();
            this.topOutputs = count;
            return self();
        }

        /**
         * Chooses the seed of everything random. Default: 0.
         *
         * @param seed any number
         * @return this
         */
        public B seed(long seed) {
            this.seed = seed;
            return self();
        }

        private FeatureSelection selection() {
            return selectionChosen || mode == LimeMode.STABLE ? selection : FeatureSelection.auto(COMPATIBLE_FEATURES);
        }

        private double alpha() {
            return mode == LimeMode.COMPATIBLE ? COMPATIBLE_ALPHA : 0;
        }
    }

    Explanation explain(MaskedSubject game, ProgressListener listener) {
        int players = game.players();
        checkSize(players);
        int[] chosen = chosenOutputs(game);
        ProximityKernel kernel = new ProximityKernel(options.kernelWidth);
        PresenceSamples samples = options.mode == LimeMode.COMPATIBLE
                ? PresenceSamples.compatible(players, options.samples, options.law, kernel, options.seed)
                : PresenceSamples.stable(players, options.samples, options.law, kernel, options.seed);
        ProgressMeter meter = new ProgressMeter(listener, samples.count());
        LocalFit fit = fit(game, chosen, samples, meter);
        return assemble(game, chosen, samples, fit, meter.warnings());
    }

    private void checkSize(int players) {
        if (players > MOST_PLAYERS) {
            throw new IllegalArgumentException("players must be at most " + MOST_PLAYERS + " but are " + players
                    + "; explain a part, or choose larger tokens or segments");
        }
        long needed =
                Math.min(SAMPLES_PER_COEFFICIENT * (players + 1L), players < 31 ? (1L << players) - 2 : Long.MAX_VALUE);
        if (options.mode == LimeMode.STABLE && options.samples < needed) {
            throw new IllegalArgumentException("samples must be at least " + needed + ", " + SAMPLES_PER_COEFFICIENT
                    + " a coefficient, for " + players + " players but are " + options.samples);
        }
    }

    private int[] chosenOutputs(MaskedSubject game) {
        List<String> names = game.outputNames();
        if (!options.outputs.isEmpty()) {
            return options.outputs.stream()
                    .mapToInt(name -> {
                        int index = names.indexOf(name);
                        if (index < 0) {
                            throw new IllegalArgumentException(
                                    "no output is named '" + name + "'; the outputs are " + names);
                        }
                        return index;
                    })
                    .sorted()
                    .toArray();
        }
        double[] predictions = game.predictions();
        return IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -predictions[k]))
                .limit(options.topOutputs)
                .mapToInt(k -> k)
                .sorted()
                .toArray();
    }

    /** Asks for the samples a part at a time, so that a listener hears of it. */
    private static double[] gains(MaskedSubject game, PresenceSamples samples, ProgressMeter meter) {
        Coalitions coalitions = samples.coalitions();
        int outputs = game.outputs();
        double[] gains = new double[Math.multiplyExact(samples.count(), outputs)];
        int step = Math.max(LEAST_STEP, samples.count() / STEPS);
        for (int from = 0; from < samples.count(); from += step) {
            int to = Math.min(samples.count(), from + step);
            double[] some = new double[(to - from) * outputs];
            game.gains(coalitions, from, to, some);
            System.arraycopy(some, 0, gains, from * outputs, some.length);
            meter.advance(to - from);
        }
        return gains;
    }

    private LocalFit fit(MaskedSubject game, int[] chosen, PresenceSamples samples, ProgressMeter meter) {
        int outputs = game.outputs();
        double[] gains = gains(game, samples, meter);
        double[] predictions = game.predictions();
        double[] base = game.baseValues();
        int players = game.players();
        double[] present = new double[players];
        Arrays.fill(present, 1);
        double[] answers =
                Arrays.stream(chosen).mapToDouble(k -> predictions[k]).toArray();
        WeightedMoments first = new WeightedMoments(present, answers);
        List<WeightedMoments> groups = new ArrayList<>();
        int count = samples.groups();
        for (int g = 0; g < count; g++) {
            groups.add(g == 0 ? first : first.fresh());
        }
        double[] row = new double[players];
        double[] target = new double[chosen.length];
        Coalitions coalitions = samples.coalitions();
        for (int i = 0; i < samples.count(); i++) {
            for (int p = 0; p < players; p++) {
                row[p] = coalitions.contains(i, p) ? 1 : 0;
            }
            for (int k = 0; k < target.length; k++) {
                target[k] = base[chosen[k]] + gains[i * outputs + chosen[k]];
            }
            if (samples.group(i) == PresenceSamples.EVERY_GROUP) {
                for (WeightedMoments group : groups) {
                    group.add(row, 0, target, 0, samples.weight(i) / count);
                }
            } else {
                groups.get(samples.group(i)).add(row, 0, target, 0, samples.weight(i));
            }
        }
        return LocalFit.of(groups, options.selection(), options.alpha());
    }

    private Explanation assemble(
            MaskedSubject game, int[] chosen, PresenceSamples samples, LocalFit fit, List<String> listenerWarnings) {
        List<String> names = game.outputNames();
        double[] predictions = game.predictions();
        List<OutputExplanation> outputs = new ArrayList<>();
        for (int k = 0; k < chosen.length; k++) {
            List<Attribution> attributions = new ArrayList<>();
            for (int p = 0; p < game.players(); p++) {
                double error = samples.isExact() ? 0 : fit.standardError(k, p);
                attributions.add(new Attribution(game.groups().name(p), fit.coefficient(k, p), error));
            }
            outputs.add(new OutputExplanation(
                    names.get(chosen[k]), fit.intercept(k), predictions[chosen[k]], attributions));
        }
        game.repeatPrediction();
        Fidelity fidelity = fit.fidelity();
        Explanation explanation = Explanation.of(
                options.method,
                game.groups(),
                game.row(),
                outputs,
                fidelity,
                provenance(game, samples, fit, listenerWarnings));
        Explanation withText = game.text().map(explanation::withText).orElse(explanation);
        return game.image().map(withText::withImage).orElse(withText);
    }

    private Provenance provenance(
            MaskedSubject game, PresenceSamples samples, LocalFit fit, List<String> listenerWarnings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("mode", options.mode.name());
        all.put("samples", Integer.toString(options.samples));
        all.put("kernel width", Double.toString(options.kernelWidth));
        all.put("distance", options.law.distanceName());
        all.put("feature selection", options.selection().named());
        all.put("ridge alpha", Double.toString(options.alpha()));
        all.putAll(game.options());
        List<String> warnings = new ArrayList<>(game.warnings());
        warnings.addAll(listenerWarnings);
        if (fit.effectiveSamples() < 2.0 * game.players()) {
            warnings.add("the neighbourhood holds " + Math.round(fit.effectiveSamples())
                    + " effective samples for " + game.players()
                    + " players, fewer than 2 each; ask for more samples or a larger kernel width");
        }
        return new Provenance(
                VERSION,
                all,
                options.seed,
                game.link(),
                game.backgroundSize(),
                game.backgroundFingerprint(),
                samples.isExact() ? samples.count() - 2L : samples.count(),
                game.modelRows(),
                samples.isExact() ? StopReason.EXACT : StopReason.BUDGET,
                warnings);
    }
}
