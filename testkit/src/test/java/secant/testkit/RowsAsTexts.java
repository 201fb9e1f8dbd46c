package secant.testkit;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import secant.data.Matrix;
import secant.data.Tokenizer;
import secant.explanation.Explainer;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.ProgressListener;
import secant.explanation.RowsInParallel;
import secant.lime.LimeMode;
import secant.lime.TextLime;
import secant.masking.TextMasker;
import secant.model.Predictor;
import secant.model.TextPredictor;

/**
 * {@link TextLime} as an explainer of rows: a row is written as a text of one word a column, such as {@code c0=1.5}; a model of
 * texts reads it back, with 0 for the words that are hidden.
 */
final class RowsAsTexts implements Explainer {

    private static final Pattern WORD = Pattern.compile("c([0-9]+)=(\\S+)");

    private final TextLime lime;
    private final Trial trial;

    RowsAsTexts(Trial trial, LimeMode mode) {
        this.trial = trial;
        Predictor model = trial.predictor();
        int columns = trial.background().schema().columns();
        TextPredictor reading = texts -> answers(model, texts, columns);
        TextMasker.Builder masking = TextMasker.builder(model.isThreadSafe() ? reading.threadSafe() : reading)
                .tokenizer(Tokenizer.matches(Pattern.compile("\\S+")));
        trial.batchRows().ifPresent(masking::batchTexts);
        TextLime.Builder builder =
                TextLime.builder(masking.build()).mode(mode).samples(200).seed(trial.seed());
        trial.budget().ifPresent(builder::samples);
        this.lime = builder.build();
    }

    private static double[][] answers(Predictor model, List<String> texts, int columns) {
        Matrix rows = Matrix.zeros(texts.size(), columns);
        for (int t = 0; t < texts.size(); t++) {
            Matcher words = WORD.matcher(texts.get(t));
            while (words.find()) {
                rows.data()[t * columns + Integer.parseInt(words.group(1))] = Double.parseDouble(words.group(2));
            }
        }
        return model.predict(rows).toRows();
    }

    private Explanation explainRow(double[] row) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < row.length; c++) {
            text.append(c == 0 ? "" : " ").append('c').append(c).append('=').append(row[c]);
        }
        return lime.explain(text.toString());
    }

    @Override
    public Explanation explain(double[] row, ProgressListener listener) {
        return explainRow(row);
    }

    @Override
    public Explanations explain(Matrix rows, ProgressListener listener) {
        return RowsInParallel.run(
                rows,
                this::explainRow,
                trial.parallelism().orElse(1),
                trial.executor().orElse(ForkJoinPool.commonPool()),
                listener);
    }
}
