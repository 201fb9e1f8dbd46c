package secant.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import secant.lime.TextLime;
import secant.model.TextPredictor;

/** LIME for a text of 40 words, of a model that looks every word up and adds. */
final class Words {

    private static final int LENGTH = 40;

    private Words() {}

    static Trial trial() {
        String text = text(LENGTH);
        LongAdder counted = new LongAdder();
        explain(
                texts -> {
                    counted.add(texts.size());
                    return scores(texts);
                },
                text);
        List<String> masked = masked(text, (int) Math.min(500, counted.sum()));
        long calls = counted.sum() / masked.size();
        double[] sink = new double[1];
        return new Trial(
                "words",
                "Secant LIME",
                LENGTH,
                1,
                1,
                counted.sum(),
                () -> explain(Words::scores, text),
                () -> {
                    for (long call = 0; call < calls; call++) {
                        sink[0] += scores(masked)[0][0];
                    }
                },
                Optional.empty());
    }

    private static double[][] explain(TextPredictor model, String text) {
        return new double[][] {Problem.values(TextLime.builder(model).build().explain(text))};
    }

    private static double[][] scores(List<String> texts) {
        double[][] scores = new double[texts.size()][1];
        for (int t = 0; t < scores.length; t++) {
            String text = texts.get(t);
            double sum = 0;
            int hash = 0;
            for (int i = 0; i <= text.length(); i++) {
                if (i < text.length() && text.charAt(i) != ' ') {
                    hash = 31 * hash + text.charAt(i);
                } else if (hash != 0) {
                    sum += hash % 1000 / 1000.0;
                    hash = 0;
                }
            }
            scores[t][0] = sum;
        }
        return scores;
    }

    private static String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int w = 0; w < words; w++) {
            text.append(w == 0 ? "" : " ").append("word").append(w);
        }
        return text.toString();
    }

    /** A random half of the words. */
    private static List<String> masked(String text, int count) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        List<String> texts = new ArrayList<>(count);
        for (int t = 0; t < count; t++) {
            StringBuilder half = new StringBuilder();
            for (String word : text.split(" ", -1)) {
                if (random.nextBoolean()) {
                    half.append(word).append(' ');
                }
            }
            texts.add(half.toString());
        }
        return texts;
    }
}
