package secant.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import secant.data.SegmentedImage;
import secant.data.TextSpans;
import secant.data.Token;
import tools.jackson.core.JsonGenerator;

/** The fields of texts and pictures that were explained, written and read side by side. */
final class SubjectFields {

    /** A PNG of a few hundred bytes can claim any size: what is larger than this is refused before room is made for it. */
    private static final int MOST_PIXELS = 1 << 28;

    private SubjectFields() {}

    static void write(JsonGenerator json, TextSpans text) {
        json.writeObjectPropertyStart("text");
        json.writeStringProperty("content", text.text());
        json.writeArrayPropertyStart("spans");
        for (List<Token> player : text.spans()) {
            json.writeStartArray();
            for (Token token : player) {
                json.writeNumber(token.start());
                json.writeNumber(token.end());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static TextSpans readText(JsonPlace text) {
        text.only("content", "spans");
        List<List<Token>> spans = new ArrayList<>();
        for (JsonPlace player : text.get("spans").items()) {
            List<JsonPlace> ends = player.items();
            if (ends.size() % 2 != 0) {
                throw player.wrong("an array of starts and ends in turn");
            }
            List<Token> tokens = new ArrayList<>();
            for (int i = 0; i < ends.size(); i += 2) {
                tokens.add(new Token(ends.get(i).integer(), ends.get(i + 1).integer()));
            }
            spans.add(tokens);
        }
        return TextSpans.of(text.get("content").text(), spans);
    }

    static void write(JsonGenerator json, SegmentedImage image) {
        json.writeObjectPropertyStart("picture");
        json.writeNumberProperty("width", image.width());
        json.writeNumberProperty("height", image.height());
        json.writeStringProperty("png", Base64.getEncoder().encodeToString(png(image.picture())));
        json.writeArrayPropertyStart("labels");
        int[] labels = image.labels();
        for (int from = 0; from < labels.length; ) {
            int to = from;
            while (to < labels.length && labels[to] == labels[from]) {
                to++;
            }
            json.writeNumber(labels[from]);
            json.writeNumber(to - from);
            from = to;
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static byte[] png(BufferedImage picture) {
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            if (!ImageIO.write(picture, "png", png)) {
                throw new IllegalStateException("every JVM with java.desktop writes PNG");
            }
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("could not write a picture to memory", e);
        }
    }

    static SegmentedImage readPicture(JsonPlace picture) {
        picture.only("width", "height", "png", "labels");
        int width = picture.get("width").integer();
        int height = picture.get("height").integer();
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw picture.get("width").wrong("such that there are 1 to " + MOST_PIXELS + " pixels");
        }
        return SegmentedImage.of(
                width, height, readPixels(picture.get("png"), width, height), readLabels(picture, width * height));
    }

    private static int[] readPixels(JsonPlace place, int width, int height) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(decode(place)))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                if (reader.getWidth(0) != width || reader.getHeight(0) != height) {
                    throw place.wrong("a picture of " + width + " × " + height);
                }
                return reader.read(0).getRGB(0, 0, width, height, null, 0, width);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(place.wrong("a picture as PNG").getMessage(), e);
        }
    }

    private static byte[] decode(JsonPlace place) {
        try {
            return Base64.getDecoder().decode(place.text());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place.wrong("bytes as Base64").getMessage(), e);
        }
    }

    /** Runs: a label and how many pixels in a row have it. */
    private static int[] readLabels(JsonPlace picture, int size) {
        JsonPlace runs = picture.get("labels");
        List<JsonPlace> items = runs.items();
        int[] labels = new int[size];
        int filled = 0;
        for (int i = 0; i + 1 < items.size(); i += 2) {
            int length = items.get(i + 1).integer();
            if (length < 1 || length > size - filled) {
                throw items.get(i + 1).wrong("from 1 to the " + (size - filled) + " pixels that are left");
            }
            Arrays.fill(labels, filled, filled + length, items.get(i).integer());
            filled += length;
        }
        if (filled < size || items.size() % 2 != 0) {
            throw runs.wrong("labels and lengths in turn for " + size + " pixels");
        }
        return labels;
    }
}
