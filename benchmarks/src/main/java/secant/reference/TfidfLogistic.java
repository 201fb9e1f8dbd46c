package secant.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import secant.model.TextPredictor;

/**
 * Logistic regression on tf-idf of words of two characters and more, as scikit-learn has it: the probability of class 1.
 * Remembers its answers, since a short text has few subsets of words. Thread-safe.
 */
final class TfidfLogistic implements TextPredictor {

    private static final Pattern WORD = Pattern.compile("\\b\\w\\w+\\b", Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, Integer> vocabulary = new ConcurrentHashMap<>();
    private final double[] idf;
    private final double[] coefficients;
    private final double intercept;
    private final Map<String, Double> answers = new ConcurrentHashMap<>();

    private TfidfLogistic(CaseValue model) {
        CaseValue words = model.get("vocabulary");
        for (String word : words.keys()) {
            vocabulary.put(word, words.get(word).integer(0, words.keys().size() - 1));
        }
        this.idf = model.get("idf").vector(vocabulary.size());
        this.coefficients = model.get("coef").vector(vocabulary.size());
        this.intercept = model.get("intercept").number();
    }

    static TfidfLogistic read(CaseValue model) {
        if (!model.get("type").text().equals("tfidf_logistic")
                || !model.get("token_pattern").text().equals("(?u)\\b\\w\\w+\\b")
                || !model.get("lowercase").truth()
                || !model.get("norm").text().equals("l2")) {
            throw model.mustBe("a tfidf_logistic model of lower-case words of 2 characters and more, of norm l2");
        }
        return new TfidfLogistic(model);
    }

    @Override
    public boolean isThreadSafe() {
        return true;
    }

    @Override
    public double[][] predict(List<String> texts) {
        List<double[]> probabilities = new ArrayList<>(texts.size());
        for (String text : texts) {
            probabilities.add(new double[] {answers.computeIfAbsent(text, this::probability)});
        }
        return probabilities.toArray(double[][]::new);
    }

    private double probability(String text) {
        double[] x = new double[idf.length];
        Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (word.find()) {
            Integer index = vocabulary.get(word.group());
            if (index != null) {
                x[index] += idf[index];
            }
        }
        double squares = 0;
        double product = 0;
        for (int i = 0; i < x.length; i++) {
            squares += x[i] * x[i];
            product += x[i] * coefficients[i];
        }
        double margin = intercept + (squares == 0 ? 0 : product / Math.sqrt(squares));
        return 1 / (1 + Math.exp(-margin));
    }
}
