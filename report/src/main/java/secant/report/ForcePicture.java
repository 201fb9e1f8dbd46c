package secant.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import secant.explanation.Attribution;
import secant.explanation.OutputExplanation;

/**
 * Draws one row's force: a bar in which what raises the answer and what lowers it meet at the prediction.
 *
 * <p>What raises is labelled below the bar and what lowers above it, the nearest to the prediction first, each label
 * reaching from its line across the prediction: so that no line meets a label, however many there are.
 */
final class ForcePicture implements Picture {

    private static final double BAR = 28;
    private static final double LANE = 19;
    private static final double HEAD = 5;
    private static final double BOTTOM = 46;
    private static final String ANSWER = "f(x) = ";
    private static final String AVERAGE = "average answer ";

    /** A part of the bar: one player, or those not shown that push the same way. */
    private record Segment(PlayerLabel label, double value, double standardError) {}

    private final ReportSection.Force section;
    private final OutputExplanation output;
    private final String link;
    private final NumberFormat numbers;
    private final NumberFormat levels;
    private final List<Segment> raising = new ArrayList<>();
    private final List<Segment> lowering = new ArrayList<>();

    ForcePicture(ReportSection.Force section) {
        this.section = section;
        this.output = section.explanation().output(section.output());
        this.link = section.explanation().provenance().link();
        this.numbers = section.options().numbers();
        this.levels = numbers.telling(output.baseValue(), output.prediction());
        List<Attribution> all = output.attributions();
        int[] ranked = IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingDouble(p -> -Math.abs(all.get(p).value())))
                .mapToInt(p -> p)
                .toArray();
        int most = section.options().shown();
        int shown = ranked.length <= most + 1 ? ranked.length : most;
        int[] arranged = section.options()
                .order()
                .arrange(Arrays.copyOf(ranked, shown), p -> all.get(p).value());
        System.arraycopy(arranged, 0, ranked, 0, shown);
        double[] rest = new double[2];
        int[] others = new int[2];
        for (int i = 0; i < ranked.length; i++) {
            Attribution attribution = all.get(ranked[i]);
            int side = attribution.value() > 0 ? 0 : 1;
            if (i >= shown) {
                rest[side] += attribution.value();
                others[side]++;
            } else if (attribution.value() != 0) {
                (side == 0 ? raising : lowering)
                        .add(new Segment(
                                PlayerLabel.of(section.explanation(), ranked[i]),
                                attribution.value(),
                                attribution.standardError()));
            }
        }
        addRest(raising, others[0], rest[0]);
        addRest(lowering, others[1], rest[1]);
    }

    private String size(Segment segment) {
        return numbers.signed(segment.value(), segment.standardError());
    }

    private static void addRest(List<Segment> segments, int count, double sum) {
        if (sum != 0) {
            String name = count + (count == 1 ? " other player" : " other players");
            segments.add(new Segment(PlayerLabel.of(name), Scale.finite(sum), 0));
        }
    }

    @Override
    public String summary() {
        return LinkedScale.axis(section.output(), link) + ": " + LinkedScale.level(output.prediction(), link, levels)
                + " here, "
                + LinkedScale.level(output.baseValue(), link, levels)
                + " on average. What raises it pushes from the left, "
                + "what lowers it from the right; they meet at the answer.";
    }

    @Override
    public DataTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (List<Segment> side : List.of(raising, lowering)) {
            for (Segment segment : side) {
                rows.add(List.of(
                        segment.label().name(),
                        segment.label().valueAndCondition(),
                        size(segment),
                        segment.value() > 0 ? "raises" : "lowers"));
            }
        }
        rows.add(List.of("Average answer", "", levels.level(output.baseValue()), ""));
        rows.add(List.of("This " + Report.subject(section.explanation()), "", levels.level(output.prediction()), ""));
        return new DataTable(List.of("Player", "Value", "Attribution", "Direction"), rows, 2);
    }

    @Override
    public String draw(Canvas canvas) {
        return new Drawing(canvas).draw();
    }

    @Override
    public void write(TextPage page) {
        page.prose(summary());
        page.line("");
        double longest = IntStream.range(0, 2)
                .mapToObj(side -> side == 0 ? raising : lowering)
                .flatMap(List::stream)
                .mapToDouble(segment -> Math.abs(segment.value()))
                .max()
                .orElse(0);
        TextRows rows = page.rows();
        for (List<Segment> side : List.of(raising, lowering)) {
            for (Segment segment : side) {
                rows.add(
                        segment.label().text(),
                        size(segment),
                        numbers.plusMinus(segment.value(), segment.standardError()),
                        cells -> page.bars().diverging(segment.value(), longest, cells));
            }
        }
        page.lines(rows);
    }

    /** One drawing of the force. */
    private final class Drawing {

        private final Canvas canvas;
        private final Answers answers = new Answers(section.output(), link, levels);
        private final Frame frame;
        private final Scale scale;
        private final Svg svg;
        private final double bar;
        private final double axisTop;
        private final double bottom;
        private final boolean probability;
        private final boolean answerAbove;

        Drawing(Canvas canvas) {
            this.canvas = canvas;
            frame = canvas.frame();
            probability = canvas.showsProbability(link);
            double answer = output.prediction();
            double low = answer - raising.stream().mapToDouble(Segment::value).sum();
            double high = answer - lowering.stream().mapToDouble(Segment::value).sum();
            scale = Scale.around(
                            Scale.finite(Math.min(low, Math.min(answer, output.baseValue()))),
                            Scale.finite(Math.max(high, Math.max(answer, output.baseValue()))),
                            Frame.EDGE,
                            frame.width() - Frame.EDGE)
                    .in(numbers);
            answerAbove = scale.at(answer) - answers.width(canvas, ANSWER, answer, 14) > Frame.EDGE;
            double top = 8 + (probability ? Frame.PROBABILITIES : 0);
            bar = top + LANE * lowering.size() + 8 + (answerAbove ? 24 : 4);
            axisTop = bar + BAR + (answerAbove ? 10 : 30) + LANE * raising.size() + 8;
            bottom = axisTop + 26;
            svg = canvas.picture(bottom + BOTTOM, section.title(), summary());
        }

        String draw() {
            if (probability) {
                frame.probabilities(svg, scale, 8 + Frame.PROBABILITIES);
            }
            String note = LinkedScale.isLogit(link) ? ", sizes in log-odds" : "";
            frame.answerAxis(svg, canvas, answers, scale, note, bottom - 5, bottom);
            svg.line(Ink.GUIDE, Frame.EDGE, bottom, frame.width() - Frame.EDGE, bottom);
            base();
            double at = output.prediction();
            double lane = bar + BAR + (answerAbove ? 0 : 20);
            for (Segment segment : raising) {
                lane += LANE;
                segment(segment, at - segment.value(), at, lane, true);
                at -= segment.value();
            }
            at = output.prediction();
            lane = bar - (answerAbove ? 24 : 4) + 9;
            for (Segment segment : lowering) {
                lane -= LANE;
                segment(segment, at, at - segment.value(), lane, false);
                at -= segment.value();
            }
            answer();
            return svg.end();
        }

        private void base() {
            double x = scale.at(output.baseValue());
            double half = answers.width(canvas, AVERAGE, output.baseValue(), Frame.SMALL_FONT) / 2;
            double centre = Math.min(Math.max(x, half), frame.width() - half);
            double y = bottom - 13;
            answers.label(svg, canvas, Ink.MUTED, centre, y, "middle", AVERAGE, output.baseValue(), "font-size", "12");
            svg.path(Ink.MUTED, "M" + Svg.coordinate(x - 4) + " " + Svg.coordinate(bottom - 8) + "h8l-4 7Z");
        }

        private void answer() {
            double x = scale.at(output.prediction());
            svg.open("g", "class", "level", "font-weight", "600", "font-size", "14");
            svg.rect(Ink.TEXT, x - 1.25, bar - 6, 2.5, BAR + 12);
            if (answerAbove) {
                answers.label(svg, canvas, Ink.TEXT, x, bar - 10, "end", ANSWER, output.prediction());
            } else {
                answers.label(svg, canvas, Ink.TEXT, x, bar + BAR + 19, "start", ANSWER, output.prediction());
            }
            svg.close();
        }

        private void segment(Segment segment, double low, double high, double lane, boolean raises) {
            double left = scale.clamped(Scale.finite(low)); // sums of very large attributions overflow
            double right = scale.clamped(Scale.finite(high));
            Ink ink = raises ? Ink.RAISES : Ink.LOWERS;
            svg.open("g", "class", "step");
            svg.element(
                    "title",
                    segment.label().text() + ": " + numbers.withError(segment.value(), segment.standardError()));
            svg.path(ink, arrow(left, right, raises));
            if (right - left - 2 * HEAD > LabelWidth.of(size(segment), Frame.SMALL_FONT) + 4) {
                svg.label(
                        Ink.ON_BAR, (left + right) / 2, bar + BAR / 2 + 4, "middle", size(segment), "font-size", "12");
            }
            double x = raises ? left + Math.min(6, (right - left) / 2) : right - Math.min(6, (right - left) / 2);
            svg.line(raises ? Ink.RAISING : Ink.LOWERING, x, raises ? bar + BAR : lane - 4, x, raises ? lane : bar);
            label(segment, ink, x, lane, raises);
            svg.close();
        }

        /** A chevron that points where the segment pushes, with a pixel between neighbours where there is room for one. */
        private String arrow(double left, double right, boolean raises) {
            double width = right - left;
            double gap = width > 4 ? 1 : 0;
            double head = Math.min(HEAD, width / 2);
            double tail = raises ? left + gap : right - gap;
            double tip = raises ? right : left;
            double in = raises ? head : -head;
            String top = Svg.coordinate(bar);
            String low = Svg.coordinate(bar + BAR);
            String middle = Svg.coordinate(bar + BAR / 2);
            return "M" + Svg.coordinate(tail) + " " + top + "H" + Svg.coordinate(tip - in) + "L" + Svg.coordinate(tip)
                    + " " + middle + "L" + Svg.coordinate(tip - in) + " " + low + "H" + Svg.coordinate(tail) + "L"
                    + Svg.coordinate(tail + in) + " " + middle + "Z";
        }

        private void label(Segment segment, Ink ink, double x, double lane, boolean raises) {
            double room = (raises ? frame.width() - 4 - x : x - 4) - 5;
            String size = "  " + size(segment);
            double names = room - LabelWidth.of(size, Frame.SMALL_FONT);
            String suffix = segment.label().suffix();
            String name = LabelWidth.fit(
                    segment.label().head(),
                    Frame.SMALL_FONT,
                    Math.max(names / 2, names - LabelWidth.of(suffix, Frame.SMALL_FONT)));
            suffix = LabelWidth.fit(suffix, Frame.SMALL_FONT, names - LabelWidth.of(name, Frame.SMALL_FONT));
            svg.startLabel(Ink.TEXT, raises ? x + 5 : x - 5, lane, raises ? "start" : "end", "font-size", "12");
            svg.text(name);
            if (!suffix.isEmpty()) {
                svg.span(Ink.MUTED, suffix);
            }
            svg.span(ink, size);
            svg.close();
        }
    }
}
