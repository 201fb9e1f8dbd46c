package secant.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A predictor of texts about which its owner has said more than its code does. */
record DeclaredTextPredictor(TextPredictor delegate, boolean isThreadSafe, List<String> outputNames)
        implements TextPredictor {

    DeclaredTextPredictor {
        requireNonNull(delegate, "delegate");
        outputNames = DeclaredPredictor.distinct(outputNames);
    }

    @Override
    public double[][] predict(List<String> texts) {
        return delegate.predict(texts);
    }
}
