package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import secant.data.Segmenter;
import secant.model.ImagePredictor;
import secant.model.Link;
import secant.model.PredictorException;

class ImageMaskerTest {

    private static final Segmenter HALVES = Segmenter.grid(2, 1);

    /** Answers the red of the first and of the last pixel. */
    private static final class Reds implements ImagePredictor {

        private final Set<BufferedImage> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final List<List<Integer>> pixels = new ArrayList<>();
        private int largest;

        @Override
        public double[][] predict(List<BufferedImage> pictures) {
            largest = Math.max(largest, pictures.size());
            seen.addAll(pictures);
            double[][] answers = new double[pictures.size()][];
            for (int i = 0; i < answers.length; i++) {
                BufferedImage picture = pictures.get(i);
                pixels.add(IntStream.range(0, picture.getWidth())
                        .mapToObj(x -> picture.getRGB(x, 0))
                        .toList());
                answers[i] = new double[] {
                    picture.getRGB(0, 0) >> 16 & 0xFF, picture.getRGB(picture.getWidth() - 1, 0) >> 16 & 0xFF
                };
                picture.setRGB(0, 0, 0x123456); // pictures are the predictor's during the call
            }
            return answers;
        }
    }

    private final Reds reds = new Reds();

    private static BufferedImage line(int... colours) {
        BufferedImage picture = new BufferedImage(colours.length, 1, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < colours.length; x++) {
            picture.setRGB(x, 0, colours[x]);
        }
        return picture;
    }

    private static final int[] COLOURS = {0x100000, 0x310011, 0xFF0000, 0xF10000};

    private MaskedSubject game(HiddenSegments hidden, int batch) {
        return ImageMasker.builder(reds)
                .segmenter(HALVES)
                .hidden(hidden)
                .batchPictures(batch)
                .build()
                .mask(line(COLOURS));
    }

    @Test
    void mask_byMean_paintsTheMeanOfEachSegment() {
        MaskedSubject game = game(HiddenSegments.mean(), 10);

        assertThat(game.groups().names()).containsExactly("segment 0", "segment 1");
        assertThat(game.predictions()).containsExactly(0x10, 0xF1);
        assertThat(game.baseValues()).containsExactly(0x20, 0xF8);
        assertThat(TextMaskerTest.gains(game, "10", "01")).containsExactly(-0x10, 0, 0, -7);
        assertThat(reds.pixels.get(1)).containsExactly(0xFF200008, 0xFF200008, 0xFFF80000, 0xFFF80000);
        assertThat(reds.pixels.get(2)).containsExactly(0xFF100000, 0xFF310011, 0xFFF80000, 0xFFF80000);
        assertThat(game.image().orElseThrow().segments()).isEqualTo(2);
        assertThat(game.text()).isEmpty();
    }

    @Test
    void mask_byColour_paintsIt() {
        MaskedSubject game = game(HiddenSegments.colour(0x807060), 10);

        TextMaskerTest.gains(game, "01");
        assertThat(reds.pixels.get(2)).containsExactly(0xFF807060, 0xFF807060, 0xFFFF0000, 0xFFF10000);
        assertThat(game.options()).containsEntry("hidden segments", "colour #807060");
    }

    @Test
    void mask_blurred_smoothsAcrossSegments() {
        game(HiddenSegments.blurred(1), 10);

        List<Integer> reds = this.reds.pixels.get(1).stream()
                .map(pixel -> pixel >> 16 & 0xFF)
                .toList();
        assertThat(reds).isEqualTo(threeMeans(0x10, 0x31, 0xFF, 0xF1));
    }

    private static List<Integer> threeMeans(int... line) {
        for (int round = 0; round < 3; round++) {
            int[] next = new int[line.length];
            for (int x = 0; x < line.length; x++) {
                int from = Math.max(0, x - 1);
                int to = Math.min(line.length - 1, x + 1);
                next[x] = (int) Math.floor(mean(line, from, to) + 0.5);
            }
            line = next;
        }
        return IntStream.of(line).boxed().toList();
    }

    private static double mean(int[] line, int from, int to) {
        double sum = 0;
        for (int i = from; i <= to; i++) {
            sum += line[i];
        }
        return sum / (to - from + 1);
    }

    @Test
    void gains_anyBatch_areTheSameAndPicturesAreUsedAgain() {
        String[] masks = new String[25];
        for (int i = 0; i < masks.length; i++) {
            masks[i] = List.of("00", "01", "10", "11").get(i * 7 % 4);
        }
        double[] whole = TextMaskerTest.gains(game(HiddenSegments.mean(), 100), masks);
        reds.seen.clear();
        reds.largest = 0;
        double[] inPieces = TextMaskerTest.gains(game(HiddenSegments.mean(), 3), masks);

        assertThat(inPieces).containsExactly(whole);
        assertThat(reds.largest).isEqualTo(3);
        assertThat(reds.seen).hasSize(3);
    }

    @Test
    void mask_onePixel_isAGameOfOne() {
        MaskedSubject game = ImageMasker.builder(reds)
                .hidden(HiddenSegments.colour(0))
                .build()
                .mask(line(0x550000));

        assertThat(game.players()).isEqualTo(1);
        assertThat(game.totalGains()).containsExactly(0x55, 0x55);
    }

    @Test
    void mask_transparentPicture_staysTransparent() {
        BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, 0x40FF0000);
        List<Integer> types = new ArrayList<>();
        List<Integer> seen = new ArrayList<>();
        ImageMasker.builder(pictures -> {
                    types.add(pictures.get(0).getType());
                    seen.add(pictures.get(0).getRGB(0, 0));
                    return new double[][] {{1}};
                })
                .segmenter(HALVES)
                .build()
                .mask(picture);

        assertThat(types).containsOnly(BufferedImage.TYPE_INT_ARGB);
        assertThat(seen).containsOnly(0x40FF0000);
    }

    @Test
    void mask_segmentationOfAnotherSize_isRefusedBeforeTheModelIsAsked() {
        ImageMasker masker = ImageMasker.builder(reds)
                .segmenter(Segmenter.labels(new int[][] {{0, 1}}))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> masker.mask(line(COLOURS)))
                .withMessageContaining("labels must be 1 rows of 4 for this picture but are 1 rows, row 0 of 2");
        assertThat(reds.pixels).isEmpty();
    }

    @Test
    void gains_predictorFails_namesThePicture() {
        ImagePredictor fussy = pictures -> {
            double[][] answers = new double[pictures.size()][1];
            for (int i = 0; i < answers.length; i++) {
                answers[i][0] = pictures.get(i).getRGB(0, 0) == 0xFF100000 && answers.length > 1 ? Double.NaN : 0;
            }
            return answers;
        };
        MaskedSubject game =
                ImageMasker.builder(fussy).segmenter(HALVES).build().mask(line(COLOURS));

        assertThatExceptionOfType(PredictorException.class)
                .isThrownBy(() -> TextMaskerTest.gains(game, "01", "10"))
                .withMessage("predictor returned NaN as output 0 for picture 1 of call 3;"
                        + " it is the picture with only [segment 0] present");
    }

    @Test
    void builder_badOptions_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageMasker.builder(reds).batchPictures(0));
        assertThatIllegalArgumentException().isThrownBy(() -> HiddenSegments.colour(0x1000000));
        assertThatIllegalArgumentException().isThrownBy(() -> HiddenSegments.blurred(0));
        assertThat(ImageMasker.builder(reds.threadSafe().withOutputNames("a", "b"))
                        .build()
                        .isThreadSafe())
                .isTrue();
    }

    @Test
    void builder_options_areThoseOfTheMasker() {
        ImagePredictor half = pictures -> {
            double[][] answers = new double[pictures.size()][1];
            for (double[] answer : answers) {
                answer[0] = 0.5;
            }
            return answers;
        };
        ImageMasker masker = ImageMasker.builder(half)
                .segmenter(HALVES)
                .link(Link.LOGIT)
                .batchPictures(1)
                .build();

        assertThat(masker.link()).isEqualTo(Link.LOGIT);
        assertThat(masker.isThreadSafe()).isFalse();
        assertThat(masker.mask(line(COLOURS)).options()).containsEntry("hidden segments", "mean colour");
        assertThat(game(HiddenSegments.blurred(3), 10).options()).containsEntry("hidden segments", "blurred by 3");
        assertThat(game(HiddenSegments.colour(0xAB), 10).options()).containsEntry("hidden segments", "colour #0000ab");
    }
}
