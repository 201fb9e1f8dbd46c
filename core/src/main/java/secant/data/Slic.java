package secant.data;

import java.util.Arrays;

/**
 * SLIC (Achanta et al., IEEE TPAMI 34(11), 2012): k-means over (CIELAB, x, y), each centre looking only at the pixels
 * within twice the mean spacing; ten rounds from a regular grid. Afterwards every connected piece of less than a quarter
 * of the mean size joins the piece that was before it.
 *
 * <p>Ties go to the centre that comes first. Cost: about 4 distances a pixel and round; memory 4 doubles a pixel.
 */
final class Slic implements Segmenter {

    private static final int ROUNDS = 10;
    private static final double SMALLEST_SHARE = 0.25;

    private final int segments;
    private final double compactness;

    Slic(int segments, double compactness) {
        if (segments < 1) {
            throw new IllegalArgumentException("segments must be 1 or more but is " + segments);
        }
        if (!(compactness > 0) || Double.isInfinite(compactness)) {
            throw new IllegalArgumentException("compactness must be above 0 but is " + compactness);
        }
        this.segments = segments;
        this.compactness = compactness;
    }

    @Override
    public int[] segment(int width, int height, int[] pixels) {
        return new Clusters(width, height, LabColours.of(pixels, 1)).find();
    }

    /** The centres at work on one picture. */
    private final class Clusters {

        private final int width;
        private final int height;
        private final double[] colours;
        private final double spacing;
        private final double[] centres; // l, a, b, x, y
        private final int[] nearest;
        private final double[] distances;

        Clusters(int width, int height, double[] colours) {
            this.width = width;
            this.height = height;
            this.colours = colours;
            this.spacing = Math.max(1, Math.sqrt((double) width * height / segments));
            int across = Math.min(width, Math.max(1, (int) Math.round(width / spacing)));
            int down = Math.min(height, Math.max(1, (int) Math.round(height / spacing)));
            this.centres = new double[5 * across * down];
            this.nearest = new int[width * height];
            this.distances = new double[width * height];
            for (int i = 0; i < across * down; i++) {
                int line = i / across;
                int x = (int) ((i % across + 0.5) * width / across);
                int y = (int) ((line + 0.5) * height / down);
                System.arraycopy(colours, 3 * (y * width + x), centres, 5 * i, 3);
                centres[5 * i + 3] = x;
                centres[5 * i + 4] = y;
            }
        }

        int[] find() {
            for (int round = 0; round < ROUNDS; round++) {
                assign();
                move();
            }
            assign();
            return connect();
        }

        private void assign() {
            Arrays.fill(distances, Double.POSITIVE_INFINITY);
            double place = compactness * compactness / (spacing * spacing);
            int reach = (int) Math.ceil(2 * spacing);
            for (int c = 0; c < centres.length / 5; c++) {
                int cx = (int) centres[5 * c + 3];
                int cy = (int) centres[5 * c + 4];
                for (int y = Math.max(0, cy - reach); y <= Math.min(height - 1, cy + reach); y++) {
                    for (int x = Math.max(0, cx - reach); x <= Math.min(width - 1, cx + reach); x++) {
                        int p = y * width + x;
                        double distance = distance(p, x, y, 5 * c, place);
                        if (distance < distances[p]) {
                            distances[p] = distance;
                            nearest[p] = c;
                        }
                    }
                }
            }
        }

        private double distance(int p, int x, int y, int centre, double place) {
            double dl = colours[3 * p] - centres[centre];
            double da = colours[3 * p + 1] - centres[centre + 1];
            double db = colours[3 * p + 2] - centres[centre + 2];
            double dx = x - centres[centre + 3];
            double dy = y - centres[centre + 4];
            return dl * dl + da * da + db * db + place * (dx * dx + dy * dy);
        }

        private void move() {
            double[] sums = new double[centres.length];
            int[] counts = new int[centres.length / 5];
            for (int p = 0; p < nearest.length; p++) {
                int at = 5 * nearest[p];
                int y = p / width;
                counts[nearest[p]]++;
                sums[at] += colours[3 * p];
                sums[at + 1] += colours[3 * p + 1];
                sums[at + 2] += colours[3 * p + 2];
                sums[at + 3] += p % width;
                sums[at + 4] += y;
            }
            for (int i = 0; i < centres.length; i++) {
                int count = counts[i / 5];
                centres[i] = count == 0 ? centres[i] : sums[i] / count; // a centre without pixels stays where it is
            }
        }

        /** Numbers connected pieces in the order of their first pixels; small ones take their predecessor's number. */
        private int[] connect() {
            int pieces = centres.length / 5;
            double smallest = SMALLEST_SHARE * nearest.length / pieces;
            int[] labels = new int[nearest.length];
            Arrays.fill(labels, -1);
            int[] piece = new int[nearest.length];
            int count = 0;
            for (int p = 0; p < nearest.length; p++) {
                if (labels[p] < 0) {
                    int neighbour = before(labels, p);
                    int size = flood(p, count, labels, piece);
                    if (size < smallest && neighbour >= 0) {
                        for (int i = 0; i < size; i++) {
                            labels[piece[i]] = neighbour;
                        }
                    } else {
                        count++;
                    }
                }
            }
            return labels;
        }

        /** The label of the pixel above, else of the one to the left; −1 for the first pixel. */
        private int before(int[] labels, int p) {
            if (p >= width) {
                return labels[p - width];
            }
            return p > 0 ? labels[p - 1] : -1;
        }

        private int flood(int from, int label, int[] labels, int[] piece) {
            int size = 1;
            piece[0] = from;
            labels[from] = label;
            for (int i = 0; i < size; i++) {
                int p = piece[i];
                int x = p % width;
                size = visit(x > 0, p - 1, p, label, labels, piece, size);
                size = visit(x < width - 1, p + 1, p, label, labels, piece, size);
                size = visit(p >= width, p - width, p, label, labels, piece, size);
                size = visit(p + width < nearest.length, p + width, p, label, labels, piece, size);
            }
            return size;
        }

        private int visit(boolean inside, int to, int from, int label, int[] labels, int[] piece, int size) {
            if (!inside || labels[to] >= 0 || nearest[to] != nearest[from]) {
                return size;
            }
            labels[to] = label;
            piece[size] = to;
            return size + 1;
        }
    }
}
