package secant.tribuo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/** How the numbers of one kind of Tribuo output are laid out: one column an id of the model's output domain. */
sealed interface Outputs<T extends Output<T>> {

    /** {@return the columns' names in the order of the ids} */
    List<String> names();

    /** {@return the output of an example that has none} */
    T unknown();

    /** Writes a prediction's numbers to {@code into}, from {@code offset} on. */
    void read(Prediction<T> prediction, double[] into, int offset);

    /** Every label's score: a probability where the model gives probabilities. */
    record LabelScores(List<String> names) implements Outputs<Label> {

        static LabelScores of(ImmutableOutputInfo<Label> domain) {
            return new LabelScores(IntStream.range(0, domain.size())
                    .mapToObj(id -> domain.getOutput(id).getLabel())
                    .toList());
        }

        @Override
        public Label unknown() {
            return LabelFactory.UNKNOWN_LABEL;
        }

        @Override
        public void read(Prediction<Label> prediction, double[] into, int offset) {
            Map<String, Label> scores = prediction.getOutputScores();
            for (int i = 0; i < names.size(); i++) {
                Label label = scores.get(names.get(i));
                if (label == null) {
                    throw new IllegalStateException("model gave no score for label '" + names.get(i)
                            + "' but a score for " + scores.keySet()
                            + "; only a model that scores every label can be explained");
                }
                into[offset + i] = label.getScore();
            }
        }
    }

    /**
     * Every dimension's value.
     *
     * @param names the dimensions in the order of their ids
     * @param sorted the same names ascending, as every regressor has them
     * @param places where each of {@code names} is in {@code sorted}
     */
    record RegressorValues(List<String> names, List<String> sorted, List<Integer> places)
            implements Outputs<Regressor> {

        static RegressorValues of(ImmutableOutputInfo<Regressor> domain) {
            List<String> names = IntStream.range(0, domain.size())
                    .mapToObj(id -> domain.getOutput(id).getNames()[0])
                    .toList();
            List<String> sorted = names.stream().sorted().toList();
            return new RegressorValues(
                    names, sorted, names.stream().map(sorted::indexOf).toList());
        }

        @Override
        public Regressor unknown() {
            return RegressionFactory.UNKNOWN_REGRESSOR;
        }

        @Override
        public void read(Prediction<Regressor> prediction, double[] into, int offset) {
            Regressor regressor = prediction.getOutput();
            if (!sorted.equals(Arrays.asList(regressor.getNames()))) {
                throw new IllegalStateException("model must predict the dimensions " + sorted + " of its domain but"
                        + " predicted " + Arrays.toString(regressor.getNames()));
            }
            double[] values = regressor.getValues();
            for (int i = 0; i < values.length; i++) {
                into[offset + i] = values[places.get(i)];
            }
        }
    }
}
