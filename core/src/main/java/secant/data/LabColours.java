package secant.data;

/** Colours as people tell them apart: CIELAB under D65, from sRGB (IEC 61966-2-1). */
final class LabColours {

    /** White point D65 for the 2 degree observer. */
    private static final double WHITE_X = 0.95047;

    private static final double WHITE_Z = 1.08883;
    private static final double LINEAR_BELOW = 216.0 / 24389; // CIE 15:2004

    private static final double[] LINEAR = linear();

    private LabColours() {}

    /** L, a and b of each pixel, three numbers a pixel, times a factor. Transparency counts as black. */
    static double[] of(int[] pixels, double factor) {
        double[] lab = new double[Math.multiplyExact(3, pixels.length)];
        int last = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (i > 0 && pixels[i] == pixels[last]) {
                System.arraycopy(lab, 3 * last, lab, 3 * i, 3); // cube roots are slow, and runs are common
                continue;
            }
            last = i;
            int alpha = pixels[i] >>> 24;
            double r = LINEAR[(pixels[i] >> 16 & 0xFF) * alpha / 255];
            double g = LINEAR[(pixels[i] >> 8 & 0xFF) * alpha / 255];
            double b = LINEAR[(pixels[i] & 0xFF) * alpha / 255];
            double x = bend((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / WHITE_X);
            double y = bend(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
            double z = bend((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / WHITE_Z);
            lab[3 * i] = factor * (116 * y - 16);
            lab[3 * i + 1] = factor * 500 * (x - y);
            lab[3 * i + 2] = factor * 200 * (y - z);
        }
        return lab;
    }

    private static double bend(double t) {
        return t > LINEAR_BELOW ? StrictMath.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    private static double[] linear() {
        double[] linear = new double[256];
        for (int v = 0; v < 256; v++) {
            double c = v / 255.0;
            linear[v] = c <= 0.04045 ? c / 12.92 : StrictMath.pow((c + 0.055) / 1.055, 2.4);
        }
        return linear;
    }
}
