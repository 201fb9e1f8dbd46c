package secant.report;

import secant.data.SegmentedImage;

/** The edges of a segment along its pixels' borders, as closed paths: holes and parts are paths of their own. */
final class Outline {

    private static final int[] DX = {1, 0, -1, 0};
    private static final int[] DY = {0, 1, 0, -1};

    private Outline() {}

    /** Traces a segment, in pixels of the picture. */
    static String of(SegmentedImage image, int segment) {
        int width = image.width();
        int height = image.height();
        // An edge for each pixel above which another segment begins: walked once, from left to right along its top.
        boolean[] walked = new boolean[width * height];
        StringBuilder data = new StringBuilder();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (!walked[y * width + x] && isIn(image, segment, x, y) && !isIn(image, segment, x, y - 1)) {
                    trace(image, segment, x, y, walked, data);
                }
            }
        }
        return data.toString();
    }

    /** Walks with the segment to the right until the way closes. */
    private static void trace(
            SegmentedImage image, int segment, int startX, int startY, boolean[] walked, StringBuilder data) {
        int x = startX;
        int y = startY;
        int heading = 0;
        data.append('M').append(x).append(' ').append(y);
        do {
            if (heading == 0) {
                walked[y * image.width() + x] = true;
            }
            x += DX[heading];
            y += DY[heading];
            int before = heading;
            if (ahead(image, segment, x, y, (heading + 3) % 4)) {
                heading = (heading + 3) % 4;
            } else if (!ahead(image, segment, x, y, heading)) {
                heading = (heading + 1) % 4;
            }
            if (heading != before) {
                data.append(before % 2 == 0 ? "H" + x : "V" + y);
            }
        } while (x != startX || y != startY || heading != 0);
        data.append('Z');
    }

    /** Whether an edge leads on from a corner: the segment to its right, another to its left. */
    private static boolean ahead(SegmentedImage image, int segment, int x, int y, int heading) {
        return switch (heading) {
            case 0 -> isIn(image, segment, x, y) && !isIn(image, segment, x, y - 1);
            case 1 -> isIn(image, segment, x - 1, y) && !isIn(image, segment, x, y);
            case 2 -> isIn(image, segment, x - 1, y - 1) && !isIn(image, segment, x - 1, y);
            default -> isIn(image, segment, x, y - 1) && !isIn(image, segment, x - 1, y - 1);
        };
    }

    private static boolean isIn(SegmentedImage image, int segment, int x, int y) {
        return x >= 0 && y >= 0 && x < image.width() && y < image.height() && image.label(x, y) == segment;
    }
}
