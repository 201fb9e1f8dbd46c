package secant.model;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.util.List;

/** A predictor of pictures about which its owner has said more than its code does. */
record DeclaredImagePredictor(ImagePredictor delegate, boolean isThreadSafe, List<String> outputNames)
        implements ImagePredictor {

    DeclaredImagePredictor {
        requireNonNull(delegate, "delegate");
        outputNames = DeclaredPredictor.distinct(outputNames);
    }

    @Override
    public double[][] predict(List<BufferedImage> pictures) {
        return delegate.predict(pictures);
    }
}
