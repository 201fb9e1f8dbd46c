package secant.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import secant.data.Feature;
import secant.explanation.Explanations;

/**
 * Draws dependence: a point a row at the player's value and its attribution, coloured by the partner's value, over a
 * histogram of the values. Categories stand in columns, their points spread sideways; rows whose value is missing stand in
 * a column of their own.
 */
final class DependencePicture implements Picture {

    private static final double HEIGHT = 250;
    private static final double HISTOGRAM = 34;
    private static final double GAP = 10;
    private static final double TOP = 34;
    private static final double GOLDEN = 0.6180339887498949;
    private static final int BINS = 30;
    private static final int TABLE_BINS = 8;
    private static final int MOST_CATEGORIES = 24;

    /** Bars of the histogram and columns of categories need not be wider, in pixels. */
    private static final double WIDEST = 70;

    private static final double NARROWEST = 2;

    private final ReportSection.Dependence section;
    private final double[] values;
    private final double[] attributions;
    private final Optional<Feature.Categorical> categorical;
    private final Optional<PointColours> partner;
    private final boolean missing;
    private final String link;
    private final NumberFormat numbers;
    private final Bins bins;

    DependencePicture(ReportSection.Dependence section) {
        this.section = section;
        this.numbers = section.options().numbers();
        Explanations explanations = section.explanations();
        int player = section.playerIndex();
        int column = explanations.get(0).players().columns(player)[0];
        this.values = explanations.all().stream()
                .mapToDouble(explanation -> explanation.row()[column])
                .toArray();
        this.attributions = AttributionTable.of(explanations, section.output()).column(player);
        this.categorical = explanations.get(0).schema().feature(column) instanceof Feature.Categorical feature
                        && feature.categories().size() <= MOST_CATEGORIES
                ? Optional.of(feature)
                : Optional.empty();
        this.partner = section.partner()
                .map(name -> PointColours.of(
                        explanations, explanations.get(0).players().names().indexOf(name)));
        this.missing = Arrays.stream(values).anyMatch(Double::isNaN);
        this.link = explanations.get(0).provenance().link();
        this.bins = categorical
                .map(feature -> Bins.ofCategories(feature.categories().size()))
                .orElseGet(() -> Bins.of(values, BINS));
    }

    private String player() {
        return PlayerLabel.shown(section.player());
    }

    @Override
    public String summary() {
        String colours = section.partner()
                .map(name -> ", coloured by " + PlayerLabel.shown(name))
                .orElse("");
        return "One point a row (" + RowNoun.count(values.length) + "): the value of " + player()
                + " and its attribution" + colours + ". The histogram below says how common the values are.";
    }

    /** Values that a line of the table stands for. */
    private record Group(String name, List<Double> attributions) {}

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        if (categorical.isPresent()) {
            for (String category : categorical.get().categories()) {
                groups.add(new Group(PlayerLabel.shown(category), new ArrayList<>()));
            }
            for (int row = 0; row < values.length; row++) {
                if (categorical.get().admits(values[row])) {
                    groups.get((int) values[row]).attributions().add(attributions[row]);
                }
            }
        } else {
            Integer[] order = IntStream.range(0, values.length)
                    .filter(r -> !Double.isNaN(values[r]))
                    .boxed()
                    .sorted(Comparator.comparingDouble(r -> values[r]))
                    .toArray(Integer[]::new);
            int bins = Math.min(TABLE_BINS, order.length);
            int from = 0;
            for (int b = 1; b <= bins && from < order.length; b++) {
                int to = Math.max(from + 1, (int) ((long) b * order.length / bins));
                while (to < order.length && values[order[to]] == values[order[to - 1]]) {
                    to++; // the same value stays together
                }
                String first = numbers.level(values[order[from]]);
                String last = numbers.level(values[order[to - 1]]);
                List<Double> found = new ArrayList<>();
                for (int i = from; i < to; i++) {
                    found.add(attributions[order[i]]);
                }
                groups.add(new Group(first.equals(last) ? first : first + " to " + last, found));
                from = to;
            }
        }
        if (missing) {
            List<Double> found = new ArrayList<>();
            for (int row = 0; row < values.length; row++) {
                if (Double.isNaN(values[row])) {
                    found.add(attributions[row]);
                }
            }
            groups.add(new Group(Feature.MISSING, found));
        }
        groups.removeIf(group -> group.attributions().isEmpty());
        return groups;
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(n -> n / numbers.size()).sum();
    }

    @Override
    public DataTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (Group group : groups()) {
            rows.add(List.of(
                    group.name(),
                    String.valueOf(group.attributions().size()),
                    numbers.signed(
                            group.attributions().stream()
                                    .mapToDouble(a -> a)
                                    .min()
                                    .orElse(0),
                            0),
                    numbers.signed(mean(group.attributions()), 0),
                    numbers.signed(
                            group.attributions().stream()
                                    .mapToDouble(a -> a)
                                    .max()
                                    .orElse(0),
                            0)));
        }
        return new DataTable(
                List.of(player(), "Rows", "Lowest attribution", "Mean attribution", "Highest attribution"), rows, 1);
    }

    @Override
    public void write(TextPage page) {
        page.prose("Mean attribution to " + LinkedScale.axis(section.output(), link) + " by the value of " + player()
                + ".");
        page.line("");
        List<Group> groups = groups();
        double longest = groups.stream()
                .mapToDouble(group -> Math.abs(mean(group.attributions())))
                .max()
                .orElse(0);
        TextRows rows = page.rows();
        for (Group group : groups) {
            double mean = mean(group.attributions());
            rows.add(
                    group.name(),
                    numbers.signed(mean, 0),
                    " (" + RowNoun.count(group.attributions().size()) + ")",
                    cells -> page.bars().diverging(mean, longest, cells));
        }
        page.lines(rows);
    }

    @Override
    public String draw(Canvas canvas) {
        return new Drawing(canvas).draw();
    }

    /** One drawing of the scatter. */
    private final class Drawing {

        private final Canvas canvas;
        private final Upright axis;
        private final double diameter;
        private final double left;
        private final double right;
        private final double missingLeft;
        private final Scale scale;
        private final Key key;
        private final double bottom;
        private final Svg svg;

        Drawing(Canvas canvas) {
            this.canvas = canvas;
            this.diameter = values.length <= 100 ? 6.4 : values.length <= 400 ? 5.2 : 4;
            double lowest = Math.min(0, Arrays.stream(attributions).min().orElse(0));
            double highest = Math.max(0, Arrays.stream(attributions).max().orElse(0));
            this.key = key();
            double top = TOP + (partner.isPresent() ? 21 + key.height() : 0);
            this.axis = Upright.around(lowest, highest, top, top + HEIGHT, numbers);
            this.left = Frame.EDGE + axis.room();
            double end = canvas.width() - Frame.EDGE;
            double missingRoom = LabelWidth.of(Feature.MISSING, Frame.SMALL_FONT) + 12;
            this.missingLeft = end - missingRoom;
            this.right = missing ? missingLeft - GAP : end;
            this.scale = categorical.isPresent()
                    ? Scale.of(bins.low(), bins.high(), left, right)
                    : Scale.around(bins.low(), bins.high(), left + diameter, right - diameter)
                            .in(numbers);
            this.bottom = axis.bottom() + GAP + HISTOGRAM;
            this.svg = canvas.picture(bottom + 46, section.title(), summary());
        }

        private Key key() {
            Key made = new Key(Frame.EDGE, canvas.width() - Frame.EDGE, Key.SHORT);
            if (partner.isPresent() && partner.get().kind() != PointColours.Kind.LOW_TO_HIGH) {
                partner.get().used().forEach(made::add);
            } else if (partner.isPresent() && partner.get().used().contains(PointColours.MISSING)) {
                made.add(PointColours.MISSING);
            }
            return made;
        }

        String draw() {
            partnerKey();
            axis.draw(
                    svg,
                    left,
                    canvas.width() - Frame.EDGE,
                    "attribution to " + LinkedScale.axis(section.output(), link));
            svg.line(Ink.GUIDE, left, axis.at(0), canvas.width() - Frame.EDGE, axis.at(0));
            if (categorical.isPresent()) {
                categories();
            } else {
                ticks();
            }
            histogram();
            String name = LabelWidth.fit(player(), Frame.SMALL_FONT, right - left);
            svg.label(Ink.MUTED, (left + right) / 2, bottom + 36, "middle", name, "font-size", "12");
            points();
            return svg.end();
        }

        private void partnerKey() {
            if (partner.isEmpty()) {
                return;
            }
            boolean values = partner.get().kind() == PointColours.Kind.LOW_TO_HIGH;
            double room = canvas.width() - 2 * Frame.EDGE - (values ? 210 : 0);
            String name = LabelWidth.fit(
                    "colour: " + PlayerLabel.shown(section.partner().orElse("")), Frame.SMALL_FONT, room);
            svg.label(Ink.MUTED, Frame.EDGE, 18, "start", name, "font-size", "12");
            if (values) {
                BeeswarmPicture.lowToHigh(svg, Frame.EDGE + LabelWidth.of(name, Frame.SMALL_FONT) + 14, 14, "low");
            }
            key.draw(svg, 25);
        }

        private void ticks() {
            List<Scale.Tick> ticks = scale.ticks(Frame.SMALL_FONT);
            for (Scale.Tick tick : ticks) {
                double x = scale.at(tick.value());
                svg.line(Ink.RULE, x, axis.top(), x, bottom);
            }
            Frame.tickLabels(svg, scale, ticks, 0, right, bottom + 17);
            missingLabel();
        }

        private void missingLabel() {
            if (missing) {
                double middle = (missingLeft + canvas.width() - Frame.EDGE) / 2;
                svg.label(Ink.MUTED, middle, bottom + 17, "middle", Feature.MISSING, "font-size", "12");
            }
        }

        private void categories() {
            List<String> labels = categorical.orElseThrow().categories();
            double room = (right - left) / labels.size() - 6;
            for (int c = 0; c < labels.size(); c++) {
                String label = PlayerLabel.shown(labels.get(c));
                String fitted = LabelWidth.fit(label, Frame.SMALL_FONT, room);
                svg.startLabel(Ink.MUTED, scale.at(c), bottom + 17, "middle", "font-size", "12");
                if (!fitted.equals("…")) {
                    svg.text(fitted);
                }
                if (!fitted.equals(label)) {
                    svg.element("title", label);
                }
                svg.close();
            }
            missingLabel();
        }

        private void histogram() {
            int[] counts = new int[bins.count() + 1];
            for (double value : values) {
                counts[Double.isNaN(value) ? bins.count() : bins.of(value)]++;
            }
            int most = Arrays.stream(counts).max().orElse(1);
            svg.open("g", "class", "histogram");
            for (int b = 0; b <= bins.count(); b++) {
                if (counts[b] > 0) {
                    boolean ofMissing = b == bins.count();
                    double height = Math.max(1, HISTOGRAM * counts[b] / most);
                    double from = ofMissing ? missingLeft : scale.at(bins.edge(b));
                    double to = ofMissing ? canvas.width() - Frame.EDGE : scale.at(bins.edge(b + 1));
                    double gap = ofMissing || categorical.isPresent() ? (to - from) * 0.4 : 1;
                    double width = Math.min(Math.max(to - from - gap, NARROWEST), WIDEST);
                    svg.rect(
                            Ink.BACKDROP,
                            (from + to - width) / 2,
                            bottom - height,
                            width,
                            height,
                            "data-tip",
                            RowNoun.count(counts[b]));
                }
            }
            svg.close();
        }

        private void points() {
            Points points = new Points(partner.orElseGet(() -> PointColours.plain(values.length)));
            for (int row = 0; row < values.length; row++) {
                double spread = (row + 1) * GOLDEN % 1 - 0.5;
                double x;
                if (Double.isNaN(values[row])) {
                    double end = canvas.width() - Frame.EDGE;
                    x = (missingLeft + end) / 2 + spread * (end - missingLeft - diameter) * 0.6;
                } else if (categorical.isPresent()) {
                    double room = Math.max(
                            0, (right - left) / categorical.get().categories().size() - diameter);
                    x = scale.clamped(values[row]) + spread * Math.min(room * 0.6, WIDEST);
                } else {
                    x = scale.at(values[row]);
                }
                points.add(row, x, axis.at(attributions[row]));
            }
            points.draw(svg, diameter, player());
        }
    }
}
