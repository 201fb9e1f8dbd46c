package secant.masking;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import secant.data.TextSpans;
import secant.data.Token;
import secant.data.TokenizedText;
import secant.data.Tokenizer;
import secant.model.CheckedModel;
import secant.model.Link;
import secant.model.TextPredictor;

/**
 * Turns texts into games: the players are words or tokens, and hidden ones are taken out or replaced. What lies between
 * tokens always stays.
 *
 * <p>v(S) is the link of the model's answer for the text in which only S is left; the base value is that for the text with
 * every token hidden, so that no background is needed. Players are named by their token, repeated ones {@code good},
 * {@code good (2)}. Immutable and thread-safe. Memory of a game: one batch of texts.
 */
public final class TextMasker {

    /** Texts of a batch hold at most about this many characters together. */
    private static final int CHARACTERS_PER_BATCH = 1 << 20;

    private static final int MOST_TEXTS_PER_BATCH = 256;

    private final SubjectGame.Setting<String> setting;
    private final Tokenizer tokenizer;
    private final TextUnit unit;
    private final String mask;
    private final int batch;

    private TextMasker(Builder builder) {
        Map<String, String> options = new LinkedHashMap<>();
        this.tokenizer = builder.tokenizer;
        this.unit = builder.unit;
        this.mask = builder.hidden instanceof HiddenTokens.Replaced replaced ? replaced.mask() : "";
        this.batch = builder.batch;
        options.put("players", unit.name());
        options.put("hidden tokens", mask.isEmpty() ? "removed" : "replaced by " + mask);
        this.setting = new SubjectGame.Setting<>(CheckedModel.ofTexts(builder.predictor), builder.link, options);
    }

    /**
     * Starts with distinct {@linkplain Tokenizer#words words}, taken out when hidden, and the identity link.
     *
     * @param predictor the model
     * @return a builder
     */
    public static Builder builder(TextPredictor predictor) {
        return new Builder(predictor);
    }

    /**
     * Makes the game of one text. Asks the model for the text itself and for it with every token hidden.
     *
     * @param text a text of at least one token
     * @return its game
     * @throws IllegalArgumentException if the text has no token
     * @throws secant.model.PredictorException if the model fails
     */
    public MaskedSubject mask(String text) {
        TokenizedText tokens = TokenizedText.of(text, tokenizer);
        if (tokens.tokens().isEmpty()) {
            throw new IllegalArgumentException("a text must have at least 1 token but that of " + text.length()
                    + " characters has none; choose another text or tokenizer");
        }
        int[] players = players(tokens);
        List<String> names = new ArrayList<>();
        List<List<Token>> spans = new ArrayList<>();
        for (int t = 0; t < players.length; t++) {
            if (players[t] == spans.size()) {
                names.add(tokens.token(t));
                spans.add(new ArrayList<>());
            }
            spans.get(players[t]).add(tokens.tokens().get(t));
        }
        return new SubjectGame<>(
                setting,
                PlayerNames.distinct(names),
                new Composer(tokens, players, mask),
                batch(text.length() + (long) players.length * mask.length()),
                Optional.of(TextSpans.of(text, spans)),
                Optional.empty());
    }

    /** The player of each token; players are numbered by where they first stand. */
    private int[] players(TokenizedText tokens) {
        Map<String, Integer> words = new LinkedHashMap<>();
        int[] players = new int[tokens.tokens().size()];
        for (int t = 0; t < players.length; t++) {
            int next = unit == TextUnit.WORD ? words.size() : t;
            Integer before = unit == TextUnit.WORD ? words.putIfAbsent(tokens.token(t), next) : null;
            players[t] = before == null ? next : before;
        }
        return players;
    }

    private int batch(long characters) {
        return batch > 0
                ? batch
                : (int) Math.max(1, Math.min(MOST_TEXTS_PER_BATCH, CHARACTERS_PER_BATCH / Math.max(1, characters)));
    }

    /** {@return whether the model may be called by several threads at the same time} */
    public boolean isThreadSafe() {
        return setting.model().isThreadSafe();
    }

    /** {@return the scale of the values} */
    public Link link() {
        return setting.link();
    }

    /** Writes the text that is left. */
    private static final class Composer implements SubjectGame.Composer<String> {

        private final TokenizedText tokens;
        private final int[] players;
        private final String mask;

        Composer(TokenizedText tokens, int[] players, String mask) {
            this.tokens = tokens;
            this.players = players;
            this.mask = mask;
        }

        @Override
        public String compose(Coalitions coalitions, int coalition, int place) {
            String text = tokens.text();
            StringBuilder left = new StringBuilder(text.length());
            int written = 0;
            for (int t = 0; t < players.length; t++) {
                if (!coalitions.contains(coalition, players[t])) {
                    Token token = tokens.tokens().get(t);
                    left.append(text, written, token.start()).append(mask);
                    written = token.end();
                }
            }
            return left.append(text, written, text.length()).toString();
        }
    }

    /** Collects the options of a masker. Not thread-safe. */
    public static final class Builder {

        private final TextPredictor predictor;
        private Tokenizer tokenizer = Tokenizer.words();
        private TextUnit unit = TextUnit.WORD;
        private HiddenTokens hidden = HiddenTokens.removed();
        private Link link = Link.IDENTITY;
        private int batch;

        private Builder(TextPredictor predictor) {
            this.predictor = requireNonNull(predictor, "predictor");
        }

        /**
         * Chooses what a token is. Default: {@link Tokenizer#words}.
         *
         * @param tokenizer finds the tokens
         * @return this
         */
        public Builder tokenizer(Tokenizer tokenizer) {
            this.tokenizer = requireNonNull(tokenizer, "tokenizer");
            return this;
        }

        /**
         * Chooses who plays. Default: every distinct word.
         *
         * @param unit distinct words or single positions
         * @return this
         */
        public Builder players(TextUnit unit) {
            this.unit = requireNonNull(unit, "unit");
            return this;
        }

        /**
         * Chooses what stands in the place of hidden tokens. Default: nothing.
         *
         * @param hidden the choice
         * @return this
         */
        public Builder hidden(HiddenTokens hidden) {
            this.hidden = requireNonNull(hidden, "hidden");
            return this;
        }

        /**
         * Chooses the scale of the values. Default: the identity.
         *
         * @param link the link
         * @return this
         */
        public Builder link(Link link) {
            this.link = requireNonNull(link, "link");
            return this;
        }

        /**
         * Limits how many texts the model gets in one call. Default: as many as hold about a million characters, at most
         * 256.
         *
         * @param texts 1 or more
         * @return this
         */
        public Builder batchTexts(int texts) {
            if (texts < 1) {
                throw new IllegalArgumentException("batch texts must be 1 or more but is " + texts);
            }
            this.batch = texts;
            return this;
        }

        /** {@return the masker} */
        public TextMasker build() {
            return new TextMasker(this);
        }
    }
}
