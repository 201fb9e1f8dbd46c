package secant.data;

/**
 * Quickshift (Vedaldi and Soatto, ECCV 2008) over (ratio × CIELAB, x, y): a density from a Gaussian window of three
 * standard deviations, and a link from each pixel to the nearest one of higher density in that window.
 *
 * <p>Equal densities, as in areas of one colour, are told apart by position, so that such an area hangs together. Cost:
 * pixels × (6 kernel + 1)² ÷ 2 exponentials, and as many distances; memory 5 doubles a pixel.
 */
final class Quickshift implements Segmenter {

    private static final double WINDOW_IN_KERNELS = 3;
    private static final double LARGEST_KERNEL = 1000;

    private final double kernel;
    private final double maxDistance;
    private final double ratio;

    Quickshift(double kernel, double maxDistance, double ratio) {
        if (!(kernel > 0 && kernel <= LARGEST_KERNEL)) {
            throw new IllegalArgumentException("kernel must be above 0 and at most 1000 pixels but is " + kernel);
        }
        if (!(maxDistance > 0)) {
            throw new IllegalArgumentException("max distance must be above 0 but is " + maxDistance);
        }
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("ratio must be from 0 to 1 but is " + ratio);
        }
        this.kernel = kernel;
        this.maxDistance = maxDistance;
        this.ratio = ratio;
    }

    @Override
    public int[] segment(int width, int height, int[] pixels) {
        int radius = (int) Math.ceil(WINDOW_IN_KERNELS * kernel);
        double[] colours = LabColours.of(pixels, ratio);
        return roots(parents(width, height, colours, densities(width, height, colours, radius), radius));
    }

    /** Each pair of pixels is looked at once; a pixel's terms are added in the order of its neighbours. */
    private double[] densities(int width, int height, double[] colours, int radius) {
        double[] densities = new double[width * height];
        double scale = -0.5 / (kernel * kernel);
        for (int y = 0; y < height; y++) {
            int bottom = Math.min(height - 1, y + radius);
            for (int x = 0; x < width; x++) {
                int p = y * width + x;
                densities[p] += 1;
                int left = Math.max(0, x - radius);
                int right = Math.min(width - 1, x + radius);
                for (int ny = y; ny <= bottom; ny++) {
                    for (int nx = ny == y ? x + 1 : left; nx <= right; nx++) {
                        int q = ny * width + nx;
                        double near = StrictMath.exp(scale * distance(colours, p, q, nx - x, ny - y));
                        densities[p] += near;
                        densities[q] += near;
                    }
                }
            }
        }
        return densities;
    }

    private int[] parents(int width, int height, double[] colours, double[] densities, int radius) {
        int[] parents = new int[densities.length];
        double farthest = maxDistance * maxDistance;
        for (int y = 0; y < height; y++) {
            int top = Math.max(0, y - radius);
            int bottom = Math.min(height - 1, y + radius);
            for (int x = 0; x < width; x++) {
                int p = y * width + x;
                int left = Math.max(0, x - radius);
                int right = Math.min(width - 1, x + radius);
                double nearest = Double.POSITIVE_INFINITY;
                parents[p] = p;
                for (int ny = top; ny <= bottom; ny++) {
                    for (int nx = left; nx <= right; nx++) {
                        int q = ny * width + nx;
                        if (densities[q] > densities[p] || (densities[q] == densities[p] && q < p)) {
                            double distance = distance(colours, p, q, nx - x, ny - y);
                            if (distance < nearest && distance <= farthest) {
                                nearest = distance;
                                parents[p] = q;
                            }
                        }
                    }
                }
            }
        }
        return parents;
    }

    private static double distance(double[] colours, int p, int q, int dx, int dy) {
        double dl = colours[3 * p] - colours[3 * q];
        double da = colours[3 * p + 1] - colours[3 * q + 1];
        double db = colours[3 * p + 2] - colours[3 * q + 2];
        return dl * dl + da * da + db * db + dx * dx + dy * dy;
    }

    /** Follows links to their ends, and numbers these in the order in which the picture's pixels come to them. */
    private static int[] roots(int[] parents) {
        int[] labels = new int[parents.length];
        int[] numbers = new int[parents.length];
        int segments = 0;
        for (int p = 0; p < parents.length; p++) {
            int root = p;
            while (parents[root] != root) {
                parents[root] = parents[parents[root]]; // halves the way for those who come later
                root = parents[root];
            }
            if (numbers[root] == 0) {
                numbers[root] = ++segments;
            }
            labels[p] = numbers[root] - 1;
        }
        return labels;
    }
}
