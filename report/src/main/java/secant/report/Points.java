package secant.report;

/**
 * Points of many rows, one path a colour: a line of no length with round caps is a point in a dozen bytes. The attribute
 * {@code data-rows} says whose they are: its i-th number is the row, by its index in the explanations, of the path's i-th
 * point. Not thread-safe.
 */
final class Points {

    private final PointColours colours;
    private final StringBuilder[] paths;
    private final StringBuilder[] rows;

    Points(PointColours colours) {
        this.colours = colours;
        this.paths = new StringBuilder[colours.swatches().size()];
        this.rows = new StringBuilder[paths.length];
    }

    void add(int row, double x, double y) {
        int colour = colours.ofRow(row);
        if (paths[colour] == null) {
            paths[colour] = new StringBuilder();
            rows[colour] = new StringBuilder();
        }
        Svg.coordinate(paths[colour].append('M'), x);
        Svg.coordinate(paths[colour].append(' '), y).append("h0");
        rows[colour].append(rows[colour].isEmpty() ? "" : " ").append(row);
    }

    void draw(Svg svg, double diameter, String label) {
        svg.open(
                "g",
                "class",
                "points",
                "stroke-linecap",
                "round",
                "stroke-width",
                Svg.coordinate(diameter),
                "data-label",
                label);
        for (int colour = 0; colour < paths.length; colour++) {
            if (paths[colour] != null) {
                colours.swatches()
                        .get(colour)
                        .path(svg, paths[colour].toString(), "data-rows", rows[colour].toString());
            }
        }
        svg.close();
    }
}
