package secant.testkit;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import secant.data.Matrix;
import secant.data.Segmenter;
import secant.explanation.Explainer;
import secant.explanation.Explanation;
import secant.explanation.Explanations;
import secant.explanation.ProgressListener;
import secant.explanation.RowsInParallel;
import secant.lime.ImageLime;
import secant.lime.LimeMode;
import secant.masking.HiddenSegments;
import secant.masking.ImageMasker;
import secant.model.ImagePredictor;
import secant.model.Predictor;

/**
 * {@link ImageLime} as an explainer of rows: a row is drawn as a picture of one pixel a column, each a segment, whose colour
 * is the value in 64ths; a model of pictures reads it back, with 0 for the segments that are hidden.
 */
final class RowsAsPictures implements Explainer {

    private static final double GRAIN = 64;
    private static final int ZERO = 1 << 20;
    private static final int COLOUR = 0xFFFFFF;

    private final ImageLime lime;
    private final Trial trial;

    RowsAsPictures(Trial trial, LimeMode mode) {
        this.trial = trial;
        Predictor model = trial.predictor();
        int columns = trial.background().schema().columns();
        ImagePredictor reading = pictures -> answers(model, pictures, columns);
        int[][] labels = new int[1][columns];
        for (int c = 0; c < columns; c++) {
            labels[0][c] = c;
        }
        ImageMasker.Builder masking = ImageMasker.builder(model.isThreadSafe() ? reading.threadSafe() : reading)
                .segmenter(Segmenter.labels(labels))
                .hidden(HiddenSegments.colour(ZERO));
        trial.batchRows().ifPresent(masking::batchPictures);
        ImageLime.Builder builder =
                ImageLime.builder(masking.build()).mode(mode).samples(200).seed(trial.seed());
        trial.budget().ifPresent(builder::samples);
        this.lime = builder.build();
    }

    private static double[][] answers(Predictor model, List<BufferedImage> pictures, int columns) {
        Matrix rows = Matrix.zeros(pictures.size(), columns);
        for (int p = 0; p < pictures.size(); p++) {
            for (int c = 0; c < columns; c++) {
                rows.data()[p * columns + c] = ((pictures.get(p).getRGB(c, 0) & COLOUR) - ZERO) / GRAIN;
            }
        }
        return model.predict(rows).toRows();
    }

    private Explanation explainRow(double[] row) {
        BufferedImage picture = new BufferedImage(row.length, 1, BufferedImage.TYPE_INT_RGB);
        for (int c = 0; c < row.length; c++) {
            picture.setRGB(c, 0, ZERO + (int) (row[c] * GRAIN));
        }
        return lime.explain(picture);
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
