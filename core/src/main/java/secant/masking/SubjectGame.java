package secant.masking;

import static java.util.Objects.checkFromToIndex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import secant.data.Feature;
import secant.data.FeatureGroups;
import secant.data.Matrix;
import secant.data.Schema;
import secant.data.SegmentedImage;
import secant.data.TextSpans;
import secant.model.CheckedModel;
import secant.model.Link;
import secant.model.PredictorException;

/**
 * The game of one thing that is no row of a table: v(S) is the link of the model's answer for the thing with everything
 * but S hidden. There is no background; v(∅) is the answer for the thing with everything hidden.
 *
 * <p>Things are composed in batches, so that no more than one batch is held at a time. Used by one thread at a time.
 *
 * @param <T> what the model takes
 */
final class SubjectGame<T> implements MaskedSubject {

    private static final int MAX_NAMES_IN_MESSAGE = 10;

    /**
     * Shows what is left when players are hidden.
     *
     * @param <T> what the model takes
     */
    interface Composer<T> {

        /**
         * Composes one thing.
         *
         * @param coalitions coalitions of the players
         * @param coalition which of them is to be shown
         * @param place where in the batch it is; what was composed there before may be used again
         * @return the thing
         */
        T compose(Coalitions coalitions, int coalition, int place);
    }

    /**
     * What all subjects of a masker share.
     *
     * @param <T> what the model takes
     */
    record Setting<T>(CheckedModel<List<T>> model, Link link, Map<String, String> options) {}

    private final Setting<T> setting;
    private final FeatureGroups groups;
    private final Composer<T> composer;
    private final int batch;
    private final Optional<TextSpans> text;
    private final Optional<SegmentedImage> image;
    private final List<String> warnings = new ArrayList<>();
    private final double[] answer;
    private final double[] base;
    private final double[] predictions;
    private final double[] totalGains;
    private long clipped;
    private long modelRows;

    /**
     * Asks the model for the thing itself and for the thing with everything hidden.
     *
     * @param names the players' names, distinct, at least one
     * @param batch the most things in one call
     */
    SubjectGame(
            Setting<T> setting,
            List<String> names,
            Composer<T> composer,
            int batch,
            Optional<TextSpans> text,
            Optional<SegmentedImage> image) {
        this.setting = setting;
        this.groups = FeatureGroups.singles(Schema.of(names.stream()
                .map(name -> Feature.categorical(name, "hidden", "present"))
                .toList()));
        this.composer = composer;
        this.batch = batch;
        this.text = text;
        this.image = image;
        this.answer = askForAll();
        this.predictions = linked(answer);
        this.base = linked(ask(extreme(false), "it is the " + setting.model().item() + " with everything hidden"));
        this.totalGains = new double[base.length];
        for (int k = 0; k < base.length; k++) {
            totalGains[k] = checkFinite(predictions[k] - base[k], k);
        }
    }

    private double[] askForAll() {
        return ask(extreme(true), "it is the explained " + setting.model().item());
    }

    private double[] ask(Coalitions one, String what) {
        try {
            Matrix answers = setting.model().predict(List.of(composer.compose(one, 0, 0)), 1);
            checkDomain(answers);
            modelRows++;
            return answers.row(0);
        } catch (PredictorException e) {
            throw e.at(what);
        }
    }

    private Coalitions extreme(boolean present) {
        boolean[] members = new boolean[groups.players()];
        Arrays.fill(members, present);
        return Coalitions.of(members);
    }

    private double[] linked(double[] outputs) {
        double[] linked = new double[outputs.length];
        for (int k = 0; k < outputs.length; k++) {
            linked[k] = linked(outputs[k]);
        }
        return linked;
    }

    private double linked(double output) {
        clipped += setting.link().clips(output) ? 1 : 0;
        return setting.link().apply(output);
    }

    private void checkDomain(Matrix answers) {
        double[] data = answers.data();
        for (int i = 0; i < data.length; i++) {
            if (!setting.link().admits(data[i])) {
                throw setting.model()
                        .fault(
                                "link " + setting.link() + " needs "
                                        + setting.link().domain() + " but the predictor returned " + data[i],
                                i / answers.columns())
                        .at("choose another link or another output of the model");
            }
        }
    }

    private double checkFinite(double gain, int output) {
        if (!Double.isFinite(gain)) {
            throw setting.model()
                    .fault("differences of output " + output + " to the answer for nothing overflow")
                    .at("scale the model's output");
        }
        return gain;
    }

    @Override
    public void gains(Coalitions coalitions, int from, int to, double[] gains) {
        if (coalitions.players() != players()) {
            throw new IllegalArgumentException(
                    "coalitions must be of the " + players() + " players but are of " + coalitions.players());
        }
        checkFromToIndex(from, to, coalitions.count());
        int outputs = outputs();
        if (gains.length < (long) (to - from) * outputs) {
            throw new IllegalArgumentException("gains must have room for " + (to - from) + " coalitions × " + outputs
                    + " outputs but has " + gains.length);
        }
        for (int first = from; first < to; first += batch) {
            int count = Math.min(batch, to - first);
            double[] data = predict(coalitions, first, count).data();
            for (int i = 0; i < count * outputs; i++) {
                int k = i % outputs;
                gains[(first - from) * outputs + i] = checkFinite(linked(data[i]) - base[k], k);
            }
        }
    }

    private Matrix predict(Coalitions coalitions, int first, int count) {
        List<T> things = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            things.add(composer.compose(coalitions, first + i, i));
        }
        try {
            Matrix answers = setting.model().predict(things, count);
            checkDomain(answers);
            modelRows += count;
            return answers;
        } catch (PredictorException e) {
            throw e.at(
                    e.row().isPresent()
                            ? "it is the " + setting.model().item() + " with only "
                                    + members(coalitions, first + e.row().getAsInt()) + " present"
                            : "the call was for coalitions from number " + first);
        }
    }

    private String members(Coalitions coalitions, int coalition) {
        int[] members = new int[players()];
        int size = coalitions.members(coalition, members);
        StringJoiner names = new StringJoiner(", ", "[", "]");
        for (int m = 0; m < Math.min(size, MAX_NAMES_IN_MESSAGE); m++) {
            names.add(groups.name(members[m]));
        }
        if (size > MAX_NAMES_IN_MESSAGE) {
            names.add("and " + (size - MAX_NAMES_IN_MESSAGE) + " more");
        }
        return names.toString();
    }

    @Override
    public FeatureGroups groups() {
        return groups;
    }

    @Override
    public double[] row() {
        double[] present = new double[players()];
        Arrays.fill(present, 1);
        return present;
    }

    @Override
    public int[] varyingPlayers() {
        int[] all = new int[players()];
        Arrays.setAll(all, p -> p);
        return all;
    }

    @Override
    public List<String> outputNames() {
        return setting.model().outputNames(outputs());
    }

    @Override
    public String link() {
        return setting.link().name();
    }

    @Override
    public int backgroundSize() {
        return 0;
    }

    @Override
    public String backgroundFingerprint() {
        return "";
    }

    @Override
    public Map<String, String> options() {
        return setting.options();
    }

    @Override
    public Optional<TextSpans> text() {
        return text;
    }

    @Override
    public Optional<SegmentedImage> image() {
        return image;
    }

    @Override
    public int players() {
        return groups.players();
    }

    @Override
    public int outputs() {
        return answer.length;
    }

    @Override
    public double[] baseValues() {
        return base.clone();
    }

    @Override
    public double[] predictions() {
        return predictions.clone();
    }

    @Override
    public double[] totalGains() {
        return totalGains.clone();
    }

    @Override
    public int coalitionsPerCall() {
        return batch;
    }

    @Override
    public int rowsPerCoalition() {
        return 1;
    }

    @Override
    public long modelRows() {
        return modelRows;
    }

    @Override
    public void repeatPrediction() {
        warnings.addAll(setting.model().differences(answer, askForAll()));
    }

    @Override
    public List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        if (clipped > 0) {
            all.add("link " + setting.link() + " clipped " + clipped + " probabilities that are nearer to 0 or 1 than "
                    + Link.CLIP);
        }
        return all;
    }
}
