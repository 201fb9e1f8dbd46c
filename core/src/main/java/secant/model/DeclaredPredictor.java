package secant.model;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import secant.data.Matrix;

/** A predictor about which its owner has said more than its code does. */
record DeclaredPredictor(Predictor delegate, boolean isThreadSafe, List<String> outputNames) implements Predictor {

    DeclaredPredictor {
        requireNonNull(delegate, "delegate");
        outputNames = List.copyOf(outputNames);
        if (new HashSet<>(outputNames).size() < outputNames.size()) {
            throw new IllegalArgumentException("output names must be distinct but are " + outputNames);
        }
    }

    @Override
    public Matrix predict(Matrix rows) {
        return delegate.predict(rows);
    }
}
