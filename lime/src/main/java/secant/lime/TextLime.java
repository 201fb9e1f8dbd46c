package secant.lime;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import secant.data.Tokenizer;
import secant.explanation.Explanation;
import secant.explanation.ProgressListener;
import secant.masking.TextMasker;
import secant.model.TextPredictor;

/**
 * LIME for texts (Ribeiro, Singh and Guestrin, KDD 2016): which words a model's answer hangs on, by a linear model of the
 * answers for the text with words removed, weighted by how much is left.
 *
 * <p>An attribution is a coefficient: what the word's presence adds, on average over the neighbourhood. The base value is
 * the intercept. Attributions need not add up; {@link secant.explanation.Fidelity.LocalSurrogate} says how well the linear
 * model fits.
 *
 * <p>{@link LimeMode#COMPATIBLE} gives the lime package's numbers; {@link LimeMode#STABLE}, the default, the same weighted
 * fit without the ridge penalty, from samples in proportion to their weight, and exactly where the samples reach all
 * coalitions of words (up to 12 words by default).
 *
 * <p>Immutable and thread-safe; a predictor that is not thread-safe is asked by one thread at a time. Cost: the samples'
 * model rows, and samples × players² / 2 for the fit.
 *
 * <pre>{@code
 * Explanation why = TextLime.builder(predictor).seed(42).build().explain("a fine film");
 * }</pre>
 */
public final class TextLime {

    private static final int SAMPLES = 5000; // of the lime package, as the width
    private static final double KERNEL_WIDTH = 25;

    /** What lies between two matches of {@code \W+}, as Python reads it. */
    private static final String LIME_WORD = "[\\p{L}\\p{N}_]+";

    private final TextMasker masker;
    private final PresenceLime lime;

    private TextLime(Builder builder) {
        this.masker = builder.masker();
        this.lime = new PresenceLime(builder);
    }

    /**
     * Starts with the lime package's neighbourhood: 5000 samples, kernel width 25, distinct words, removed when hidden.
     * Words are {@link Tokenizer#words}, in compatible mode what lies between runs of {@code \W}.
     *
     * @param predictor the model
     * @return a builder
     */
    public static Builder builder(TextPredictor predictor) {
        return new Builder(requireNonNull(predictor, "predictor"), null);
    }

    /**
     * Starts with a masker that says what a word is, what stands in for hidden ones, and on which scale answers are.
     *
     * @param masker turns texts into games
     * @return a builder
     */
    public static Builder builder(TextMasker masker) {
        return new Builder(null, requireNonNull(masker, "masker"));
    }

    /**
     * Explains a text.
     *
     * @param text a text of at least one word
     * @return one attribution a word, for each output
     * @throws IllegalArgumentException if the text has no word, or more than the samples can tell apart
     * @throws secant.model.PredictorException if the model fails
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    public Explanation explain(String text) {
        return explain(text, ProgressListener.NONE);
    }

    /**
     * Explains a text, and tells a listener how far it is.
     *
     * @param text a text of at least one word
     * @param listener is told of samples that are answered
     * @return one attribution a word, for each output
     * @throws IllegalArgumentException if the text has no word, or more than the samples can tell apart
     * @throws secant.model.PredictorException if the model fails
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    public Explanation explain(String text, ProgressListener listener) {
        requireNonNull(listener, "listener");
        return lime.explain(masker.mask(text), listener);
    }

    /** Collects the options. Not thread-safe. */
    public static final class Builder extends PresenceLime.Options<Builder> {

        private final @Nullable TextPredictor predictor;
        private final @Nullable TextMasker given;

        private Builder(@Nullable TextPredictor predictor, @Nullable TextMasker given) {
            super("LIME", PresenceLaw.TEXT, SAMPLES, KERNEL_WIDTH, Integer.MAX_VALUE);
            this.predictor = predictor;
            this.given = given;
        }

        @Override
        Builder self() {
            return this;
        }

        private TextMasker masker() {
            if (given != null) {
                return given;
            }
            Tokenizer words =
                    mode() == LimeMode.COMPATIBLE ? Tokenizer.matches(Pattern.compile(LIME_WORD)) : Tokenizer.words();
            return TextMasker.builder(requireNonNull(predictor))
                    .tokenizer(words)
                    .build();
        }

        /** {@return the explainer} */
        public TextLime build() {
            return new TextLime(this);
        }
    }
}
