package secant.report;

/** Bars of block characters, to the nearest eighth of a cell where there is a character for it. */
final class TextBars {

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
    private static final String HEIGHTS = " ▁▂▃▄▅▆▇█";
    private static final String ORANGE = "\u001b[33m";
    private static final String BLUE = "\u001b[34m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean colour;

    TextBars(boolean colour) {
        this.colour = colour;
    }

    /** A bar from the left. */
    String growing(double value, double longest, int cells) {
        return painted(BLUE, rightward(share(value, longest), cells));
    }

    /** A bar from the middle: to the right for positive values, to the left for negative ones. */
    String diverging(double value, double longest, int cells) {
        int half = (cells - 1) / 2;
        double share = share(Math.abs(value), longest);
        if (value >= 0) {
            return " ".repeat(half) + "│" + painted(ORANGE, rightward(share, half));
        }
        // There are no characters that fill three eighths from the right, only a half.
        int halves = (int) Math.round(share * half * 2);
        String bar = (halves % 2 == 1 ? "▐" : "") + "█".repeat(halves / 2);
        return " ".repeat(half - bar.length()) + painted(BLUE, bar) + "│";
    }

    /** How many rows' attributions fall where on the way from low to high, as a row of columns. */
    static String density(double[] values, double low, double high, int cells) {
        int[] counts = new int[cells];
        int most = 1;
        for (double value : values) {
            double share = share(value / 2 - low / 2, high / 2 - low / 2);
            int cell = (int) Math.min(cells - 1, share * cells);
            most = Math.max(most, ++counts[cell]);
        }
        StringBuilder columns = new StringBuilder();
        for (int count : counts) {
            int height = count == 0 ? 0 : 1 + (int) Math.round(7.0 * count / most);
            columns.append(HEIGHTS.charAt(height));
        }
        return columns.toString();
    }

    private static String rightward(double share, int cells) {
        int eighths = (int) Math.round(share * cells * 8);
        String rest = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return "█".repeat(eighths / 8) + rest;
    }

    private static double share(double value, double longest) {
        return longest > 0 ? value / longest : 0;
    }

    private String painted(String code, String bar) {
        return colour && !bar.isEmpty() ? code + bar + PLAIN : bar;
    }
}
