package secant.lime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import secant.data.Matrix;
import secant.explanation.Explanation;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;
import secant.explanation.StopReason;
import secant.lime.NeighbourhoodLaw.FoundWidth;

/** One row's neighbourhood: asks the model for its samples, and fits their answers. Used once, by one thread. */
final class Neighbourhood {

    private final Lime lime;
    private final TrainingStatistics statistics;
    private final int columns;
    private final double[] row;
    private final double[] instance;
    private final List<String> warnings = new ArrayList<>();

    private double[] answer = new double[0];
    private int[] chosen = new int[0];
    private double[] chosenAnswer = new double[0];
    private long asked;

    Neighbourhood(Lime lime, double[] row) {
        this.lime = lime;
        this.statistics = lime.statistics;
        this.columns = row.length;
        this.row = row;
        this.instance = new double[lime.players.players()];
        for (int p = 0; p < instance.length; p++) {
            PlayerStatistics player = statistics.player(p);
            ColumnStatistics column = player.statistics;
            instance[p] = column.isBit() ? 1 : (row[player.columns[0]] - column.mean) / column.scale;
        }
    }

    Explanation explain(ProgressListener listener) {
        answer = predictRow();
        chosen = chooseOutputs();
        chosenAnswer = Arrays.stream(chosen).mapToDouble(k -> answer[k]).toArray();
        warnOfUnseen();
        NeighbourhoodLaw law = new NeighbourhoodLaw(lime, row, instance);
        if (law.isTilted()) {
            law.checkDistinct();
        }
        long combinations = law.isTilted() ? law.combinations(lime.samples) : 0;
        return combinations > 0 ? enumerated(law, (int) combinations, listener) : sampled(law, listener);
    }

    // ---- the row itself

    private double[] predictRow() {
        asked++;
        return lime.predictor.predict(Matrix.ofRow(row)).row(0);
    }

    private void repeatPrediction() {
        warnings.addAll(lime.predictor.differences(answer, predictRow()));
    }

    private List<String> outputNames() {
        return lime.predictor.outputNames(answer.length);
    }

    private int[] chooseOutputs() {
        List<String> names = outputNames();
        if (lime.topOutputs > 0) {
            return IntStream.range(0, answer.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(k -> -answer[k]))
                    .limit(lime.topOutputs)
                    .mapToInt(k -> k)
                    .toArray();
        }
        for (String name : lime.outputs) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("no output is named '" + name + "'; the outputs are " + names);
            }
        }
        return lime.outputs.isEmpty()
                ? IntStream.range(0, answer.length).toArray()
                : lime.outputs.stream().mapToInt(names::indexOf).toArray();
    }

    private void warnOfUnseen() {
        for (int p = 0; p < instance.length; p++) {
            PlayerStatistics player = statistics.player(p);
            if (player.statistics.isBit() && player.statistics.frequencies[player.cell(row)] == 0) {
                warnings.add("no training row has " + statistics.condition(p, row)
                        + ": no sample agrees with it, and its coefficient says nothing"
                        + (player.isGroup() ? wayOut(p) : ""));
            }
        }
    }

    /** Combinations are rarer than what is in a single column. */
    private void warnOfRare(NeighbourhoodLaw law, int samples) {
        for (int p = 0; p < instance.length; p++) {
            boolean byFrequency = statistics.player(p).isGroup() && !law.columns()[p].isWeighted();
            double expected = byFrequency ? samples * law.columns()[p].mean() : samples;
            if (expected > 0 && expected < NeighbourhoodLaw.FEWEST_SAMPLES) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "only about %.2g of %d samples agree with %s, too few for its coefficient; ask for more samples%s",
                        expected,
                        samples,
                        statistics.condition(p, row),
                        wayOut(p)));
            }
        }
    }

    private String wayOut(int group) {
        return "; put fewer columns into '" + lime.players.name(group) + "', or cut them into wider bins";
    }

    // ---- samples

    private Explanation sampled(NeighbourhoodLaw law, ProgressListener listener) {
        SampleDesign design = lime.design;
        if (law.isTilted()) {
            law.checkSpread(design.samples());
        }
        warnOfRare(law, design.samples());
        ColumnLaw[] laws = law.columns();
        NeighbourhoodSamples samples = new NeighbourhoodSamples(
                design, statistics, lime.store, laws, row, instance, lime.mode == LimeMode.COMPATIBLE);
        NeighbourhoodMoments moments = new NeighbourhoodMoments(samples, lime.distance, law.isTilted(), laws, instance);
        ProgressMeter meter = new ProgressMeter(listener, design.samples());
        double[] answers = askAll(samples, meter);
        FoundWidth width = lime.width instanceof KernelWidth.BestFit search
                ? new WidthSearch(moments, lime.selection, lime.ridge, instance.length)
                        .best(search.effectiveShare(), answers, chosenAnswer)
                : law.foundWidth();
        ProximityKernel kernel = new ProximityKernel(width.value());
        List<WeightedMoments> groups = law.isTilted()
                ? new ControlVariates(samples, laws, answers, chosenAnswer).groups(moments, kernel)
                : moments.groups(kernel, answers, chosenAnswer);
        LocalFit fit = LocalFit.of(groups, design.groupsPerSequence(), lime.selection, lime.ridge);
        new EffectiveSamples(statistics, row, instance, law.farthest(), design.samples(), moments)
                .check(fit, width.value());
        repeatPrediction();
        warnings.addAll(meter.warnings());
        String points = design.named() + (samples.isWeighted() ? ", bins of multiples of 1/8" : "");
        return explanation(fit, width, law, points, StopReason.BUDGET);
    }

    /** The answers of the chosen outputs to all samples, asked for in batches. */
    private double[] askAll(NeighbourhoodSamples samples, ProgressMeter meter) {
        int count = samples.design().samples();
        double[] answers = new double[Math.multiplyExact(count, chosen.length)];
        double[] rows = lime.borrowRows();
        for (int first = 0; first < count; first += lime.batchRows) {
            int batch = Math.min(lime.batchRows, count - first);
            samples.rows(first, batch, rows);
            ask(batch, rows, answers, first * chosen.length);
            meter.advance(batch);
        }
        lime.giveBackRows(rows);
        return answers;
    }

    /** Writes the answers of the chosen outputs for the first rows of a block. */
    private void ask(int count, double[] rows, double[] to, int from) {
        int cells = count * columns;
        double[] given = cells == rows.length ? rows : Arrays.copyOf(rows, cells);
        Matrix answers = lime.predictor.predict(Matrix.wrap(count, columns, given));
        asked += count;
        if (chosen.length == answers.columns() && inOrder()) {
            System.arraycopy(answers.data(), 0, to, from, count * chosen.length);
            return;
        }
        for (int r = 0; r < count; r++) {
            for (int k = 0; k < chosen.length; k++) {
                to[from + r * chosen.length + k] = answers.get(r, chosen[k]);
            }
        }
    }

    private boolean inOrder() {
        return IntStream.range(0, chosen.length).allMatch(k -> chosen[k] == k);
    }

    /** Asks for all combinations of values, each weighted by its probability under the tilted law. */
    private Explanation enumerated(NeighbourhoodLaw law, int combinations, ProgressListener listener) {
        ColumnLaw[] laws = law.columns();
        ProgressMeter meter = new ProgressMeter(listener, combinations);
        WeightedMoments moments = new WeightedMoments(instance, chosenAnswer);
        int block = Math.min(lime.batchRows, combinations);
        int players = instance.length;
        double[] rows = new double[block * columns];
        double[] features = new double[block * players];
        double[] weights = new double[block];
        double[] answers = new double[block * chosen.length];
        int filled = 0;
        for (int i = 0; i < combinations; i++) {
            int left = i;
            double probability = 1;
            for (int p = 0; p < players; p++) {
                int values = laws[p].values();
                probability *= laws[p].enumerate(
                        left % values, statistics.player(p), rows, filled * columns, features, filled * players + p);
                left /= values;
            }
            weights[filled] = probability;
            filled++;
            if (filled == block || i == combinations - 1) {
                ask(filled, rows, answers, 0);
                moments.add(filled, features, answers, 0, weights);
                meter.advance(filled);
                filled = 0;
            }
        }
        LocalFit fit = LocalFit.exact(moments, lime.selection, lime.ridge);
        repeatPrediction();
        warnings.addAll(meter.warnings());
        return explanation(fit, law.foundWidth(), law, "all combinations of values", StopReason.EXACT);
    }

    private Explanation explanation(
            LocalFit fit, FoundWidth width, NeighbourhoodLaw law, String points, StopReason stop) {
        LocalExplanation explanation = new LocalExplanation(lime, row, fit);
        explanation.option("kernel width", width.value() + (width.named().isEmpty() ? "" : " (" + width.named() + ")"));
        explanation.option("points", points);
        explanation.option("law", law.isTilted() ? "tilted by the kernel" : "weighted by the kernel");
        if (law.isTilted() && stop != StopReason.EXACT) {
            explanation.option("control variate", "single-index model");
        }
        List<String> names = outputNames();
        List<String> chosenNames = Arrays.stream(chosen).mapToObj(names::get).toList();
        return explanation.of(chosenNames, chosenAnswer, asked, stop, warnings);
    }
}
