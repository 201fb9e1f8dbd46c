package secant.lime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import secant.data.Matrix;
import secant.explanation.Attribution;
import secant.explanation.Explanation;
import secant.explanation.OutputExplanation;
import secant.explanation.ProgressListener;
import secant.explanation.ProgressMeter;
import secant.explanation.Provenance;
import secant.explanation.StopReason;

/**
 * One row's neighbourhood: draws it, asks the model for it, and fits it. Used once, by one thread.
 *
 * <p>With the Euclidean distance the kernel is a product over the columns, so that a sample's law times the kernel is a law
 * again, of which all columns are still independent: a bin's frequency is multiplied by c = exp(−1 / (2 width²)) unless it is
 * the row's own, and the normal N(m, 1) of a standardised number becomes N((m width² + x) / (1 + width²),
 * width² / (1 + width²)). Samples of the tilted law all count the same. So no sample is wasted on places where the kernel is
 * small, and an even spread of the points is not undone by weights. How much smaller the errors get is in the guide's table.
 */
final class Neighbourhood {

    /** Independent replicates of points that are spread evenly, from whose differences standard errors come. */
    private static final int REPLICATES = 4;

    /** A bit must be met as 0 and as 1 by so many samples, on average. */
    private static final double FEWEST_SAMPLES = 10;

    /** The same where samples are weighted, effective ones. */
    private static final double FEWEST_OUTSIDE = 1;

    private static final double WIDEST = 1e9;

    /** Where the kernel is below e to the minus this at the centre of the neighbourhood, the row is not in it. */
    private static final double FARTHEST = 50;

    private static final int SEARCHED_WIDTHS = 9;
    private static final double NARROWEST = 0.1; // per √feature

    private static final String VERSION = version();

    private final Lime lime;
    private final TrainingStatistics statistics;
    private final int columns;
    private final double[] row;
    private final double[] instance;
    private final boolean allBits;
    private final List<String> warnings = new ArrayList<>();

    private double[] answer = new double[0];
    private int[] chosen = new int[0];
    private double[] chosenAnswer = new double[0];
    private boolean tilted;
    private ColumnLaw[] laws = new ColumnLaw[0];
    private long asked;

    private static String version() {
        String version = Lime.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    Neighbourhood(Lime lime, double[] row) {
        this.lime = lime;
        this.statistics = lime.statistics;
        this.columns = row.length;
        this.row = row;
        this.instance = new double[columns];
        boolean bits = true;
        for (int c = 0; c < columns; c++) {
            ColumnStatistics column = statistics.column(c);
            bits &= column.isBit();
            instance[c] = column.isBit() ? 1 : (row[c] - column.mean) / column.scale;
        }
        this.allBits = bits;
    }

    /** How many effective samples a fit of so many features must have. */
    static int leastEffective(int features) {
        return Math.max(10, 2 * features);
    }

    Explanation explain(ProgressListener listener) {
        answer = predictRow();
        chosen = chooseOutputs();
        chosenAnswer = Arrays.stream(chosen).mapToDouble(k -> answer[k]).toArray();
        warnOfUnseen();
        boolean searched = lime.width instanceof KernelWidth.BestFit;
        tilted = lime.mode == LimeMode.STABLE && lime.distance == Distance.euclidean() && !searched;
        FoundWidth width = searched ? new FoundWidth(Double.NaN, "") : width();
        laws = laws(width.value());
        LocalFit fit;
        long combinations = tilted ? combinations() : 0;
        StopReason stop = StopReason.BUDGET;
        ProgressMeter meter;
        if (combinations > 0) {
            meter = new ProgressMeter(listener, combinations);
            fit = enumerate((int) combinations, meter);
            stop = StopReason.EXACT;
        } else {
            if (tilted) {
                checkSpread(width.value());
            }
            meter = new ProgressMeter(listener, samples());
            if (searched) {
                double[] answers = askAll(meter);
                width = search(answers);
                fit = fit(groups(new ProximityKernel(width.value()), answers, meter), lime.selection, lime.ridge);
            } else {
                fit = fit(groups(new ProximityKernel(width.value()), new double[0], meter), lime.selection, lime.ridge);
            }
            checkEffective(fit, width.value());
        }
        repeatPrediction();
        warnings.addAll(meter.warnings());
        return explanation(fit, width, stop);
    }

    private static LocalFit fit(List<WeightedMoments> groups, FeatureSelection selection, double ridge) {
        return LocalFit.of(groups, selection, ridge);
    }

    /**
     * A kernel width and how it was found.
     *
     * @param value the width
     * @param named how, for the provenance
     */
    private record FoundWidth(double value, String named) {}

    // ---- the row itself

    private double[] predictRow() {
        asked++;
        return lime.predictor.predict(Matrix.ofRow(row)).row(0);
    }

    private void repeatPrediction() {
        double[] again = predictRow();
        for (int k = 0; k < answer.length; k++) {
            if (Double.doubleToLongBits(again[k]) != Double.doubleToLongBits(answer[k])) {
                warnings.add("the model is not deterministic: asked twice for the explained row, output "
                        + outputNames().get(k) + " moved by " + Math.abs(again[k] - answer[k]));
            }
        }
    }

    private List<String> outputNames() {
        List<String> names = lime.predictor.outputNames();
        if (!names.isEmpty()) {
            return names;
        }
        return answer.length == 1
                ? List.of("output")
                : IntStream.range(0, answer.length).mapToObj(k -> "output " + k).toList();
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
        for (int c = 0; c < columns; c++) {
            ColumnStatistics column = statistics.column(c);
            if (column.isBit() && column.frequencies[column.cell(row[c])] == 0) {
                warnings.add("no training row has " + statistics.condition(c, row[c])
                        + ": no sample agrees with it, and its coefficient says nothing");
            }
        }
    }

    // ---- the law

    private FoundWidth width() {
        if (lime.width instanceof KernelWidth.Fixed fixed) {
            return new FoundWidth(fixed.width(), "");
        }
        if (lime.width instanceof KernelWidth.PerSqrtFeature per) {
            return new FoundWidth(per.factor() * Math.sqrt(columns), per.factor() + " · √columns");
        }
        double share = ((KernelWidth.MatchedShare) lime.width).share();
        return new FoundWidth(widthOfShare(share), "for a matched share of " + share);
    }

    /** Halves the interval of the tilt until nothing is left: the share that agrees falls as the tilt rises to 1. */
    private double widthOfShare(double share) {
        double least = matched(1);
        double most = matched(0);
        if (!(share > least && share < most)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "matched share must be between %.4f, what training frequencies give this row, and %.4f, but is %s",
                    least,
                    most,
                    share));
        }
        double low = 0;
        double high = 1;
        for (int step = 0; step < 200 && Math.nextUp(low) < high; step++) {
            double middle = low + (high - low) / 2;
            if (matched(middle) > share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.sqrt(-1 / (2 * StrictMath.log(Math.min(low, Math.nextDown(1.0)))));
    }

    private double matched(double tilt) {
        double sum = 0;
        int bits = 0;
        for (int c = 0; c < columns; c++) {
            ColumnStatistics column = statistics.column(c);
            if (column.isBit()) {
                int own = column.cell(row[c]);
                if (column.frequencies[own] > 0) {
                    sum += ColumnLaw.shares(column, own, tilt)[own];
                }
                bits++;
            }
        }
        return sum / bits;
    }

    private ColumnLaw[] laws(double width) {
        ColumnLaw[] made = new ColumnLaw[columns];
        double tilt = tilted ? StrictMath.exp(-1 / (2 * width * width)) : 1;
        for (int c = 0; c < columns; c++) {
            ColumnStatistics column = statistics.column(c);
            if (column.isBit()) {
                int own = column.cell(row[c]);
                boolean seen = column.frequencies[own] > 0;
                made[c] = ColumnLaw.ofCells(column, own, seen ? tilt : 1);
                continue;
            }
            double mean = lime.sampling == Sampling.AROUND_INSTANCE ? instance[c] : 0;
            if (!tilted) {
                made[c] = ColumnLaw.ofNumbers(column, mean, lime.mode == LimeMode.STABLE && column.constant ? 0 : 1);
                continue;
            }
            double squared = width * width;
            double narrowed = (mean * squared + instance[c]) / (1 + squared);
            made[c] = column.constant
                    ? ColumnLaw.ofNumbers(column, 0, 0)
                    : ColumnLaw.ofNumbers(column, narrowed, Math.sqrt(squared / (1 + squared)));
        }
        return made;
    }

    /** Refuses a tilted law whose samples could not tell anything. */
    private void checkSpread(double width) {
        double tilt = StrictMath.exp(-1 / (2 * width * width));
        double least = FEWEST_SAMPLES / samples();
        double exponent = 0;
        int farthest = 0;
        double squared = width * width;
        for (int c = 0; c < columns; c++) {
            ColumnStatistics column = statistics.column(c);
            if (column.isBit()) {
                int own = column.cell(row[c]);
                double frequency = column.frequencies[own];
                double others = 1 - ColumnLaw.shares(column, own, frequency > 0 ? tilt : 1)[own];
                if (1 - frequency >= least && others < least) {
                    double wanted = least * frequency / ((1 - frequency) * (1 - least));
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "the kernel width must leave at least %.0f of the %d samples outside '%s' but is %s; try %.3g"
                                    + " or more",
                            FEWEST_SAMPLES,
                            samples(),
                            statistics.condition(c, row[c]),
                            width,
                            Math.sqrt(-1 / (2 * StrictMath.log(Math.min(wanted, 0.99)))) * 1.01));
                }
            } else if (lime.sampling == Sampling.AROUND_MEAN && !column.constant) {
                double distance = instance[c] * squared / (1 + squared);
                exponent += distance * distance / (2 * squared);
                farthest = Math.abs(instance[c]) > Math.abs(instance[farthest])
                                || statistics.column(farthest).isBit()
                        ? c
                        : farthest;
            }
        }
        if (exponent > Math.max(FARTHEST, columns)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the row must be in the neighbourhood that is sampled but is far from the training rows, with '%s' %.3g"
                            + " standard deviations from their mean; check the row, sample around the instance, or try a"
                            + " kernel width of %.3g or more",
                    statistics.schema().feature(farthest).name(),
                    Math.abs(instance[farthest]),
                    width * Math.sqrt(exponent / FARTHEST)));
        }
    }

    /** How many combinations of values there are, or 0 if they are more than the samples or a continuum. */
    private long combinations() {
        long product = 1;
        for (ColumnLaw law : laws) {
            product *= law.values();
            if (product == 0 || product > lime.samples) {
                return 0;
            }
        }
        return product;
    }

    // ---- samples

    private int replicates() {
        return lime.points == Points.RANDOM ? 1 : REPLICATES;
    }

    private int perReplicate() {
        int share = lime.samples / replicates();
        return lime.points == Points.SOBOL ? Integer.highestOneBit(share) : share;
    }

    private int samples() {
        return replicates() * perReplicate();
    }

    /** Takes note of a block of samples: how many there are before it and in it, their rows and their features. */
    private interface BlockVisitor {

        void visit(int first, int count, double[] rows, double[] features);
    }

    /** Makes all samples, block by block, in buffers that are used again. */
    private void walk(BlockVisitor visitor) {
        int block = Math.min(lime.batchRows, samples());
        double[] rows = new double[block * columns];
        double[] features = new double[block * columns];
        double[] point = new double[columns];
        boolean first = lime.mode == LimeMode.COMPATIBLE;
        int done = 0;
        int filled = 0;
        for (int replicate = 0; replicate < replicates(); replicate++) {
            UnitPoints points = UnitPoints.of(lime.points, columns, perReplicate(), lime.seed, replicate);
            for (int i = 0; i < perReplicate(); i++) {
                points.next(point);
                int from = filled * columns;
                for (int c = 0; c < columns; c++) {
                    laws[c].sample(point[c], rows, from + c, features, from + c);
                }
                if (first) {
                    System.arraycopy(row, 0, rows, 0, columns);
                    System.arraycopy(instance, 0, features, 0, columns);
                    first = false;
                }
                filled++;
                if (filled == block) {
                    visitor.visit(done, filled, rows, features);
                    done += filled;
                    filled = 0;
                }
            }
        }
        if (filled > 0) {
            visitor.visit(done, filled, rows, features);
        }
    }

    /** The answers of the chosen outputs for the first rows of a block. */
    private double[] ask(int count, double[] rows) {
        int cells = count * columns;
        double[] given = cells == rows.length ? rows : Arrays.copyOf(rows, cells);
        Matrix answers = lime.predictor.predict(Matrix.wrap(count, columns, given));
        asked += count;
        if (chosen.length == answers.columns()) {
            boolean inOrder = true;
            for (int k = 0; k < chosen.length; k++) {
                inOrder &= chosen[k] == k;
            }
            if (inOrder) {
                return answers.data();
            }
        }
        double[] kept = new double[count * chosen.length];
        for (int r = 0; r < count; r++) {
            for (int k = 0; k < chosen.length; k++) {
                kept[r * chosen.length + k] = answers.get(r, chosen[k]);
            }
        }
        return kept;
    }

    private double[] askAll(ProgressMeter meter) {
        double[] answers = new double[Math.multiplyExact(samples(), chosen.length)];
        walk((first, count, rows, features) -> {
            System.arraycopy(ask(count, rows), 0, answers, first * chosen.length, count * chosen.length);
            meter.advance(count);
        });
        return answers;
    }

    /**
     * Adds the samples up in groups that are independent of each other: replicates, or random samples dealt in turn.
     *
     * @param answers all of them, or none to ask the model now
     */
    private List<WeightedMoments> groups(ProximityKernel kernel, double[] answers, ProgressMeter meter) {
        boolean dealt = replicates() == 1;
        int count = dealt ? Math.min(LocalFit.GROUPS, samples()) : replicates();
        List<WeightedMoments> groups = new ArrayList<>(count);
        for (int g = 0; g < count; g++) {
            groups.add(new WeightedMoments(instance, chosenAnswer));
        }
        double[] weights = weightsByMismatches(kernel);
        double[] sample = new double[columns];
        walk((first, n, rows, features) -> {
            double[] targets = answers.length > 0 ? answers : ask(n, rows);
            int before = answers.length > 0 ? first : 0;
            for (int i = 0; i < n; i++) {
                double w = weight(kernel, weights, features, i * columns, sample);
                int group = dealt ? (first + i) % count : (first + i) / perReplicate();
                groups.get(group).add(features, i * columns, targets, (before + i) * chosen.length, w);
            }
            if (answers.length == 0) {
                meter.advance(n);
            }
        });
        return groups;
    }

    /** Of bits at the Euclidean distance: the weight for each number of bits that differ. */
    private double[] weightsByMismatches(ProximityKernel kernel) {
        double[] weights = new double[columns + 1];
        for (int d = 0; d < weights.length; d++) {
            weights[d] = kernel.weightOfSquare(d);
        }
        return weights;
    }

    private double weight(ProximityKernel kernel, double[] byMismatches, double[] features, int from, double[] sample) {
        if (tilted) {
            return 1;
        }
        if (lime.distance != Distance.euclidean()) {
            System.arraycopy(features, from, sample, 0, columns);
            double distance = lime.distance.between(instance, sample);
            if (!(distance >= 0)) {
                throw new IllegalArgumentException(
                        "distance '" + lime.distance.named() + "' must be 0 or more but is " + distance);
            }
            return kernel.weight(distance);
        }
        double squares = 0;
        for (int c = 0; c < columns; c++) {
            double difference = features[from + c] - instance[c];
            squares += difference * difference;
        }
        return allBits ? byMismatches[(int) squares] : kernel.weightOfSquare(squares);
    }

    /** Asks for all combinations of values, each weighted by its probability under the tilted law. */
    private LocalFit enumerate(int combinations, ProgressMeter meter) {
        WeightedMoments moments = new WeightedMoments(instance, chosenAnswer);
        int block = Math.min(lime.batchRows, combinations);
        double[] rows = new double[block * columns];
        double[] features = new double[block * columns];
        double[] weights = new double[block];
        int filled = 0;
        for (int i = 0; i < combinations; i++) {
            int left = i;
            double probability = 1;
            for (int c = 0; c < columns; c++) {
                int at = filled * columns + c;
                int values = laws[c].values();
                probability *= laws[c].enumerate(left % values, rows, at, features, at);
                left /= values;
            }
            weights[filled] = probability;
            filled++;
            if (filled == block || i == combinations - 1) {
                moments.add(filled, features, ask(filled, rows), weights);
                meter.advance(filled);
                filled = 0;
            }
        }
        return LocalFit.exact(moments, lime.selection, lime.ridge);
    }

    /** The width of the best weighted R² among those that leave enough effective samples. */
    private FoundWidth search(double[] answers) {
        double wanted = ((KernelWidth.BestFit) lime.width).effectiveShare();
        double best = Double.NEGATIVE_INFINITY;
        double width = Double.NaN;
        double largestShare = 0;
        ProgressMeter silent = new ProgressMeter(ProgressListener.NONE, 0);
        for (int i = 0; i < SEARCHED_WIDTHS; i++) {
            double candidate = NARROWEST * Math.pow(2, 0.5 * i) * Math.sqrt(columns);
            WeightedMoments all = new WeightedMoments(instance, chosenAnswer);
            groups(new ProximityKernel(candidate), answers, silent).forEach(group -> all.merge(group, 1));
            double share = all.effectiveSamples() / all.samples();
            largestShare = Math.max(largestShare, share);
            if (share < wanted || all.effectiveSamples() < leastEffective(columns)) {
                continue;
            }
            double score = score(all);
            if (score > best) {
                best = score;
                width = candidate;
            }
        }
        if (Double.isNaN(width)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the search must find a kernel width that leaves an effective share of %s of the samples but the widest"
                            + " of them leaves %.3g; ask for less, or set a width",
                    wanted,
                    largestShare));
        }
        return new FoundWidth(width, "of the best fit with an effective share of at least " + wanted);
    }

    private double score(WeightedMoments all) {
        LocalFit fit = LocalFit.of(List.of(all), lime.selection, lime.ridge);
        return IntStream.range(0, fit.outputs())
                .mapToObj(fit::score)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average()
                .orElse(0);
    }

    /** Refuses weights that leave too few samples, or none at all beside those that agree with the row in a column. */
    private void checkEffective(LocalFit fit, double width) {
        int least = leastEffective(columns);
        double effective = fit.effectiveSamples();
        double[] outside = new double[columns];
        Arrays.setAll(outside, c -> effective * (1 - fit.mean(c)));
        if (isEnough(effective, outside)) {
            return;
        }
        throw new IllegalArgumentException(String.format(
                Locale.ROOT,
                "the neighbourhood must have at least %d effective samples for %d columns, and some that do not agree with"
                        + " the row in each, but has %.3g of %d at a kernel width of %.4g; try a width of %.3g or more%s%s",
                least,
                columns,
                effective,
                fit.samples(),
                width,
                enoughWidth(width),
                effective < least
                        ? String.format(
                                Locale.ROOT,
                                ", or %.0f samples or more",
                                Math.ceil(1.2 * fit.samples() * least / effective))
                        : "",
                farthest()));
    }

    /** Whether samples are enough, of which so many do not agree with the row in each column. */
    private boolean isEnough(double effective, double[] outside) {
        boolean enough = effective >= leastEffective(columns);
        for (int c = 0; c < columns; c++) {
            ColumnStatistics column = statistics.column(c);
            if (column.isBit() && samples() * (1 - column.frequencies[column.cell(row[c])]) >= FEWEST_SAMPLES) {
                enough &= outside[c] >= FEWEST_OUTSIDE; // the law has them, so that it is the kernel that has not
            }
        }
        return enough;
    }

    /** Widens until enough samples count; from their distances alone, without asking the model. */
    private double enoughWidth(double width) {
        double wider = width;
        boolean enough = false;
        while (!enough) {
            wider *= 1.5;
            ProximityKernel kernel = new ProximityKernel(wider);
            double[] sums = new double[2];
            double[] outside = new double[columns];
            double[] weights = weightsByMismatches(kernel);
            double[] sample = new double[columns];
            walk((first, n, rows, features) -> {
                for (int i = 0; i < n; i++) {
                    double w = weight(kernel, weights, features, i * columns, sample);
                    sums[0] += w;
                    sums[1] += w * w;
                    for (int c = 0; c < columns; c++) {
                        outside[c] += w * (1 - features[i * columns + c]);
                    }
                }
            });
            double effective = sums[0] / sums[1] * sums[0];
            for (int c = 0; c < columns; c++) {
                outside[c] *= effective / sums[0];
            }
            enough = isEnough(effective, outside) || wider > width * WIDEST;
        }
        return wider * 1.01; // more than is lost when it is written with three digits
    }

    private String farthest() {
        int farthest = -1;
        for (int c = 0; c < columns; c++) {
            if (!statistics.column(c).isBit()
                    && (farthest < 0 || Math.abs(instance[c]) > Math.abs(instance[farthest]))) {
                farthest = c;
            }
        }
        return farthest < 0 || Math.abs(instance[farthest]) < 3
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; '%s' of the row is %.3g standard deviations from the training mean",
                        statistics.schema().feature(farthest).name(),
                        Math.abs(instance[farthest]));
    }

    // ---- the explanation

    private Explanation explanation(LocalFit fit, FoundWidth width, StopReason stop) {
        List<String> names = outputNames();
        List<OutputExplanation> outputs = new ArrayList<>();
        for (int k = 0; k < chosen.length; k++) {
            List<Attribution> attributions = new ArrayList<>(columns);
            for (int c = 0; c < columns; c++) {
                attributions.add(new Attribution(lime.players.name(c), fit.coefficient(k, c), fit.standardError(k, c)));
            }
            outputs.add(new OutputExplanation(names.get(chosen[k]), fit.intercept(k), chosenAnswer[k], attributions));
        }
        List<String> conditions = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            conditions.add(statistics.condition(c, row[c]));
        }
        return Explanation.of(
                        "LIME",
                        lime.players,
                        row,
                        outputs,
                        fit.fidelity(matchedShare(fit)),
                        new Provenance(
                                VERSION,
                                options(width, stop),
                                lime.seed,
                                "IDENTITY",
                                statistics.rows(),
                                lime.fingerprint,
                                0,
                                asked,
                                stop,
                                warnings))
                .withConditions(conditions);
    }

    private OptionalDouble matchedShare(LocalFit fit) {
        return IntStream.range(0, columns)
                .filter(c -> statistics.column(c).isBit())
                .mapToDouble(c -> Math.min(1, Math.max(0, fit.mean(c))))
                .average();
    }

    private Map<String, String> options(FoundWidth width, StopReason stop) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("mode", lime.mode.name().toLowerCase(Locale.ROOT));
        options.put("discretizer", statistics.discretizer());
        options.put("kernel width", width.value() + (width.named().isEmpty() ? "" : " (" + width.named() + ")"));
        options.put("distance", lime.distance.named());
        options.put("feature selection", lime.selection.named());
        options.put("ridge alpha", Double.toString(lime.ridge));
        options.put("sample limit", Integer.toString(lime.samples));
        options.put("points", stop == StopReason.EXACT ? "all combinations of values" : points());
        options.put("sampling", lime.sampling.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        options.put("law", tilted ? "tilted by the kernel" : "weighted by the kernel");
        return options;
    }

    private String points() {
        return switch (lime.points) {
            case RANDOM -> samples() + " independent";
            case LATIN_HYPERCUBE -> REPLICATES + " Latin hypercubes of " + perReplicate();
            case SOBOL ->
                REPLICATES + " scrambled Sobol sequences of " + perReplicate()
                        + (columns > UnitPoints.SOBOL_DIMENSIONS
                                ? " in the first " + UnitPoints.SOBOL_DIMENSIONS
                                        + " columns, Latin hypercubes in the others"
                                : "");
        };
    }
}
