package secant.model;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import secant.data.Matrix;

/** A predictor about which its owner has said more than its code does. */
record DeclaredPredictor(Predictor delegate, boolean isThreadSafe, List<String> outputNames) implements Predictor {

    DeclaredPredictor {
        requireNonNull(delegate, "delegate");
        outputNames = distinct(outputNames);
    }

    /** A copy of output names, unless two are alike. */
    static List<String> distinct(List<String> outputNames) {
        List<String> names = List.copyOf(requireNonNull(outputNames, "output names"));
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("output names must be distinct but are " + names);
        }
        return names;
    }

    @Override
    public Matrix predict(Matrix rows) {
        return delegate.predict(rows);
    }
}
